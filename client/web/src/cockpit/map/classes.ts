import { amounts } from '@/shared/palette';
import type { FigureName } from '../state/parts';

/** Colours for areas with something in them, from little to much; on a light ground little is light. */
export const ramp = (dark: boolean): readonly string[] => (dark ? amounts : [...amounts].reverse());

/**
 * The least value of each class, ascending: parts of about the same number of areas each, so that one cell with very much
 * does not make all others look alike. Shares have fixed classes.
 * @param values of areas with something in them.
 */
export function breaksOf(values: readonly number[], figure: FigureName, count = amounts.length): number[] {
  if (figure === 'share') return Array.from({ length: count }, (_, at) => (at === 0 ? Number.MIN_VALUE : at / count));
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b);
  if (sorted.length === 0) return [1];
  const breaks = [1];
  for (let at = 1; at < count; at++) {
    const next = Math.max((breaks.at(-1) ?? 0) + 1, sorted[Math.floor((sorted.length * at) / count)] ?? 0);
    if (next <= (sorted.at(-1) ?? 0)) breaks.push(next);
  }
  return breaks;
}

/** The class of a value; -1 for nothing. */
export function classOf(value: number, breaks: readonly number[]): number {
  let found = -1;
  for (let at = 0; at < breaks.length && value >= (breaks[at] ?? Infinity); at++) found = at;
  return found;
}

/** The colour of a class, spread over the whole ramp however few classes there are. */
export const colourOf = (at: number, count: number, colours: readonly string[]): string =>
  colours[count < 2 ? colours.length - 1 : Math.round((at * (colours.length - 1)) / (count - 1))] ?? 'transparent';
