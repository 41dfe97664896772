import assert from 'node:assert/strict';
import { get } from '../api.mjs';
import { endShift, onPhone, startShift } from '../field.mjs';

/** A patrol without a connection counts the cells by itself; the city has the way when the connection is back. */
export default async function round(stage) {
  const visitor = await onPhone(stage);
  const { page, context } = visitor;
  await startShift(visitor);
  const before = (await get(visitor, 'inspector', '/v1/my/shift')).cells_visited.length;
  await visitor.requireAccessible('the round');
  await context.setOffline(true);
  await page.locator('[data-test=walk]').click();
  await page.locator('[data-test=coverage]').getByText(/: [1-9]\d* of/).waitFor();
  await page.locator('[data-test=unsent]').waitFor();
  await page.locator('[data-test=walk]').click();
  await context.setOffline(false);
  await page.locator('[data-test=unsent]').waitFor({ state: 'detached' });
  assert.ok((await get(visitor, 'inspector', '/v1/my/shift')).cells_visited.length > before);
  await endShift(visitor);
}
