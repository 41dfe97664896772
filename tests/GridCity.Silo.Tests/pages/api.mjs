/** Calls of the API from a page's own session, at the person's post of a role. */
export const get = (visitor, role, path) => call(visitor, role, 'GET', path);

export const post = (visitor, role, path, body) => call(visitor, role, 'POST', path, body);

function call(visitor, role, method, path, body) {
  return visitor.page.evaluate(
    async ([role, method, path, body]) => {
      const session = await (await fetch('/v1/session')).json();
      const hex = [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      const time = Date.now().toString(16).padStart(12, '0');
      const acting = {
        'content-type': 'application/json',
        'idempotency-key': `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`,
        'x-gridcity-csrf': session.csrf,
      };
      const answer = await fetch(path, {
        method,
        headers: {
          'x-gridcity-post': session.posts.find((one) => one.role === role).post_id,
          ...(method === 'GET' ? {} : acting),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
      return answer.json();
    },
    [role, method, path, body],
  );
}
