import { createI18n } from 'vue-i18n';
import en from '../locales/en.json';
import zh from '../locales/zh.json';

export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];
export type Messages = Record<string, unknown>;

const KEPT = 'gridcity.language';

/** The person's choice, else the browser's language, else Chinese. */
export function preferredLanguage(kept = keptLanguage(), browser = navigator.language): Language {
  if (languages.includes(kept as Language)) return kept as Language;
  return browser.toLowerCase().startsWith('en') ? 'en' : 'zh';
}

function keptLanguage(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null; // A browser that keeps nothing still shows the page.
  }
}

/** The words of one page with those that all pages share. The page's own win. */
export function makeI18n(page: Record<Language, Messages>) {
  const locale = preferredLanguage();
  document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en';
  return createI18n({
    legacy: false,
    locale,
    fallbackLocale: 'en',
    messages: { zh: { ...zh, ...page.zh }, en: { ...en, ...page.en } },
  });
}

export function keepLanguage(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // Then it holds until the page is left.
  }
}
