import { Problem } from './problem';

/** How often an act is sent again with its key before the person is told. */
const TRIES_MAX = 4;
const DELAY_FIRST = 500;
const DELAY_MAX = 8_000;

export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

export const sleep: Sleep = (milliseconds, signal) =>
  new Promise((done, failed) => {
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      failed(signal.reason as Error);
    });
  });

/** Milliseconds before try number `tried` + 1: what the server says, else doubling with jitter, so that not all come at once. */
export function delayBefore(tried: number, retryAfter?: number, random: () => number = Math.random): number {
  if (retryAfter !== undefined) return retryAfter * 1000 * (1 + random() / 4);
  return Math.min(DELAY_MAX, DELAY_FIRST * 2 ** (tried - 1)) * (0.5 + random() / 2);
}

/** Asks again when the outcome is unknown or the city is busy. The same call each time: its key makes it count once. */
export async function withRetries<T>(call: () => Promise<T>, signal?: AbortSignal, wait: Sleep = sleep): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Problem) || !error.passes || tried === TRIES_MAX) throw error;
      await wait(delayBefore(tried, error.retryAfter), signal);
    }
  }
}
