import assert from 'node:assert/strict';
import { atDesk, register } from '../desk.mjs';
import { nextCode } from '../visitor.mjs';

const WORDS = ['keyboard lantern', 'lantern keyboard'];

/** A clerk's work without a mouse, in Chinese: in, find, down the list, file one, void two together, and back. */
export default async function keyboard(stage) {
  const agent = await atDesk(stage, 'all', 'agent');
  const cases = [];
  for (const place of ['gate', 'bridge', 'school']) cases.push(await register(agent, `${WORDS[0]} at the ${place}`));

  const clerk = await stage.visit({ language: 'zh' });
  const { page } = clerk;
  const { keyboard: keys } = page;
  await signInTyping(page, stage.config.accounts.clerk);
  await page.locator('[role=grid]:focus').waitFor();
  await clerk.requireAccessible('a queue');

  await find(page, cases.length);
  await keys.press('j');
  await keys.press('Enter');
  const middle = (await page.locator('h1 small').innerText()).trim();
  assert.ok(cases.some((one) => one.number === middle), `${middle} is none of ours`);
  await keys.press('f');
  await page.locator('.act-form input[type=radio]:focus').waitFor();
  await keys.press('Space');
  await keys.press('Control+Enter');
  await page.locator('.gc-note.ok').waitFor();
  await keys.press('Escape');

  await page.locator('[role=grid]:focus').waitFor();
  await keys.press('Home');
  await keys.press('x');
  await keys.press('End');
  await keys.press('x');
  await page.locator('[aria-selected=true]').nth(1).waitFor();
  await keys.press('v');
  await page.locator('#act-reason:focus').waitFor();
  await keys.type('两件都撤销');
  await keys.press('Control+Enter');
  await page.locator('.gc-note.ok').waitFor();
  await page.locator('[role=grid]:focus').waitFor();

  await keys.press('?');
  await page.locator('dialog[open], [role=dialog]').first().waitFor();
  await clerk.requireAccessible('the list of keys');
  await keys.press('Escape');
  await keys.press('Alt+r');
  await page.waitForURL(/#\/reports/);
}

/** Only keys that everybody has: letters, the tabulator and Enter. */
async function signInTyping(page, account) {
  await page.goto('/desk');
  await page.locator('form.sign-in').waitFor();
  await tabTo(page, 'input[name=account]');
  for (const text of [account.account, account.password, nextCode(account)]) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
}

async function tabTo(page, selector) {
  for (let at = 0; at < 20; at++) {
    if (await page.locator(`${selector}:focus`).count()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`twenty tabs do not lead to ${selector}`);
}

/** Words are found a moment after they were said. */
async function find(page, count) {
  const rows = page.locator('[role=row][aria-selected]');
  const limit = Date.now() + 120_000;
  let turn = 0;
  do {
    turn++;
    assert.ok(Date.now() < limit, `${await rows.count()} cases are found, not ${count}`);
    await page.keyboard.press('/');
    await page.locator('input[type=search]:focus').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(WORDS[turn % 2]);
    await page.keyboard.press('Enter');
    await page.locator('[role=grid]:focus').waitFor();
    await rows.nth(count - 1).waitFor({ timeout: 15_000 }).catch(() => undefined);
  } while ((await rows.count()) !== count);
}
