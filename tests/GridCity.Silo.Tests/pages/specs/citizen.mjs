import assert from 'node:assert/strict';

/** A citizen on a telephone reports in four steps, keeps the number, and sees how it stands; the keyboard alone will do. */
export default async function citizen({ visit }) {
  const visitor = await visit({ phone: true });
  const { page } = visitor;
  await visitor.goto('/report');
  await page.locator('[data-test=locate]').click();
  await page.locator('[data-test=place]').waitFor();
  await visitor.requireAccessible('where');
  await next(page);

  await page.locator('button[type=submit]').click();
  await page.getByRole('alert').waitFor();
  await page.locator('textarea[name=description]').fill('The manhole cover is broken, call 13812345678');
  await page.locator('input[name=offered]').first().check();
  await visitor.requireAccessible('what');
  await next(page);

  await page.locator('input[name=photo]').setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: await picture(page) });
  await page.locator('img').waitFor();
  await visitor.requireAccessible('photo');
  await next(page);

  await page.locator('[data-test=found]').waitFor();
  await page.locator('input[name=phone]').fill('13812345678');
  await visitor.requireAccessible('contact');
  await page.locator('button[type=submit]').focus();
  await page.keyboard.press('Enter');
  const number = await page.locator('[data-test=number]').innerText();
  assert.match(number, /^\d{16}$/);
  assert.match(await page.locator('[data-test=code]').innerText(), /^[2-9A-Z]{10}$/);

  await page.locator('.done .gc-button').first().click();
  await page.locator('[data-test=standing]').waitFor();
  assert.equal(await page.locator('input[name=number]').inputValue(), number);
  await visitor.requireAccessible('follow');
}

/** To the next step: its head has the focus, so that who sees nothing hears where they are. */
async function next(page) {
  const head = await page.locator('h1').innerText();
  await page.locator('button[type=submit]').click();
  await page.waitForFunction((before) => document.activeElement?.tagName === 'H1' && document.activeElement.textContent !== before, head);
}

/** A picture as this browser makes one. */
async function picture(page) {
  const base64 = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 });
    canvas.getContext('2d').fillRect(8, 8, 32, 32);
    return canvas.toDataURL('image/png').split(',')[1];
  });
  return Buffer.from(base64, 'base64');
}
