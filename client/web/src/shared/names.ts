/** The city writes both languages as "English 中文": the part for the language, or all of it where there is one only. */
export function inLanguage(both: string, language: string): string {
  const split = both.search(/\s[\u3400-\u9fff（《“0-9]*[\u3400-\u9fff]/);
  if (split < 0) return both;
  return (language === 'zh' ? both.slice(split) : both.slice(0, split)).trim();
}
