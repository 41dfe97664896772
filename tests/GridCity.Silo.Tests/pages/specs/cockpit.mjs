import assert from 'node:assert/strict';
import { register } from '../desk.mjs';

/**
 * A leader looks at the city: a report that somebody makes is on the screen by itself, a number opens its cases and a case
 * its page, a name leads in and the line on top back out; the past plays; in both languages, with the keyboard too.
 */
export default async function cockpit({ config, visit }) {
  const leader = await visit();
  await leader.goto('/cockpit');
  await leader.signIn(config.accounts.supervisor);
  const { page } = leader;
  const registered = page.locator('[data-number=registered]');
  await registered.waitFor();
  const [before, city] = [await amount(registered), new URL(page.url()).hash];

  const agent = await visit();
  await agent.goto('/');
  await agent.signIn(config.accounts.all);
  await agent.page.locator('main.home').waitFor();
  const { number } = await register(agent, 'The lamp before the school is out.');
  await shows(registered, before + 1);

  const link = page.getByRole('dialog').getByRole('link', { name: number });
  await openByKey(registered, link);
  await leader.requireAccessible('the cases behind a number');
  const target = await link.getAttribute('href');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  await page.locator('[data-go]').first().click();
  await page.waitForFunction((hash) => location.hash !== hash, city);
  await page.locator('header nav a').first().click();
  await page.waitForFunction((hash) => location.hash === hash, city);
  await shows(registered, before + 1);

  await page.locator('[data-replay]').click();
  await page.locator('input[type=range]').waitFor();
  await leader.requireAccessible('cockpit');
  await page.getByLabel('Language').selectOption('zh');
  await page.getByRole('heading', { name: /驾驶舱/ }).waitFor({ state: 'attached' });

  await page.goto(target);
  await page.getByRole('heading', { name: number }).waitFor();
}

/** A page that draws its map for the first time may be too busy for one stroke. */
async function openByKey(number, opened) {
  for (let times = 0; times < 4 && !(await opened.isVisible()); times++) {
    await number.press('Enter');
    await opened.waitFor({ timeout: 15_000 }).catch(() => undefined);
  }
  await opened.waitFor();
}

const amount = async (place) => Number((await place.innerText()).replace(/\D/g, ''));

/** Others report in the same city meanwhile: at least so many. */
async function shows(place, least) {
  const number = await place.elementHandle();
  await place.page().waitForFunction(([one, wanted]) => Number(one.innerText.replace(/\D/g, '')) >= wanted, [number, least]);
}
