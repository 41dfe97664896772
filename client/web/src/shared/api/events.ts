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
  const silence = new Silence(SILENCE_MAX, signal);
  const headers: Record<string, string> = { accept: 'text/event-stream', ...callHeaders() };
  if (last) headers['last-event-id'] = last;
  try {
    const answer = await reach(url, { headers, signal: silence.signal });
    if (!answer.ok) throw await Problem.read(answer);
    yield* eventsOf(answer, silence);
  } catch (error) {
    throw error instanceof Problem ? error : Problem.noConnection();
  } finally {
    silence.end();
  }
}

/** The events of an answer, as they come. */
export async function* eventsOf(answer: Response, silence: Silence): AsyncGenerator<ServerEvent> {
  if (!answer.body) return;
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  const parser = new EventParser();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    silence.broken();
    yield* parser.feed(value);
  }
}

/** Ends a call that has gone silent, or that nobody wants any more. */
export class Silence {
  readonly #end = new AbortController();
  readonly #longest: number;
  readonly signal: AbortSignal;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param longest milliseconds. */
  constructor(longest: number, signal?: AbortSignal) {
    this.#longest = longest;
    this.signal = signal ? AbortSignal.any([signal, this.#end.signal]) : this.#end.signal;
    this.broken();
  }

  broken(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#end.abort();
    }, this.#longest);
  }

  /** Whatever of the answer is still to come is given up. */
  end(): void {
    clearTimeout(this.#timer);
    this.#end.abort();
  }
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
