// The cockpit's map over a city of 40,625 cells: until it is there, panning, another colouring, an event on the screen, and a
// day of messages. Writes one JSON object.
import { browser, slowPage, SLOW_DOWN } from './browser.mjs';
import { host } from './host.mjs';

const { silo, token, dist, chromium, reportToken, category, latitude, longitude } = JSON.parse(process.argv[2]);
const PAN_MILLISECONDS = 5_000;
const DAY_MESSAGES = 8_640;

/** Of the simulated day. */
let sent = 0;

const chrome = await browser(chromium);
const web = await host({ silo, token, dist, role: 'clerk' });
try {
  const drawn = await measureMap(web);
  const day = await measureDay(web);
  console.log(JSON.stringify({ slow_down: SLOW_DOWN, ...drawn, ...day }));
} finally {
  await chrome.close();
  web.close();
}

async function open(page, url) {
  await page.goto(`${url}/cockpit`);
  await page.waitForSelector('[data-number=open]', { timeout: 120_000 });
  await page.waitForSelector('.holder canvas', { timeout: 120_000 });
  await page.evaluate(() => new Promise((done) => document.querySelector('.holder').map.once('idle', done)));
}

async function measureMap({ url }) {
  const { page, context, faults } = await slowPage(chrome);
  const begun = Date.now();
  await open(page, url);
  const loaded = Date.now() - begun;
  const cells = await page.evaluate(() => {
    const map = document.querySelector('.holder').map;
    return new Set(map.querySourceFeatures('city', { sourceLayer: 'cell' }).map((feature) => feature.id)).size;
  });
  const colours = [];
  for (const figure of ['overdue', 'registered', 'open', 'share', 'open']) colours.push(await page.evaluate(recolour, figure));
  const pan = await page.evaluate(panned, PAN_MILLISECONDS);
  const event = [];
  for (let at = 0; at < 5; at++) event.push(await seen(page));
  await context.close();
  return {
    loaded_ms: loaded, cells, colour_ms: Math.round(Math.max(...colours)), pan_fps: Math.round(pan.fps * 10) / 10,
    pan_p95_frame_ms: Math.round(pan.p95), event_to_screen_ms: event, faults,
  };
}

/** From the choice of another figure to the frame that shows it. */
function recolour(figure) {
  const map = document.querySelector('.holder').map;
  const select = document.querySelector('[data-figure]');
  return new Promise((done) => {
    const begun = performance.now();
    select.value = figure;
    select.dispatchEvent(new Event('change'));
    setTimeout(() => {
      map.triggerRepaint();
      map.once('render', () => requestAnimationFrame(() => done(performance.now() - begun)));
    });
  });
}

/** Frames while the map glides over the city. */
function panned(milliseconds) {
  const map = document.querySelector('.holder').map;
  const frames = [];
  let last = performance.now();
  const count = () => {
    const now = performance.now();
    frames.push(now - last);
    last = now;
  };
  map.on('render', count);
  const { lng, lat } = map.getCenter();
  const width = map.getBounds().getEast() - map.getBounds().getWest();
  map.easeTo({ center: [lng + width / 3, lat], duration: milliseconds, easing: (t) => t, essential: true });
  return new Promise((done) => map.once('moveend', () => {
    map.off('render', count);
    frames.shift();
    frames.sort((a, b) => a - b);
    done({ fps: (frames.length * 1000) / frames.reduce((sum, one) => sum + one, 0), p95: frames[Math.floor(frames.length * 0.95)] });
  }));
}

/** From the answer to a report to its number on the screen. */
async function seen(page) {
  const shown = page.evaluate(() => new Promise((done) => {
    const number = document.querySelector('[data-number=registered]');
    const before = number.textContent;
    const watch = new MutationObserver(() => {
      if (number.textContent === before) return;
      watch.disconnect();
      requestAnimationFrame(() => done(Date.now()));
    });
    watch.observe(number, { childList: true, characterData: true, subtree: true });
  }));
  const key = `${stamp()}-7${crypto.randomUUID().slice(15)}`;
  const answer = await fetch(`${silo}/v1/cases`, {
    method: 'POST',
    headers: { authorization: reportToken, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ category, place: { latitude, longitude } }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  const begun = Date.now();
  return (await shown) - begun;
}

/** A UUID of version 7 begins with the milliseconds. */
function stamp() {
  const hex = Date.now().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}

/** As many messages as a busy day has, as fast as the page takes them, and somebody who looks around meanwhile. */
async function measureDay({ url }) {
  const first = await firstMessage(url);
  const web = await host({ silo, token, dist, role: 'clerk', streams: (path) => (path.includes('/figures/watch') ? day(first) : undefined) });
  const { page, context, devtools, faults } = await slowPage(chrome, { slowDown: 1 });
  await open(page, web.url);
  await look(page, 3);
  const before = await heap(devtools);
  const begun = Date.now();
  await look(page, 20);
  const after = await heap(devtools);
  await context.close();
  web.close();
  return {
    day: {
      seconds: Math.round((Date.now() - begun) / 1000), messages: sent, heap_mb_before: before, heap_mb_after: after,
      growth: Math.round((after / before) * 100) / 100, faults,
    },
  };
}

async function* day(first) {
  yield JSON.stringify(first);
  const cells = first.parts.areas;
  for (let at = 0; at < DAY_MESSAGES; at++) {
    sent++;
    const cell = cells[(at * 7919) % cells.length];
    const one = (value) => [value];
    yield JSON.stringify({
      all: false,
      figures: { ...first.figures, open: first.figures.open + (at % 50), today: { ...first.figures.today, registered: at } },
      parts: {
        level: 'cell', areas: one(cell), open: one(at % 9), overdue: one(at % 3), registered: one(1), handled: one(0), reworked: one(0),
        closed: one(0), closed_late: one(0), went_overdue: one(0),
      },
    });
    await new Promise((done) => setTimeout(done, 4));
  }
}

async function firstMessage(url) {
  const areas = await (await fetch(`${url}/v1/areas`)).json();
  const stop = new AbortController();
  const answer = await fetch(`${url}/v1/areas/${areas.areas[0].code}/figures/watch?level=cell`, { signal: stop.signal });
  let text = '';
  for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
    text += part;
    const data = /^data: (.*)\n\n/m.exec(text);
    if (data) {
      stop.abort();
      return JSON.parse(data[1]);
    }
  }
  throw new Error('The stream ended before its first message.');
}

/** Down into an area and back, other figures, other colours. */
async function look(page, rounds) {
  const home = await page.evaluate(() => location.hash);
  for (let round = 0; round < rounds; round++) {
    for (const figure of ['overdue', 'open']) await page.selectOption('[data-figure]', figure);
    await page.click('[data-go]');
    await page.waitForTimeout(700);
    await page.evaluate((hash) => (location.hash = hash), home);
    await page.evaluate(() => document.documentElement.classList.toggle('dark'));
    await page.waitForTimeout(1_300);
  }
}

async function heap(devtools) {
  for (let at = 0; at < 3; at++) await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return Math.round(usedSize / 1e5) / 10;
}
