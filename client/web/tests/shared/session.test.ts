import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope } from 'vue';
import { act } from '@/shared/api/client';
import { useSession } from '@/shared/api/session';
import { clearDrafts, useDraft } from '@/shared/drafts';
import { pagesFor } from '@/home/pages';
import { preferredLanguage } from '@/shared/i18n';

const who = {
  person: 'p1',
  name: 'Li',
  posts: [
    { post_id: '1', role: 'clerk', unit: '', areas: [] },
    { post_id: '2', role: 'agent', unit: '', areas: [] },
  ],
  areas: [],
  expires: '2099-01-01T00:00:00Z',
  csrf: 'c',
  post_id: '1',
};
const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

beforeEach(() => {
  setActivePinia(createPinia());
  sessionStorage.clear();
});
afterEach(() => vi.unstubAllGlobals());

describe('a session', () => {
  it('that ends in mid-form asks again and sends what was typed', async () => {
    const sent: string[] = [];
    let isIn = true;
    vi.stubGlobal('fetch', (url: string, request: RequestInit) => {
      sent.push(`${request.method ?? ''} ${url}`);
      if (url === '/v1/session') {
        isIn = true;
        return Promise.resolve(json(200, who));
      }
      return Promise.resolve(isIn ? json(200, { version: '2' }) : json(401, { code: 'UNAUTHENTICATED', detail: '' }));
    });
    const session = useSession();
    await session.load();
    isIn = false;

    const filed = act('/v1/cases/{case_id}/handle', {}, { path: { case_id: '1' } });
    await vi.waitFor(() => {
      expect(session.ended).toBe(true);
    });
    await session.signIn({ account: 'p1', password: 'x', code: '1' });

    expect(await filed).toEqual({ version: '2' });
    expect(session.ended).toBe(false);
    expect(sent.at(-1)).toBe('POST /v1/cases/1/handle');
  });

  it('nobody has is no fault, a silo that is away is one', async () => {
    const session = useSession();
    vi.stubGlobal('fetch', () => Promise.resolve(json(401, { code: 'UNAUTHENTICATED' })));
    await session.load();
    expect([session.known, session.isIn, session.problem]).toEqual([true, false, undefined]);
    vi.stubGlobal('fetch', () => Promise.resolve(json(404, {})));
    await session.load();
    expect(session.problem?.code).toBe('NOT_FOUND');
  });
});

describe('a post', () => {
  it('is chosen per tab and said with each call', async () => {
    const posts: unknown[] = [];
    vi.stubGlobal('fetch', (_url: string, request: RequestInit) => {
      posts.push((request.headers as Record<string, string>)['x-gridcity-post']);
      return Promise.resolve(json(200, who));
    });
    const session = useSession();
    await session.load();
    expect(session.post?.role).toBe('clerk');
    session.choosePost('2');
    await act('/v1/cases/{case_id}/urge', {}, { path: { case_id: '1' } });
    expect(posts).toEqual([undefined, '2']);
    expect(session.post?.role).toBe('agent');
  });
});

describe('a draft', () => {
  const inScope = <T>(run: () => T) => effectScope().run(run) as T;

  it('is there after a reload, for its own person only', () => {
    inScope(() => useDraft('p1', 'report', () => ({ text: '' }))).value.text = 'The cover rattles.';
    expect(inScope(() => useDraft('p1', 'report', () => ({ text: '' })))).toMatchObject({
      restored: true,
      value: { text: 'The cover rattles.' },
    });
    expect(inScope(() => useDraft('p2', 'report', () => ({ text: '' }))).restored).toBe(false);
  });

  it('is gone once the server has confirmed, and goes on keeping what comes next', () => {
    const draft = inScope(() => useDraft('p1', 'report', () => ({ text: '' })));
    draft.value.text = 'a';
    draft.clear();
    expect(draft.value.text).toBe('');
    expect(sessionStorage.length).toBe(0);
    draft.value.text = 'b';
    expect(sessionStorage.length).toBe(1);
    clearDrafts('p1');
    expect(sessionStorage.length).toBe(0);
  });
});

describe('a person', () => {
  it('is offered the pages of the posts', () => {
    expect(pagesFor(new Set(['inspector']))).toEqual(['field', 'report']);
    expect(pagesFor(new Set(['clerk', 'agent']))).toEqual(['desk', 'cockpit', 'report']);
  });

  it('reads the language chosen, else the browser’s', () => {
    expect(preferredLanguage('en', 'zh-CN')).toBe('en');
    expect(preferredLanguage(null, 'en-GB')).toBe('en');
    expect(preferredLanguage(null, 'de')).toBe('zh');
  });
});
