import { ref } from 'vue';
import { keep, kept } from '../store/db';
import { used } from './categories';

const KEY = 'recent-categories';

/** Categories that were used last on this device. */
export function useRecent() {
  const codes = ref<string[]>([]);
  void kept<string[]>(KEY).then((before) => {
    codes.value = before ?? [];
  });
  return {
    codes,
    async use(code: string): Promise<void> {
      codes.value = used((await kept<string[]>(KEY)) ?? [], code);
      await keep(KEY, codes.value);
    },
  };
}
