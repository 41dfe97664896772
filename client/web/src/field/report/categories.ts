import type { Category } from '@/shared/api/types';

/** As many as fit above a thumb. */
const RECENT_MAX = 6;

/**
 * Categories by what somebody types: every word has to be in the name, in either language, in the code, or in the condition
 * of a standard. Names that begin with the text come first, then names that hold it, then the rest.
 */
export function findCategories(all: readonly Category[], text: string, countMax: number): Category[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return all.slice(0, countMax);
  return all
    .map((category) => ({ category, rank: rankOf(category, words) }))
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank)
    .slice(0, countMax)
    .map(({ category }) => category);
}

function rankOf(category: Category, words: readonly string[]): number {
  const name = category.label.toLowerCase();
  const whole = [
    name,
    category.code.toLowerCase(),
    ...category.standards.map((one) => one.condition.toLowerCase()),
  ].join('\n');
  if (!words.every((word) => whole.includes(word))) return 0;
  const first = words[0] ?? '';
  if (name.startsWith(first) || name.includes(` ${first}`) || category.code.toLowerCase().startsWith(first)) return 3;
  return words.every((word) => name.includes(word)) ? 2 : 1;
}

/** The list of the last ones used after one more. */
export const used = (recent: readonly string[], code: string): string[] =>
  [code, ...recent.filter((one) => one !== code)].slice(0, RECENT_MAX);
