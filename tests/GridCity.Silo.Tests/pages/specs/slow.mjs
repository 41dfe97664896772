import assert from 'node:assert/strict';
import { atDesk } from '../desk.mjs';

/** As at the edge of a village: 600 ms each way and 30 kB a second. */
const SLOW = { offline: false, latency: 1_200, downloadThroughput: 30_000, uploadThroughput: 30_000 };

/** On a slow network an agent presses twice while nothing seems to happen: the form says that it sends, and one case is made. */
export default async function slow(stage) {
  const visitor = await atDesk(stage, 'all', 'agent');
  const { page, context } = visitor;
  await page.goto('/desk#/call');
  await page.locator('textarea').fill('A branch hangs over the road.');
  await page.locator('.el-select input').first().click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('form button[type=submit]:enabled').waitFor();
  const sent = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && new URL(request.url()).pathname === '/v1/cases') sent.push(request.headers()['idempotency-key']);
  });
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.emulateNetworkConditions', SLOW);
  await page.keyboard.press('Control+Enter');
  await page.locator('form button[type=submit]:disabled').waitFor();
  await page.keyboard.press('Control+Enter');

  await page.locator('.gc-note.ok .code').waitFor();
  assert.equal(new Set(sent).size, 1, 'one act, however often it was asked for');
  assert.equal(await page.locator('textarea').inputValue(), '');
}
