import { describe, expect, it } from 'vitest';
import { Problem } from '@/shared/api/problem';
import { actOf, type OfflineAct, type OfflineAnswer } from '@/field/outbox/acts';
import { emptyFields, lacking, type Item } from '@/field/outbox/item';
import { after, inLine, listsOf, mayDiscard, mayReopen } from '@/field/outbox/machine';
import { emptyLine, type SenderParts } from '@/field/outbox/sender';

const basis = {
  caseId: 'k1',
  number: '2026',
  version: '3',
  stage: 'STAGE_VERIFYING',
  category: '0101',
  address: '',
  round: 1,
};
const item = (id: string, more: Partial<Item> = {}): Item => ({
  id,
  person: 'p1',
  kind: 'report',
  state: 'draft',
  fields: { ...emptyFields(), category: '0101', address: 'here' },
  photos: [],
  turn: 0,
  tried: false,
  changedAt: 0,
  ...more,
});
const ready = (id: string, turn: number, more: Partial<Item> = {}) =>
  item(id, { state: 'ready', turn, happenedAt: '2026-01-01T00:00:00.000Z', ...more });
const refusal = (code: number, field = '') => ({ code, reason: 'no', field });

describe('an item', () => {
  it('goes from a draft over ready to sent, and keeps when it was done', () => {
    const submitted = after(item('a'), { type: 'submitted', at: 1000, turn: 4 });
    expect(submitted).toMatchObject({ state: 'ready', turn: 4, happenedAt: '1970-01-01T00:00:01.000Z' });
    const tried = after(submitted, { type: 'tried', at: 2000 });
    const receipt = { caseId: 'k', number: '1', at: 3000 };
    expect(after(tried, { type: 'confirmed', at: 3000, receipt })).toMatchObject({ state: 'sent', receipt });
  });

  it('that the server may have is neither written anew nor thrown away', () => {
    const tried = after(ready('a', 1), { type: 'tried', at: 1 });
    expect([mayReopen(tried), mayDiscard(tried)]).toEqual([false, false]);
    expect(after(tried, { type: 'reopened', at: 2 })).toBe(tried);
    expect(mayDiscard(ready('b', 1))).toBe(true);
    expect(mayDiscard(item('c', { state: 'sent' }))).toBe(false);
  });

  it('that was refused is another act when it is written anew, and the same one when it is sent again', () => {
    const refused = after(ready('a', 1, { tried: true }), { type: 'declined', at: 1, refusal: refusal(3, 'category') });
    expect(refused.state).toBe('refused');
    const anew = after(refused, { type: 'reopened', at: 2 });
    expect(anew).toMatchObject({ state: 'draft', tried: false });
    expect(anew.id).not.toBe('a');
    expect('happenedAt' in anew || 'refusal' in anew).toBe(false);
    const again = after(refused, { type: 'again', at: 2, turn: 9 });
    expect(again).toMatchObject({ id: 'a', state: 'ready', turn: 9, happenedAt: refused.happenedAt });
  });

  it.each([
    [9, '', 'stale'],
    [5, '', 'stale'],
    [7, '', 'stale'],
    [9, 'on_site.photos[0]', 'refused'],
    [3, 'note', 'refused'],
  ])('of a case that is refused with %i %s is %s', (code, field, state) => {
    expect(
      after(ready('a', 1, { kind: 'check', basis }), { type: 'declined', at: 1, refusal: refusal(code, field) }).state,
    ).toBe(state);
  });

  it('that founds a case is never stale', () => {
    expect(after(ready('a', 1), { type: 'declined', at: 1, refusal: refusal(9) }).state).toBe('refused');
  });

  it('says what it lacks', () => {
    expect(lacking(item('a', { fields: emptyFields() }))).toEqual(['category', 'spot']);
    expect(lacking(item('a', { kind: 'self_handle' }))).toEqual(['words']);
    expect(lacking(item('a', { kind: 'check', basis }))).toEqual(['yes']);
    expect(lacking(item('a', { kind: 'check', basis, fields: { ...emptyFields(), yes: false } }))).toEqual(['words']);
  });

  it('is an act with its own id, time, place and heading', () => {
    const spot = { latitude: 30, longitude: 120, accuracy: 8, at: '2026-01-01T00:00:00Z', heading: 0 };
    const act = actOf(
      ready('a', 1, { fields: { ...emptyFields(), category: '0101', spot }, photos: [{ digest: 'd', size: 1 }] }),
    );
    expect(act.report).toMatchObject({ command_id: 'a', category: '0101', place: { latitude: 30, longitude: 120 } });
    expect(act.report?.on_site).toMatchObject({
      photos: ['d'],
      happened_at: '2026-01-01T00:00:00.000Z',
      heading_degrees: 0,
    });
    expect(actOf(ready('b', 1, { kind: 'check', basis, fields: { ...emptyFields(), yes: true } })).check).toMatchObject(
      { case_id: 'k1', passed: true },
    );
  });
});

describe('the lists', () => {
  it('hold each item once; what needs a person stands before what waits', () => {
    const all = [
      item('d'),
      ready('r2', 2),
      ready('r1', 1),
      item('x', { state: 'stale' }),
      item('s', { state: 'sent' }),
    ];
    const { drafts, ready: waiting, sent } = listsOf(all);
    expect([drafts, waiting, sent].map((list) => list.map((one) => one.id))).toEqual([['d'], ['x', 'r1', 'r2'], ['s']]);
  });
});

/** A server that keeps what it has taken, and a line to it that can break. */
class Server {
  readonly taken: string[] = [];
  readonly log: string[] = [];
  answersLeft = Infinity;
  refuse = new Map<string, OfflineAnswer>();

  async send(
    acts: readonly OfflineAct[],
    onAnswer: (at: number, answer: OfflineAnswer) => Promise<void>,
  ): Promise<void> {
    for (const [at, act] of acts.entries()) {
      const id = act.report?.command_id ?? act.check?.command_id ?? '';
      this.log.push(id);
      const before = this.taken.includes(id);
      const answer = this.refuse.get(id) ?? {
        result: before ? 'OFFLINE_RESULT_APPLIED_BEFORE' : 'OFFLINE_RESULT_APPLIED',
        number: `n-${id}`,
      };
      if (!before && !this.refuse.has(id)) this.taken.push(id);
      if (this.answersLeft-- <= 0) throw Problem.noConnection();
      await onAnswer(at, answer);
    }
  }
}

function device(items: Item[], server: Server, upload: (digest: string) => Promise<void> = () => Promise.resolve()) {
  let all = items;
  const parts: SenderParts = {
    items: () => all,
    happen: (id, happening) => {
      all = all.map((one) => (one.id === id ? after(one, happening) : one));
      return Promise.resolve();
    },
    upload,
    send: (acts, onAnswer) => server.send(acts, onAnswer),
    now: () => 1,
  };
  return { parts, items: () => all };
}

describe('the line', () => {
  it('is sent in order, photos first', async () => {
    const server = new Server();
    const { parts, items } = device(
      [ready('b', 2), ready('a', 1, { photos: [{ digest: 'p', size: 1 }] })],
      server,
      (digest) => {
        server.log.push(digest);
        return Promise.resolve();
      },
    );
    await emptyLine(parts);
    expect(server.log).toEqual(['p', 'a', 'b']);
    expect(items().every((one) => one.state === 'sent')).toBe(true);
  });

  it.each([0, 1, 2])('counts each act once when the answer is lost after %i', async (answers) => {
    const server = new Server();
    server.answersLeft = answers;
    const { parts, items } = device([ready('a', 1), ready('b', 2), ready('c', 3)], server);
    await expect(emptyLine(parts)).rejects.toMatchObject({ code: 'NO_CONNECTION' });
    expect(inLine(items()).map((one) => one.id)).toEqual(['a', 'b', 'c'].slice(answers));
    server.answersLeft = Infinity;
    await emptyLine(parts);
    expect(server.taken).toEqual(['a', 'b', 'c']);
    expect(items().map((one) => one.state)).toEqual(['sent', 'sent', 'sent']);
  });

  it('goes on behind what is refused', async () => {
    const server = new Server();
    server.refuse.set('a', { result: 'OFFLINE_RESULT_REFUSED', code: 3, reason: 'no', field: 'category' });
    const { parts, items } = device([ready('a', 1), ready('b', 2)], server);
    await emptyLine(parts);
    expect(items().map((one) => one.state)).toEqual(['refused', 'sent']);
  });

  it('keeps everything when a photo does not get through', async () => {
    const server = new Server();
    const { parts, items } = device(
      [ready('a', 1, { photos: [{ digest: 'p', size: 1 }] }), ready('b', 2)],
      server,
      () => Promise.reject(Problem.noConnection()),
    );
    await expect(emptyLine(parts)).rejects.toMatchObject({ code: 'NO_CONNECTION' });
    expect(server.log).toEqual([]);
    expect(items().every((one) => one.state === 'ready' && !one.tried)).toBe(true);
  });

  it('finds out which act cannot be read', async () => {
    const server = new Server();
    const { parts, items } = device([ready('a', 1), ready('bad', 2), ready('c', 3)], server);
    const send = parts.send;
    parts.send = (acts, onAnswer) =>
      acts.some((act) => act.report?.command_id === 'bad')
        ? Promise.reject(new Problem('INVALID_ARGUMENT', 400, 'what'))
        : send(acts, onAnswer);
    await emptyLine(parts);
    expect(items().map((one) => one.state)).toEqual(['sent', 'refused', 'sent']);
  });

  it('stops before a server that decides nothing', async () => {
    const { parts } = device([ready('a', 1)], new Server());
    parts.send = (_acts, onAnswer) => onAnswer(0, { result: 'OFFLINE_RESULT_UNSPECIFIED' });
    await expect(emptyLine(parts)).rejects.toBeInstanceOf(Problem);
  });
});
