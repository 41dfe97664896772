import { onScopeDispose, readonly, ref, type Ref } from 'vue';

const STEP = 15_000;

/** One clock for all that count down on a page, so that a thousand rows need one timer. */
const now = ref(Date.now());
let users = 0;
let timer: ReturnType<typeof setInterval> | undefined;

export function useNow(): Readonly<Ref<number>> {
  if (users++ === 0) {
    now.value = Date.now();
    timer = setInterval(() => (now.value = Date.now()), STEP);
  }
  onScopeDispose(() => {
    if (--users === 0) clearInterval(timer);
  });
  return readonly(now);
}
