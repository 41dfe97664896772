import { onScopeDispose, readonly, ref, type Ref } from 'vue';

/** Whether the device thinks that it has a network. It is often wrong, so that it only says when it is worth a try. */
export function useOnline(onBack?: () => void): Readonly<Ref<boolean>> {
  const online = ref(navigator.onLine);
  const changed = () => {
    online.value = navigator.onLine;
    if (online.value) onBack?.();
  };
  const seen = () => {
    if (document.visibilityState === 'visible') onBack?.();
  };
  addEventListener('online', changed);
  addEventListener('offline', changed);
  document.addEventListener('visibilitychange', seen);
  onScopeDispose(() => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
    document.removeEventListener('visibilitychange', seen);
  });
  return readonly(online);
}
