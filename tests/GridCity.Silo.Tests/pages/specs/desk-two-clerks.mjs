import assert from 'node:assert/strict';
import { atDesk, register } from '../desk.mjs';

/** Two clerks on one case: the second sees who was first and who holds it now, and loses no typing. */
export default async function twoClerks(stage) {
  const second = await atDesk(stage, 'all', 'clerk');
  const { case_id: id, number } = await register(second, 'The cover rattles at night.');
  const first = await atDesk(stage, 'clerk', 'clerk');
  for (const { page } of [first, second]) {
    await page.goto(`/desk#/case/${id}`);
    await page.getByRole('heading', { name: number }).waitFor();
  }

  await second.page.keyboard.press('v');
  await second.page.locator('#act-reason').fill('I was about to void it.');
  await first.page.keyboard.press('f');
  await first.page.locator('.act-form input[type=radio]').first().check();
  await first.page.keyboard.press('Control+Enter');
  await first.page.locator('.gc-note.ok').waitFor();

  const told = second.page.locator('.gc-note.warn').first();
  await told.waitFor();
  assert.match(await told.innerText(), new RegExp(stage.config.accounts.clerk.account));
  assert.equal(await second.page.locator('#act-reason').inputValue(), 'I was about to void it.');
  await second.page.locator('.act-form button[type=submit]:disabled').waitFor();
  await second.requireAccessible('a case that another has moved on');

  await second.page.reload();
  await second.page.getByRole('heading', { name: number }).waitFor();
  assert.doesNotMatch(await second.page.locator('.head .holder').innerText(), /clerks/);
}
