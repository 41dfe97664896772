import assert from 'node:assert/strict';
import { get } from '../api.mjs';
import { atDesk } from '../desk.mjs';
import { fillReport, onPhone, send, sentNumbers, toTab } from '../field.mjs';

/** An inspector on a telephone reports with a photo; it is a case with the photo and the place; what is missing is told. */
export default async function report(stage) {
  const visitor = await onPhone(stage);
  const { page } = visitor;
  await toTab(visitor, 'report');
  await page.locator('[data-test=spot]').waitFor();
  await page.locator('form button[type=submit]').click();
  await page.getByRole('alert').first().waitFor();
  await visitor.requireAccessible('a report that lacks something');

  await fillReport(visitor, 'The cover is broken.');
  await send(visitor);
  await visitor.requireAccessible('a report that was sent');
  const [number] = await sentNumbers(visitor, 1);
  await visitor.requireAccessible('what was sent');

  const clerk = await atDesk(stage, 'all', 'clerk');
  const file = await get(clerk, 'clerk', `/v1/case-numbers/${number}`);
  assert.equal(file.summary.stage, 'STAGE_REGISTERED');
  assert.equal(file.timeline[0].photos.length, 1);
  assert.ok(Math.abs(file.place.latitude - stage.config.place.latitude) < 1e-5);
}
