import { get, post } from './api.mjs';

/** What the specs of the desk share: signing in at a post, and cases to work on. */
export async function atDesk({ config, visit }, account, role, options) {
  const visitor = await visit(options);
  await visitor.goto('/desk');
  await visitor.signIn(config.accounts[account]);
  await visitor.page.locator('header.bar').waitFor();
  await toPost(visitor, role);
  return visitor;
}

/** Another post of the same person. */
export async function toPost(visitor, role) {
  const posts = visitor.page.locator('.bar-post select');
  const wanted = await visitor.page.evaluate(async (name) => {
    const session = await (await fetch('/v1/session')).json();
    return session.posts.find((one) => one.role === name).post_id;
  }, role);
  await posts.selectOption(wanted);
}

/** One act on a case's page, by its key and what its form asks for; waits until the case is there for it. */
export async function actOn({ page }, id, key, fill = () => undefined) {
  await page.goto(`/desk#/case/${id}`);
  await page.locator('.acts button', { has: page.locator(`kbd:text-is("${key}")`) }).waitFor();
  await page.keyboard.press(key);
  const form = page.locator('.act-form');
  await form.waitFor();
  await fill(form);
  await page.keyboard.press('Control+Enter');
  await form.waitFor({ state: 'detached' });
  await page.locator('.gc-note.ok').waitFor();
}

/** Registers a case as an agent does, through the page's own session. */
export async function register(visitor, description) {
  const { latitude, longitude } = visitor.config.place;
  const city = await get(visitor, 'agent', '/v1/city');
  return post(visitor, 'agent', '/v1/cases', {
    category: city.categories[0].code, description, place: { latitude, longitude },
  });
}
