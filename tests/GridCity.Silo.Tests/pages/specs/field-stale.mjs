import assert from 'node:assert/strict';
import { get, post } from '../api.mjs';
import { atDesk, register } from '../desk.mjs';
import { endShift, onPhone, startShift, toTab } from '../field.mjs';

/** A check is written without a connection while the case is taken back: both are shown, and the person is asked. */
export default async function stale(stage) {
  const visitor = await onPhone(stage);
  const { page, context } = visitor;
  await startShift(visitor);
  const office = await atDesk(stage, 'all', 'clerk');
  const id = await bringToCheck(office);

  await toTab(visitor, 'tasks');
  await page.locator('[data-test=task]').waitFor();
  await visitor.requireAccessible('the tasks');
  await page.locator('[data-test=map-switch]').click();
  await page.locator('.field-map a.field-number, .field-map .gc-note').waitFor();
  await visitor.requireAccessible('the tasks on the map');
  await page.locator('[data-test=task]').click();
  await page.locator('[data-test=check-form]').waitFor();
  await visitor.requireAccessible('a check');
  await context.setOffline(true);
  await page.locator('input[name=yes]').first().check();
  await page.locator('textarea[name=words]').fill('The new cover is flush with the road.');
  await page.locator('form button[type=submit]').click();
  await page.locator('[data-test=item-ready]').waitFor();
  await post(office, 'dispatcher', `/v1/cases/${id}/return`, { reason: 'Wrong cover.' });
  await context.setOffline(false);

  await page.locator('[data-test=item-stale]').click();
  await page.locator('[data-test=mine]').getByText('The new cover is flush').waitFor();
  const moved = (await get(office, 'clerk', `/v1/cases/${id}`)).summary.stage;
  assert.notEqual(moved, 'STAGE_AWAITING_CHECK');
  await page.locator('[data-test=theirs] [data-test=stage]').waitFor();
  await visitor.requireAccessible('a case that has moved on');

  await page.locator('[data-test=reopen]').click();
  await page.locator('[data-test=check-form]').waitFor();
  assert.equal(await page.locator('textarea[name=words]').inputValue(), 'The new cover is flush with the road.');
  await page.locator('[data-test=discard]').click();
  await page.locator('[data-test=check-form]').waitFor();
  await page.locator('[data-test=discard]').click();
  await page.locator('[data-test=list-drafts]').click();
  await page.waitForFunction(() => document.querySelectorAll('[data-test=item-draft]').length === 0);
  await endShift(visitor);
}

/** A case whose work is reported as done: an inspector on duty is to look at it. */
async function bringToCheck(office) {
  const city = await get(office, 'clerk', '/v1/city');
  const { case_id: id } = await register(office, 'The cover is gone.');
  await post(office, 'clerk', `/v1/cases/${id}/file`, { standard: city.categories[0].standards[0].code });
  await post(office, 'dispatcher', `/v1/cases/${id}/dispatch`, { department: 'water' });
  await post(office, 'handler', `/v1/cases/${id}/handle`, {});
  await post(office, 'handler', `/v1/cases/${id}/feedback`, { result: 'A new cover.' });
  return id;
}
