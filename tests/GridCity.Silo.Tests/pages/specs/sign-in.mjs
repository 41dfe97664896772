import assert from 'node:assert/strict';

/** Somebody signs in, is known after a reload, and signs out; wrong words are told plainly and lose nothing typed. */
export default async function signIn({ config, visit }) {
  const visitor = await visit();
  await visitor.goto('/');
  await visitor.signIn(config.accounts.agent, { password: 'not the password' });
  await visitor.page.getByRole('alert').waitFor();
  assert.equal(await visitor.page.locator('input[name=account]').inputValue(), config.accounts.agent.account);

  await visitor.signIn(config.accounts.agent);
  await visitor.page.locator('main.home').waitFor();
  const cookies = await visitor.context.cookies();
  assert.deepEqual(cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite]), [['gridcity_session', true, 'Strict']]);
  await visitor.page.reload();
  await visitor.page.locator('main.home').waitFor();

  await visitor.page.locator('main.home button.plain').click();
  await visitor.page.locator('form.sign-in').waitFor();
  assert.deepEqual(await visitor.context.cookies(), []);
}
