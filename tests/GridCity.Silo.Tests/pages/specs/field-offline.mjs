import assert from 'node:assert/strict';
import { get } from '../api.mjs';
import { atDesk } from '../desk.mjs';
import { fillReport, onPhone, send, sentNumbers, toTab } from '../field.mjs';

/**
 * The connection goes in mid-report, the browser is closed and opened again without one; when it is back, what was done is
 * sent in order, each once, with its photo, although an answer is lost on the way.
 */
export default async function offline(stage) {
  const profile = stage.profile();
  const before = await onPhone(stage, { profile });
  await before.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await toTab(before, 'report');
  await before.page.locator('[data-test=choice]').first().waitFor();
  await before.context.setOffline(true);
  await fillReport(before, 'First, without a connection.');
  await send(before);
  await before.page.locator('[data-test=taken]').waitFor();
  await fillReport(before, 'Second, not finished.');
  await toTab(before, 'lists');
  await before.page.locator('[data-test=list-ready]').click();
  await before.page.locator('[data-test=item-ready]').waitFor();
  await before.leave();

  const visitor = await stage.visit({ phone: true, profile });
  const { page, context } = visitor;
  await context.clearCookies();
  await context.setOffline(true);
  await visitor.goto('/field#/lists');
  await page.locator('[data-test=list-drafts]').click();
  await page.locator('[data-test=item-draft]').click();
  await page.locator('[data-test=photo]').waitFor();
  assert.equal(await page.locator('textarea[name=words]').inputValue(), 'Second, not finished.');
  await send(visitor);

  const sent = await loseFirstAnswer(context);
  await context.setOffline(false);
  await page.locator('[data-test=sign-in]').click();
  await visitor.signIn(stage.config.accounts.inspector, { within: page.locator('.field-sign-in') });
  const numbers = await sentNumbers(visitor, 2);
  await visitor.requireAccessible('what was sent after a time without a connection');

  const clerk = await atDesk(stage, 'all', 'clerk');
  const files = await Promise.all(numbers.map((number) => get(clerk, 'clerk', `/v1/case-numbers/${number}`)));
  files.sort((one, other) => one.summary.number.localeCompare(other.summary.number));
  assert.equal(new Set(numbers).size, 2);
  assert.ok(sent.length >= 2, `${sent.length} batches`);
  assert.deepEqual(new Set(sent.flat()).size, 2, 'the same two ids, however often they are sent');
  assert.ok(files[0].timeline[0].happened_at < files[1].timeline[0].happened_at);
  assert.ok(files[0].timeline[0].recorded_at <= files[1].timeline[0].recorded_at);
  assert.deepEqual(files.map((file) => file.timeline[0].photos.length), [1, 1]);
}

/** The city takes the first batch, and its answer never comes. */
async function loseFirstAnswer(context) {
  const sent = [];
  await context.route('**/v1/my/offline', async (route) => {
    sent.push(JSON.parse(route.request().postData()).map((act) => act.report.command_id));
    if (sent.length > 1) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  return sent;
}
