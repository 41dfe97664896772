import assert from 'node:assert/strict';
import { get } from '../api.mjs';
import { actOn, atDesk, toPost } from '../desk.mjs';
import { endShift, onPhone, startShift, toTab } from '../field.mjs';

/**
 * The whole life of a case, each person in a browser of their own: an agent takes the call, and the office files and
 * dispatches it; the department handles it, in Chinese; an inspector looks on a telephone; a clerk closes it, who has not
 * dispatched it.
 */
export default async function life(stage) {
  const office = await atDesk(stage, 'all', 'agent');
  const water = await atDesk(stage, 'handler', 'handler', { language: 'zh' });
  const inspector = await onPhone(stage);
  await startShift(inspector);

  const { id, number } = await takeCall(office, stage.config.place);
  await toPost(office, 'clerk');
  await actOn(office, id, 'f', chooseStandard);
  await toPost(office, 'dispatcher');
  await actOn(office, id, 'd', async (form) => {
    await form.locator('.el-select input').click();
    await office.page.getByRole('option', { name: 'Water board' }).click();
  });

  await actOn(water, id, 'h');
  await actOn(water, id, 'b', (form) => form.locator('#act-result').fill('换了新井盖。'));
  await look(inspector, number);

  const clerk = await atDesk(stage, 'clerk', 'clerk');
  await actOn(clerk, id, 'c', chooseStandard);
  await clerk.page.locator('.head .desk-tag', { hasText: 'Closed' }).waitFor();
  await water.page.locator('.head .desk-tag', { hasText: '已结案' }).waitFor();
  const { timeline } = await get(office, 'clerk', `/v1/cases/${id}`);
  assert.equal(new Set(timeline.map((one) => one.event)).size, timeline.length, 'nothing twice');
  await endShift(inspector);
}

async function takeCall({ page }, { latitude, longitude }) {
  await page.goto('/desk#/call');
  await page.locator('input[type=tel]').fill('13812345678');
  await page.locator('textarea').fill('A cover is missing before the school.');
  await page.locator('.el-select input').first().click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const [north, east] = [page.locator('input[inputmode=decimal]').first(), page.locator('input[inputmode=decimal]').nth(1)];
  await north.fill(String(latitude));
  await east.fill(String(longitude));
  await page.locator('form button[type=submit]:enabled').waitFor();
  await page.keyboard.press('Control+Enter');
  const link = page.locator('.gc-note.ok a');
  await link.waitFor();
  return { id: (await link.getAttribute('href')).split('/').at(-1), number: (await link.innerText()).trim() };
}

/** A category with one standard has it chosen already. */
const chooseStandard = (form) => form.locator('input[type=radio]').first().check();

async function look(inspector, number) {
  const { page } = inspector;
  await toTab(inspector, 'tasks');
  await page.locator('[data-test=task]', { hasText: number }).click();
  await page.locator('[data-test=check-form]').waitFor();
  await page.locator('input[name=yes]').first().check();
  await page.locator('form button[type=submit]').click();
  await page.locator('[data-test=list-sent]').click();
  await page.locator('[data-test=item-sent]').waitFor();
}
