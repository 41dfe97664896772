import type { ReplyOf } from '@/shared/api/types';

export type CityPage = ReplyOf<'/v1/public/city', 'get'>;
export type Category = CityPage['categories'][number];

export const labelOf = (category: Category, language: string): string =>
  (language.startsWith('zh') ? category.label_zh : category.label_en) || category.label_zh || category.label_en;

/** What can be reported: groups are only for finding it. */
export const reportable = (categories: readonly Category[]): Category[] => categories.filter((one) => one.group !== '');

/**
 * Categories that fit some words, the best first. Chinese is written without spaces, so texts are compared by pairs of
 * letters; a category's group counts for half.
 */
export function suggest(words: string, categories: readonly Category[], countMax = 6): Category[] {
  const asked = pairs(words);
  if (asked.size === 0) return [];
  const groups = new Map(categories.filter((one) => one.group === '').map((one) => [one.code, one]));
  return reportable(categories)
    .map((category) => ({
      category,
      score: common(asked, textOf(category)) + common(asked, textOf(groups.get(category.group))) / 2,
    }))
    .filter((one) => one.score > 0)
    .sort((one, other) => other.score - one.score || one.category.code.localeCompare(other.category.code))
    .slice(0, countMax)
    .map((one) => one.category);
}

const textOf = (category?: Category) => (category ? `${category.label_zh} ${category.label_en}` : '');

/** Share of a label's pairs that the words have too, so that a short label that is said whole comes first. */
function common(asked: ReadonlySet<string>, label: string): number {
  const own = pairs(label);
  const same = [...own].filter((pair) => asked.has(pair)).length;
  return own.size === 0 ? 0 : same / Math.sqrt(own.size);
}

function pairs(text: string): Set<string> {
  const found = new Set<string>();
  for (const word of text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    for (let at = 0; at + 1 < word.length; at++) found.add(word.slice(at, at + 2));
  return found;
}
