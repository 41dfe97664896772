/** What the specs of the handheld share: a telephone on which an inspector has signed in, and the parts of a report. */
export async function onPhone({ config, visit }, options = {}) {
  const visitor = await visit({ phone: true, ...options });
  await visitor.goto('/field');
  await visitor.signIn(config.accounts.inspector);
  await visitor.page.locator('[data-test=tab-tasks]').waitFor();
  return visitor;
}

export const toTab = (visitor, name) => visitor.page.locator(`[data-test=tab-${name}]`).click();

/** Begins the inspector's shift where none lasts; all specs share one inspector. */
export async function startShift(visitor) {
  const { page } = visitor;
  await toTab(visitor, 'round');
  await page.locator('[data-test=sign-on], [data-test=sign-off]').first().waitFor();
  if (await page.locator('[data-test=sign-on]').isVisible()) {
    await page.locator('input[name=duty-grid]').fill(visitor.config.dutyGrid);
    await page.locator('[data-test=sign-on]').click();
  }
  await page.locator('[data-test=coverage]').waitFor();
}

export async function endShift(visitor) {
  await toTab(visitor, 'round');
  await visitor.page.locator('[data-test=sign-off]').click();
  await visitor.page.locator('[data-test=sign-on]').waitFor();
}

/** A photo, what it is, and the place that the device finds by itself. */
export async function fillReport({ page }, words) {
  await page.locator('[data-test=spot]').waitFor();
  await page.locator('input[name=photo]').setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: await picture(page, words) });
  await page.locator('[data-test=photo]').waitFor();
  await page.locator('[data-test=choice]').first().click();
  await page.locator('textarea[name=words]').fill(words);
}

export async function send({ page }) {
  await page.locator('form button[type=submit]').click();
  await page.locator('[data-test=taken], [data-test^=items-]').first().waitFor();
}

/** The number that the city has given to an item, when it stands in the list of what was sent. */
export async function sentNumbers(visitor, count) {
  const { page } = visitor;
  await toTab(visitor, 'lists');
  await page.locator('[data-test=list-sent]').click();
  await page.waitForFunction((wanted) => document.querySelectorAll('[data-test=item-sent]').length === wanted, count);
  const cards = await page.locator('[data-test=item-sent]').allInnerTexts();
  return cards.map((text) => /\d{16}/.exec(text)[0]);
}

/** A picture as this browser makes one; others words, other bytes. */
async function picture(page, words) {
  const base64 = await page.evaluate((text) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#888';
    pen.fillRect(0, 0, 640, 480);
    pen.fillStyle = '#fff';
    pen.font = '40px sans-serif';
    pen.fillText(text, 20, 200);
    return canvas.toDataURL('image/png').split(',')[1];
  }, words);
  return Buffer.from(base64, 'base64');
}
