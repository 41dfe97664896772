import { callHeaders, reach, renewSession } from './client';
import { Problem } from './problem';
import { delayBefore, sleep } from './retry';

/** One server-sent event. */
export interface ServerEvent {
  id: string;
  event: string;
  data: string;
}

export interface Stream<T> {
  onMessage(message: T): void;
  /** True while the stream is open; false while it is away and comes back by itself. */
  onLive?(live: boolean): void;
  /** The cursor is too old: what is on the screen has to be read anew. The stream then begins again at the end. */
  onGap?(): void;
  /** It ended for good, and why. */
  onEnd?(problem: Problem): void;
}

/** Longer silence than this means a dead connection: the server says something every 15 seconds. */
const SILENCE_MAX = 45_000;

/**
 * Follows a stream and goes on where it was after every loss. fetch is used in place of EventSource, which can neither
 * send headers nor tell a refusal from a lost connection.
 * @returns a function that ends it.
 */
export function follow<T>(url: string, stream: Stream<T>): () => void {
  const end = new AbortController();
  void run(url, stream, end.signal);
  return () => {
    end.abort();
  };
}

async function run<T>(url: string, stream: Stream<T>, signal: AbortSignal): Promise<void> {
  let last = '';
  let failures = 0;
  while (!signal.aborted) {
    try {
      for await (const event of open(url, last, signal)) {
        if (failures > 0 || last === '') stream.onLive?.(true);
        failures = 0;
        if (event.event === 'problem') throw Problem.parse(JSON.parse(event.data), 0);
        if (event.id) last = event.id;
        if (event.data) stream.onMessage(JSON.parse(event.data) as T);
      }
      throw Problem.noConnection();
    } catch (error) {
      if (signal.aborted) return;
      stream.onLive?.(false);
      const problem = Problem.of(error);
      if (problem.code === 'OUT_OF_RANGE') {
        last = '';
        stream.onGap?.();
      } else if (problem.code === 'UNAUTHENTICATED') {
        if (!(await renewSession())) {
          stream.onEnd?.(problem);
          return;
        }
      } else if (!problem.passes && problem.code !== 'INTERNAL') {
        stream.onEnd?.(problem);
        return;
      }
      await sleep(delayBefore(Math.min(++failures, 6), problem.retryAfter), signal).catch(() => undefined);
    }
  }
}

async function* open(url: string, last: string, signal: AbortSignal): AsyncGenerator<ServerEvent> {
  const silence = new AbortController();
  const headers: Record<string, string> = { accept: 'text/event-stream', ...callHeaders() };
  if (last) headers['last-event-id'] = last;
  const quiet = watchSilence(silence);
  try {
    const answer = await reach(url, { headers, signal: AbortSignal.any([signal, silence.signal]) });
    if (!answer.ok) throw await Problem.read(answer);
    if (!answer.body) return;
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    const parser = new EventParser();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      quiet.heard();
      yield* parser.feed(value);
    }
  } catch (error) {
    if (silence.signal.aborted || !(error instanceof Problem)) throw Problem.noConnection();
    throw error;
  } finally {
    quiet.stop();
    silence.abort();
  }
}

function watchSilence(silence: AbortController): { heard(): void; stop(): void } {
  const start = () =>
    setTimeout(() => {
      silence.abort();
    }, SILENCE_MAX);
  let timer = start();
  return {
    heard() {
      clearTimeout(timer);
      timer = start();
    },
    stop() {
      clearTimeout(timer);
    },
  };
}

/** Cuts text into events (HTML standard, 9.2.6), however it is cut on the way. */
export class EventParser {
  #rest = '';

  *feed(text: string): Generator<ServerEvent> {
    const blocks = (this.#rest + text).split(/\r?\n\r?\n/);
    this.#rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = EventParser.#read(block);
      if (event) yield event;
    }
  }

  static #read(block: string): ServerEvent | undefined {
    const event: ServerEvent = { id: '', event: 'message', data: '' };
    const data: string[] = [];
    for (const line of block.split(/\r?\n/)) {
      const colon = line.indexOf(':');
      if (colon === 0) continue;
      const name = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
      if (name === 'data') data.push(value);
      else if (name === 'id') event.id = value;
      else if (name === 'event') event.event = value;
    }
    event.data = data.join('\n');
    return data.length > 0 || event.id ? event : undefined;
  }
}
