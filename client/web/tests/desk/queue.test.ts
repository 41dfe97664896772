import { afterEach, describe, expect, it, vi } from 'vitest';
import { effectScope } from 'vue';
import type { CaseSummary } from '@/shared/api/types';
import { actOf } from '@/desk/acts';
import { BulkRun } from '@/desk/bulk';
import { photosOf } from '@/desk/caseFile';
import { inLanguage } from '@/shared/names';
import { emptyFilter } from '@/desk/filters';
import { bodyOf, emptyReport, lacking, placeOf } from '@/desk/intake';
import { drawMap } from '@/desk/map';
import { merge, useQueue } from '@/desk/queue';
import { csvOf, ratesOf } from '@/desk/reports';
import { lengthOf, urgencyOf } from '@/shared/time';
import { moved, scrollFor, windowOf } from '@/desk/window';

const one = (id: string, version = '1') => ({ case_id: id, version, number: id, category: 'C' }) as CaseSummary;
const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
afterEach(() => vi.unstubAllGlobals());

describe('a list', () => {
  it('takes in changes without moving what is under the hand', () => {
    const cases = [one('a'), one('b', '3'), one('c')];
    expect(merge(cases, one('b', '2'), false)).toBeUndefined();
    expect(cases[1]?.version).toBe('3');
    merge(cases, one('b', '10'), false);
    expect(cases[1]?.version).toBe('10');
    merge(cases, one('a', '2'), true);
    expect(cases.map((row) => row.case_id)).toEqual(['b', 'c']);
    expect(merge(cases, one('d'), false)?.case_id).toBe('d');
    expect(merge(cases, one('x'), true)).toBeUndefined();
  });

  it('loads page after page as it is looked at, each case once', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', (url: string) => {
      if (url.startsWith('/v1/watch')) return new Promise(() => undefined);
      asked.push(url);
      const second = url.includes('page_token=t2');
      const cases = Array.from({ length: 500 }, (_, at) => one(String(second ? at + 499 : at)));
      return Promise.resolve(json(200, { cases, next_page_token: second ? '' : 't2' }));
    });
    const scope = effectScope();
    const queue = scope.run(() => useQueue());
    if (!queue) throw new Error('no queue');
    await queue.open({ ...emptyFilter(), stage: 'STAGE_FILED' });
    expect(queue.cases.value).toHaveLength(500);
    expect(queue.complete.value).toBe(false);
    queue.seen(100);
    expect(asked).toHaveLength(1);
    queue.seen(300);
    await vi.waitFor(() => {
      expect(queue.complete.value).toBe(true);
    });
    expect(queue.cases.value).toHaveLength(999);
    scope.stop();
  });

  it('is another array after each page, so that its rows are drawn', async () => {
    vi.stubGlobal('fetch', (url: string) =>
      url.startsWith('/v1/watch')
        ? new Promise(() => undefined)
        : Promise.resolve(json(200, { cases: [one('a')], next_page_token: '' })),
    );
    const scope = effectScope();
    const queue = scope.run(() => useQueue());
    if (!queue) throw new Error('no queue');
    const opened = queue.open({ ...emptyFilter(), stage: 'STAGE_FILED' });
    const before = queue.cases.value;
    await opened;
    expect(queue.cases.value).not.toBe(before);
    scope.stop();
  });

  it('of any length draws what is in view', () => {
    expect(windowOf(0, 600, 36, 100_000)).toEqual({ first: 0, end: 23 });
    const far = windowOf(36 * 50_000, 600, 36, 100_000);
    expect([far.first, far.end]).toEqual([49_994, 50_023]);
    expect(windowOf(999_999, 600, 36, 10).end).toBe(10);
  });

  it('is walked by keys and stays within itself', () => {
    expect(moved('down', 0, 3, 10)).toBe(1);
    expect(moved('down', 2, 3, 10)).toBe(2);
    expect(moved('pageUp', 5, 100, 10)).toBe(0);
    expect(moved('last', 0, 100_000, 10)).toBe(99_999);
    expect(scrollFor(50, 0, 360, 36)).toBe(1476);
    expect(scrollFor(3, 36, 360, 36)).toBe(36);
  });
});

describe('many cases at once', () => {
  it('are each done or refused, and a second try keeps their keys', async () => {
    const keys: string[] = [];
    let refuse = true;
    vi.stubGlobal('fetch', (url: string, request: RequestInit) => {
      if (!url.includes('/b/')) return Promise.resolve(json(200, { version: '2' }));
      keys.push((request.headers as Record<string, string>)['idempotency-key'] ?? '');
      return Promise.resolve(refuse ? json(409, { code: 'FAILED_PRECONDITION', detail: 'held by li' }) : json(200, {}));
    });
    const urge = actOf('urge');
    if (!urge) throw new Error('no act');
    const run = new BulkRun(urge, { note: 'x' });
    const first = await run.run([one('a'), one('b'), one('c')]);
    expect([first.done.length, first.refused.map((two) => two.case.case_id)]).toEqual([2, ['b']]);
    expect(first.refused[0]?.problem.detail).toBe('held by li');
    refuse = false;
    expect((await run.run([one('b')])).done).toHaveLength(1);
    expect(keys[0]).toBe(keys[1]);
  });
});

describe('a report being taken down', () => {
  const line = {
    fields: [
      { field: 'description', type: 'report', required: true },
      { field: 'wish', type: 'choice', required: true },
    ],
  };

  it('says what is still missing', () => {
    expect(lacking(emptyReport(), line as never)).toEqual(['category', 'description', 'wish']);
    expect(
      lacking({ ...emptyReport(), category: 'C', description: 'd', intake: { wish: 'help' } }, line as never),
    ).toEqual([]);
  });

  it('is sent without what belongs to another line’s form', () => {
    const body = bodyOf(
      { ...emptyReport(), category: 'C', caller_phone: '138 0013-8000', intake: { wish: 'help', other: 'x' } },
      line as never,
    );
    expect(body.intake).toEqual([{ field: 'wish', value: 'help' }]);
    expect(body.caller_phone).toBe('13800138000');
    expect(body).not.toHaveProperty('place');
  });

  it('has a place when both numbers are there', () => {
    expect(placeOf({ latitude: '30.25', longitude: '120.15' })).toEqual({ latitude: 30.25, longitude: 120.15 });
    expect(placeOf({ latitude: '30.25', longitude: '' })).toBeUndefined();
    expect(placeOf({ latitude: '91', longitude: '0' })).toBeUndefined();
    expect(placeOf({ latitude: 'x', longitude: '1' })).toBeUndefined();
  });
});

describe('what is shown', () => {
  it('is in one language where the city has two', () => {
    expect(inLanguage('Street light 路灯', 'zh')).toBe('路灯');
    expect(inLanguage('Street light 路灯', 'en')).toBe('Street light');
    expect(inLanguage('Broken over more than 25 cm² 盖面破口大于25平方厘米', 'en')).toBe(
      'Broken over more than 25 cm²',
    );
    expect(inLanguage('Roads', 'zh')).toBe('Roads');
    expect(inLanguage('路灯', 'en')).toBe('路灯');
  });

  it('counts down in two units and turns late', () => {
    expect(lengthOf(26 * 3_600_000)).toEqual({ unit: 'days', first: 1, second: 2 });
    expect(lengthOf(-90 * 60_000)).toEqual({ unit: 'hours', first: 1, second: 30 });
    const since = '2026-01-01T00:00:00Z';
    const due = '2026-01-02T00:00:00Z';
    expect(urgencyOf(due, since, Date.parse('2026-01-01T01:00:00Z'))).toBe('fine');
    expect(urgencyOf(due, since, Date.parse('2026-01-01T19:00:00Z'))).toBe('soon');
    expect(urgencyOf(due, since, Date.parse('2026-01-02T00:00:01Z'))).toBe('late');
    expect(urgencyOf(undefined, since, 0)).toBe('none');
  });

  it('tells photos of before from photos of after', () => {
    const entry = (event: string, photos: string[]) => ({ event, photos }) as never;
    const groups = photosOf([
      entry('case.registered.v1', ['a']),
      entry('case.feedback-given.v1', ['b']),
      entry('case.checked.v1', ['c']),
    ]);
    expect([groups.before.map((p) => p.id), groups.after.map((p) => p.id)]).toEqual([['a'], ['b', 'c']]);
  });

  it('lies on a small map where it is', () => {
    const middle = { latitude: 30, longitude: 120 };
    const map = drawMap(
      middle,
      [
        { ...middle, kind: 'here', label: '' },
        { latitude: 30.001, longitude: 120, kind: 'other', label: '' },
      ],
      240,
    );
    expect(map.points[0]).toMatchObject({ x: 120, y: 120 });
    expect(map.points[1]?.y).toBeLessThan(120);
    expect(map.scale.metres).toBe(50);
  });

  it('is exported so that a spreadsheet runs nothing', () => {
    expect(csvOf([['=1+1', 'a "b"']])).toBe('\ufeff"\'=1+1","a ""b"""\r\n');
    expect(
      ratesOf([
        { measure: 'registered', amount: 4 },
        { measure: 'filed', amount: 3 },
      ])[0],
    ).toEqual({ name: 'filing', percent: 75 });
    expect(ratesOf([]).every((rate) => rate.percent === undefined)).toBe(true);
  });
});
