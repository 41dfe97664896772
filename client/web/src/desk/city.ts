import { defineStore } from 'pinia';
import { useI18n } from 'vue-i18n';
import { read } from '@/shared/api/client';
import type { Category, City, Line } from '@/shared/api/types';
import { inLanguage } from '@/shared/names';

/** The city's own names. Loaded once; they change with a new state of the city, which is a matter of weeks. */
export const useCity = defineStore('city', {
  state: () => ({ city: undefined as City | undefined, lines: [] as Line[] }),
  getters: {
    categories: (state) => new Map<string, Category>((state.city?.categories ?? []).map((one) => [one.code, one])),
    departments: (state) => new Map((state.city?.departments ?? []).map((one) => [one.code, one.label])),
    inspectors: (state) => new Map((state.city?.inspectors ?? []).map((one) => [one.code, one.label])),
  },
  actions: {
    async load(): Promise<void> {
      if (this.city) return;
      const [city, lines] = await Promise.all([read('/v1/city'), read('/v1/lines')]);
      this.city = city;
      this.lines = lines.lines;
    },
    categoryName(code: string, language: string): string {
      return inLanguage(this.categories.get(code)?.label ?? code, language);
    },
    departmentName(code: string, language: string): string {
      return inLanguage(this.departments.get(code) ?? code, language);
    },
  },
});

/** Who has to act, in words: a post, an inspector or a department. */
export function useHolderName(): (holder: string) => string {
  const { t, te, locale } = useI18n();
  const city = useCity();
  return (holder) => {
    const key = `holder.${holder || 'nobody'}`;
    if (te(key)) return t(key);
    const inspector = city.inspectors.get(holder);
    return inspector ? inLanguage(inspector, locale.value) : city.departmentName(holder, locale.value);
  };
}
