import { get, post } from './api.mjs';

/** What the specs of the desk share: signing in at a post, and cases to work on. */
export async function atDesk({ config, visit }, account, role, options) {
  const visitor = await visit(options);
  await visitor.goto('/desk');
  await visitor.signIn(config.accounts[account]);
  await visitor.page.locator('header.bar').waitFor();
  const posts = visitor.page.locator('.bar-post select');
  const wanted = await visitor.page.evaluate(async (name) => {
    const session = await (await fetch('/v1/session')).json();
    return session.posts.find((one) => one.role === name).post_id;
  }, role);
  await posts.selectOption(wanted);
  return visitor;
}

/** Registers a case as an agent does, through the page's own session. */
export async function register(visitor, description) {
  const { latitude, longitude } = visitor.config.place;
  const city = await get(visitor, 'agent', '/v1/city');
  return post(visitor, 'agent', '/v1/cases', {
    category: city.categories[0].code, description, place: { latitude, longitude },
  });
}
