/// <reference lib="webworker" />
/** Keeps the handheld's own files on the device, so that it starts without a connection. It touches no call of the API. */
const worker = self as unknown as ServiceWorkerGlobalScope;

/** Put in by the build: every file that /field may ask for, each with the hash of its content in its name. */
declare const FIELD_FILES: string[];
/** Those of them that are large and not needed to begin: the map. */
declare const FIELD_LATER: string[];
declare const FIELD_BUILD: string;

const PREFIX = 'gridcity.field.';
const CACHE = PREFIX + FIELD_BUILD;
const PAGE = '/field/index.html';
const later = FIELD_LATER;
const files = new Set([...FIELD_FILES, ...later]);

worker.addEventListener('install', (event) => {
  const first = [...files].filter((file) => !later.includes(file));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([PAGE, ...first])));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)),
        ),
      )
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener('message', (event) => {
  if (event.data === 'take over') void worker.skipWaiting();
  else if (event.data === 'keep all') event.waitUntil(Promise.all(later.map((file) => keptOrFetched(file, file))));
});

worker.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (origin !== location.origin || event.request.method !== 'GET') return;
  const isPage = event.request.mode === 'navigate' && /^\/field(\/|$)/.test(pathname);
  if (!isPage && !files.has(pathname)) return;
  event.respondWith(keptOrFetched(isPage ? PAGE : pathname, event.request));
});

async function keptOrFetched(file: string, request: Request | string): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(file, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && file !== PAGE) await cache.put(file, answer.clone());
  return answer;
}
