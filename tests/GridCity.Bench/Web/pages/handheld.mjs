// The handheld opened for the first time, five times, each with nothing kept: how long until the inspector's tasks are there,
// and what came over the wire for it. One time before that does not count: it is the silo's and the browser's own first.
// Writes one JSON object.
import { browser, slowPage, SLOW_DOWN } from './browser.mjs';
import { host } from './host.mjs';

const { silo, token, dist, chromium, unit } = JSON.parse(process.argv[2]);
const TIMES = 5;

const chrome = await browser(chromium);
const web = await host({ silo, token, dist, role: 'inspector', unit });
try {
  await open();
  const times = [];
  for (let at = 0; at < TIMES; at++) times.push(await open());
  console.log(JSON.stringify({
    slow_down: SLOW_DOWN,
    useful_ms: times.map((one) => one.useful),
    first_contentful_ms: times.map((one) => one.painted),
    first_load_kb: Math.max(...times.map((one) => one.kilobytes)),
    faults: times.flatMap((one) => one.faults),
  }));
} finally {
  await chrome.close();
  web.close();
}

async function open() {
  const { page, context, devtools, faults } = await slowPage(chrome, { width: 360, height: 740 });
  let bytes = 0;
  await devtools.send('Network.enable');
  devtools.on('Network.loadingFinished', (one) => (bytes += one.encodedDataLength));
  await page.goto(`${web.url}/field`, { waitUntil: 'commit' });
  const useful = await page.evaluate(shown, '[data-tasks]');
  const painted = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
  await page.waitForLoadState('networkidle', { timeout: 10_000 }).catch(() => undefined);
  await context.close();
  return { useful: Math.round(useful), painted: Math.round(painted), kilobytes: Math.round(bytes / 100) / 10, faults };
}

/** Milliseconds from the address until the frame that shows it. */
function shown(selector) {
  return new Promise((done) => {
    const look = () => {
      if (document.querySelector(selector)) requestAnimationFrame((now) => done(now));
      else requestAnimationFrame(look);
    };
    look();
  });
}
