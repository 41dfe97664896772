import type { FigureName, Parts } from '../state/parts';
import { valueOf } from '../state/parts';
import { breaksOf, classOf } from './classes';

/** Classes that there are at most; a level with fewer spreads them over all colours. */
export const CLASSES = 7;

/** Where the classes begin follows the city slowly: else every event would colour everything anew. */
const BREAKS_MILLISECONDS = 10_000;

/**
 * The class of every area and cell. An event changes those that it touches; only a new figure, another area or classes that
 * moved change all.
 */
export class Colouring {
  readonly classes = new Map<string, number>();
  /** Least values of the classes, by the digits of a level's codes. */
  breaks: ReadonlyMap<number, readonly number[]> = new Map();
  #since = -Infinity;

  /** All values anew. */
  all(values: ReadonlyMap<string, number>, figure: FigureName, now: number): void {
    const byLevel = new Map<number, number[]>();
    for (const [code, value] of values) {
      const of = byLevel.get(code.length);
      if (of) of.push(value);
      else byLevel.set(code.length, [value]);
    }
    this.fixed(values, new Map([...byLevel].map(([digits, of]) => [digits, breaksOf(of, figure)])));
    this.#since = now;
  }

  /** All values, with classes that are given: those of the past stay the same from one moment to the next. */
  fixed(values: ReadonlyMap<string, number>, breaks: ReadonlyMap<number, readonly number[]>): void {
    this.breaks = breaks;
    this.classes.clear();
    for (const [code, value] of values) this.#put(code, value);
  }

  /** @returns false when the classes are too old: then take all. */
  some(codes: Iterable<string>, parts: Parts, figure: FigureName, digitsMin: number, now: number): boolean {
    if (now - this.#since > BREAKS_MILLISECONDS) return false;
    for (const code of codes) if (code.length >= digitsMin) this.#put(code, valueOf(parts.of(code), figure));
    return true;
  }

  #put(code: string, value: number): void {
    const breaks = this.breaks.get(code.length) ?? [1];
    const at = classOf(value, breaks);
    if (at < 0) this.classes.delete(code);
    else
      this.classes.set(code, breaks.length < 2 ? CLASSES - 1 : Math.round((at * (CLASSES - 1)) / (breaks.length - 1)));
  }
}
