import type { paths } from './schema';
import { newKey } from './keys';
import { Problem } from './problem';
import { withRetries } from './retry';
import type { BodyOf, PathOf, PathsWith, QueryOf, ReplyOf } from './types';

/** What a page tells the calls: who is signed in, and what to do when that has ended. */
export interface Caller {
  /** For the header X-GridCity-Csrf; undefined when nobody is signed in. */
  csrf(): string | undefined;
  /** Headers besides, such as the post that the person acts in. */
  headers(): Record<string, string>;
  /** The session has ended: resolves to true once somebody is signed in again, false when the person gave up. */
  renew(): Promise<boolean>;
}

let caller: Caller = { csrf: () => undefined, headers: () => ({}), renew: () => Promise.resolve(false) };

export function callAs(who: Caller): void {
  caller = who;
}

export const callHeaders = () => caller.headers();
export const renewSession = () => caller.renew();

interface More {
  signal?: AbortSignal | undefined;
  /** The session's own calls: an ended session is an answer, not a reason to ask for the password. */
  raw?: boolean;
}

/** Reads. `query` may hold nested filters by their dotted names. */
export function read<P extends PathsWith<'get'>>(
  path: P,
  options: { path?: PathOf<P, 'get'>; query?: QueryOf<P> } & More = {},
): Promise<ReplyOf<P, 'get'>> {
  return send(
    'GET',
    address(path, options.path as object) + queryText(options.query as object),
    undefined,
    {},
    options,
  ) as Promise<ReplyOf<P, 'get'>>;
}

/**
 * Acts. The key is made once per act, or given by whoever keeps acts over a restart; it goes with every retry, so that an
 * act counts once however often it is sent.
 */
export function act<P extends PathsWith<'post'>>(
  path: P,
  body: BodyOf<P>,
  options: { path?: PathOf<P, 'post'>; key?: string } & More = {},
): Promise<ReplyOf<P, 'post'>> {
  const headers = { 'idempotency-key': options.key ?? newKey() };
  return send('POST', address(path, options.path as object), body, headers, options) as Promise<ReplyOf<P, 'post'>>;
}

/** Any call of this API, with retries, and again after a new sign-in when the session has ended. */
export async function send(
  method: string,
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
  more: More = {},
): Promise<unknown> {
  const once = () => withRetries(() => exchange(method, url, body, headers, more.signal), more.signal);
  try {
    return await once();
  } catch (error) {
    if (more.raw || !(error instanceof Problem) || error.code !== 'UNAUTHENTICATED' || !(await caller.renew()))
      throw error;
    return once();
  }
}

async function exchange(
  method: string,
  url: string,
  body: unknown,
  headers: Record<string, string>,
  signal?: AbortSignal,
): Promise<unknown> {
  const answer = await reach(url, {
    method,
    headers: {
      accept: 'application/json',
      ...caller.headers(),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...writingHeaders(method),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  if (!answer.ok) throw await Problem.read(answer);
  const text = await answer.text();
  return text ? (JSON.parse(text) as unknown) : undefined;
}

/** What a call that changes something has to prove. */
export function writingHeaders(method: string): Record<string, string> {
  const csrf = method === 'GET' ? undefined : caller.csrf();
  return csrf ? { 'x-gridcity-csrf': csrf } : {};
}

/** fetch, with the network's failure as a problem like any other. */
export async function reach(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { credentials: 'same-origin', cache: 'no-store', ...request });
  } catch (error) {
    if (request.signal?.aborted) throw error;
    throw Problem.noConnection();
  }
}

export function address(path: keyof paths, values?: object): string {
  const known = (values ?? {}) as Record<string, unknown>;
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = known[name];
    if (value === undefined || value === '') throw new Error(`${path} needs ${name}.`);
    return encodeURIComponent(String(value));
  });
}

/** Leaves out what is empty: an empty field of a filter does not narrow. */
export function queryText(query?: object): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null || value === '' || value === false) continue;
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) search.append(name, String(one));
  }
  const text = search.toString();
  return text && `?${text}`;
}
