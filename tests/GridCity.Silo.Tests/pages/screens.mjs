// node screens.mjs URL ACCOUNT-FILE OUT CHROMIUM: pictures of the cockpit of a running demo.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { Visitor } from './visitor.mjs';

const [address, file, out, executablePath] = process.argv.slice(2);
const said = readFileSync(file, 'utf8');
const [, account, password] = /account (\S+), password (\S+)/.exec(said);
const [, secret] = /secret=([A-Z2-7]+)/.exec(said);
const SETTLE = 2_500;

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--enable-unsafe-swiftshader', '--use-angle=swiftshader'] });
try {
  for (const [language, theme] of [['en', 'light'], ['zh', 'dark']]) await take(language, theme);
} finally {
  await browser.close();
}

async function take(language, theme) {
  const visitor = await Visitor.come((options) => browser.newContext(options), { address, place: { latitude: 0, longitude: 0 } }, { language });
  const { page } = visitor;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: theme });
  await visitor.goto('/cockpit');
  await visitor.signIn({ account, password, secret });
  await page.locator('.holder canvas').waitFor();
  await page.waitForTimeout(SETTLE);
  await page.screenshot({ path: join(out, `cockpit-${language}.png`) });
  await page.locator('[data-go]').first().click();
  await page.waitForTimeout(SETTLE);
  await page.screenshot({ path: join(out, `cockpit-area-${language}.png`) });
}
