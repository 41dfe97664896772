/** What the specs of the desk share: signing in at a post, and cases to work on. */
export async function atDesk({ config, visit }, account, role, options) {
  const visitor = await visit(options);
  await visitor.goto('/desk');
  await visitor.signIn(config.accounts[account]);
  await visitor.page.locator('header.bar').waitFor();
  const post = visitor.page.locator('.bar-post select');
  const wanted = await visitor.page.evaluate(async (name) => {
    const session = await (await fetch('/v1/session')).json();
    return session.posts.find((one) => one.role === name).post_id;
  }, role);
  await post.selectOption(wanted);
  return visitor;
}

/** Registers a case as an agent does, through the page's own session. */
export async function register(visitor, description) {
  const { latitude, longitude } = visitor.config.place;
  return visitor.page.evaluate(
    async ([words, place]) => {
      const session = await (await fetch('/v1/session')).json();
      const city = await (await fetch('/v1/city')).json();
      const hex = [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      const time = Date.now().toString(16).padStart(12, '0');
      const key = `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
      const answer = await fetch('/v1/cases', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': key,
          'x-gridcity-csrf': session.csrf,
          'x-gridcity-post': session.posts.find((one) => one.role === 'agent').post_id,
        },
        body: JSON.stringify({ category: city.categories[0].code, description: words, place }),
      });
      if (!answer.ok) throw new Error(await answer.text());
      return answer.json();
    },
    [description, { latitude, longitude }],
  );
}
