import { ref } from 'vue';

/** True when a newer build is on the device and waits: it is taken up when the person says so, never under a form. */
export const newShell = ref(false);

let waiting: ServiceWorker | undefined;

/** The map comes onto the device when the first things are over, and not on a line that is paid by the byte. */
const LATER_MILLISECONDS = 20_000;

/** Keeps the pages on the device, where the browser can. Without it everything works while there is a connection. */
export function keepShell(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  void navigator.serviceWorker
    .register('/field-worker.js', { scope: '/field', updateViaCache: 'none' })
    .then((registration) => {
      const look = () => {
        if (!registration.waiting || !navigator.serviceWorker.controller) return;
        waiting = registration.waiting;
        newShell.value = true;
      };
      look();
      registration.addEventListener('updatefound', () =>
        registration.installing?.addEventListener('statechange', look),
      );
    })
    .catch(() => undefined); // Private windows refuse it.
  setTimeout(() => {
    const line = (navigator as { connection?: { saveData?: boolean } }).connection;
    if (!line?.saveData) navigator.serviceWorker.controller?.postMessage('keep all');
  }, LATER_MILLISECONDS);
}

export function takeNewShell(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    location.reload();
  });
  waiting?.postMessage('take over');
}
