import assert from 'node:assert/strict';
import { atDesk } from '../desk.mjs';

/** A session that ends in mid-form is taken up again in a dialog; what was typed is there and is sent. */
export default async function session(stage) {
  const visitor = await atDesk(stage, 'all', 'agent');
  const { page } = visitor;
  await page.goto('/desk#/call');
  await page.locator('textarea').fill('The street light is out.');
  await page.locator('input[type=tel]').fill('13812345678');
  await page.locator('.el-select input').first().click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('form button[type=submit]:enabled').waitFor();
  await visitor.context.clearCookies();
  await page.keyboard.press('Control+Enter');

  const dialog = page.locator('dialog.session-ended');
  await dialog.locator('form.sign-in').waitFor();
  await visitor.requireAccessible('the dialog of a session that has ended');
  assert.equal(await page.locator('textarea').inputValue(), 'The street light is out.');
  await visitor.signIn(stage.config.accounts.all, { within: dialog });

  await page.locator('.gc-note.ok .code').waitFor();
  assert.equal(await page.locator('textarea').inputValue(), '');

  await page.locator('textarea').fill('Another one, not sent.');
  await page.reload();
  await page.locator('.gc-note.warn').waitFor();
  assert.equal(await page.locator('textarea').inputValue(), 'Another one, not sent.');
}
