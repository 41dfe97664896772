// The desk's list of 100,000 cases: scrolled as fast as it loads, from the first row to the last, then back in long strides.
// Writes one JSON object.
import { browser, slowPage, SLOW_DOWN } from './browser.mjs';
import { host } from './host.mjs';

const { silo, token, dist, chromium, cases } = JSON.parse(process.argv[2]);

const chrome = await browser(chromium);
const web = await host({ silo, token, dist, role: 'clerk' });
try {
  const { page, faults } = await slowPage(chrome);
  const begun = Date.now();
  await page.goto(`${web.url}/desk#/queue?include_closed=yes&order=NEWEST`);
  await page.waitForSelector('[role=row][aria-selected]', { timeout: 120_000 });
  const firstRows = Date.now() - begun;
  const down = await page.evaluate(scrolled, cases);
  const loaded = Date.now() - begun;
  const glide = await page.evaluate(glided);
  console.log(JSON.stringify({ slow_down: SLOW_DOWN, first_rows_ms: firstRows, all_loaded_ms: loaded, ...down, ...glide, faults }));
} finally {
  await chrome.close();
  web.close();
}

/** To the end, again and again, until all are there. */
function scrolled(count) {
  const grid = document.querySelector('[role=grid]');
  const row = document.querySelector('[role=row][aria-selected]').offsetHeight;
  return new Promise((done, fail) => {
    const step = () => {
      grid.scrollTop = grid.scrollHeight;
      if (grid.scrollHeight >= count * row) return done({ rows: Math.floor(grid.scrollHeight / row) - 1 });
      if (performance.now() > 480_000) return fail(new Error(`${Math.floor(grid.scrollHeight / row)} rows were loaded in eight minutes`));
      requestAnimationFrame(step);
    };
    step();
  });
}

/** A hand on the wheel: five seconds of small steps in the middle, and five of a thumb pulled through the whole list. */
async function glided() {
  const grid = document.querySelector('[role=grid]');
  const frames = [];
  let empty = 0;
  const play = (milliseconds, next) => new Promise((done) => {
    const begun = performance.now();
    let last = begun;
    const step = (now) => {
      frames.push(now - last);
      last = now;
      const box = grid.getBoundingClientRect();
      const middle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      if (!middle?.closest('[role=row]')) empty++;
      if (now - begun > milliseconds) return done();
      grid.scrollTop = next((now - begun) / milliseconds);
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  const all = grid.scrollHeight - grid.clientHeight;
  await play(5_000, (part) => all / 2 + part * 6_000);
  await play(5_000, (part) => all * (1 - part));
  frames.shift();
  frames.sort((a, b) => a - b);
  const at = (part) => Math.round(frames[Math.floor(frames.length * part)]);
  return {
    frames_per_second: Math.round((frames.length * 10_000) / frames.reduce((sum, one) => sum + one, 0)) / 10,
    frame_p50_ms: at(0.5), frame_p95_ms: at(0.95), frame_max_ms: Math.round(frames.at(-1)), empty_frames: empty,
  };
}
