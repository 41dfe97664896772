import { afterEach, describe, expect, it, vi } from 'vitest';
import { act, address, callAs, queryText, read } from '@/shared/api/client';
import { EventParser } from '@/shared/api/events';
import { newKey } from '@/shared/api/keys';
import { Problem } from '@/shared/api/problem';
import { delayBefore, withRetries } from '@/shared/api/retry';

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });

function answers(...all: (Response | Error)[]) {
  const fetch = vi.fn<(url: string, request: RequestInit) => Promise<Response>>(() => {
    const next = all.shift();
    return next instanceof Response ? Promise.resolve(next) : Promise.reject(next ?? new Error('asked too often'));
  });
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

const headersOf = (request: RequestInit | undefined) => request?.headers as Record<string, string>;
const nobody = { csrf: () => undefined, headers: () => ({}), renew: () => Promise.resolve(false) };

afterEach(() => {
  vi.unstubAllGlobals();
  callAs(nobody);
});

describe('keys of acts', () => {
  it('are UUIDs of version 7 that hold the time', () => {
    const key = newKey(0x0123456789ab);
    expect(key).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(newKey()).not.toBe(newKey());
  });
});

describe('addresses', () => {
  it('hold what the path names, safely', () => {
    expect(address('/v1/cases/{case_id}/file', { case_id: 'a/b' })).toBe('/v1/cases/a%2Fb/file');
    expect(() => address('/v1/cases/{case_id}/file', {})).toThrow('case_id');
  });

  it('leave out what does not narrow', () => {
    expect(
      queryText({ 'filter.stage': 'STAGE_FILED', 'filter.department': '', page_size: 20, 'filter.overdue': false }),
    ).toBe('?filter.stage=STAGE_FILED&page_size=20');
    expect(queryText({})).toBe('');
  });
});

describe('an act', () => {
  it('carries its key, and the token of the page against forged calls', async () => {
    callAs({ ...nobody, csrf: () => 'c1' });
    const fetch = answers(json(200, { version: '2' }));
    await act('/v1/cases/{case_id}/handle', {}, { path: { case_id: '1' }, key: 'k' });
    expect(headersOf(fetch.mock.calls[0]?.[1])).toMatchObject({ 'idempotency-key': 'k', 'x-gridcity-csrf': 'c1' });
  });

  it('is sent again with the same key when nothing is known of it', async () => {
    vi.useFakeTimers();
    const fetch = answers(new TypeError('network'), json(503, {}, { 'retry-after': '1' }), json(200, { version: '2' }));
    const done = act('/v1/cases/{case_id}/handle', {}, { path: { case_id: '1' } });
    await vi.runAllTimersAsync();
    await done;
    vi.useRealTimers();
    const keys = fetch.mock.calls.map(([, request]) => headersOf(request)['idempotency-key']);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });

  it('goes on with the same key after a new sign-in', async () => {
    callAs({ ...nobody, renew: () => Promise.resolve(true) });
    const fetch = answers(json(401, { code: 'UNAUTHENTICATED', detail: 'ended' }), json(200, { version: '2' }));
    await act('/v1/cases/{case_id}/handle', {}, { path: { case_id: '1' } });
    expect(headersOf(fetch.mock.calls[1]?.[1])['idempotency-key']).toBe(
      headersOf(fetch.mock.calls[0]?.[1])['idempotency-key'],
    );
  });

  it('is refused in words that name the field', async () => {
    answers(json(400, { code: 'INVALID_ARGUMENT', detail: 'd', errors: { category: ['is not one of the city.'] } }));
    const refused = await act('/v1/cases', { category: 'X' }).catch((error: unknown) => error as Problem);
    expect(refused).toMatchObject({ code: 'INVALID_ARGUMENT', fields: { category: ['is not one of the city.'] } });
  });
});

describe('a refusal', () => {
  it('of a proxy is understood by its status', async () => {
    answers(new Response('<html>', { status: 404 }));
    await expect(read('/v1/city')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('that does not pass is not asked again', async () => {
    const call = vi.fn(() => Promise.reject(new Problem('PERMISSION_DENIED', 403, '')));
    await expect(withRetries(call, undefined, () => Promise.resolve())).rejects.toThrow();
    expect(call).toHaveBeenCalledTimes(1);
  });

  it('says when to ask again', () => {
    expect(delayBefore(1, 3, () => 0)).toBe(3000);
    expect(delayBefore(1, undefined, () => 0)).toBe(250);
    expect(delayBefore(20, undefined, () => 1)).toBe(8000);
  });
});

describe('server-sent events', () => {
  it('come out whole however they are cut', () => {
    const text = 'id: 7\ndata: {"a":1}\n\n: still here\n\nevent: problem\r\ndata: {}\r\n\r\nid: 8\n\n';
    for (const cut of [1, 2, 5, 100]) {
      const parser = new EventParser();
      const events = (text.match(new RegExp(`[^]{1,${String(cut)}}`, 'g')) ?? []).flatMap((part) => [
        ...parser.feed(part),
      ]);
      expect(events).toEqual([
        { id: '7', event: 'message', data: '{"a":1}' },
        { id: '', event: 'problem', data: '{}' },
        { id: '8', event: 'message', data: '' },
      ]);
    }
  });
});
