// Chromium as a weak office machine has it: four times slower, a small screen.
import { chromium } from 'playwright-core';

export const SLOW_DOWN = 4;

export async function browser(executablePath) {
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist', '--js-flags=--expose-gc'],
  });
}

/** A page whose processor is so many times slower, and what it complains of. */
export async function slowPage(chrome, { slowDown = SLOW_DOWN, width = 1280, height = 800 } = {}) {
  const context = await chrome.newContext({ viewport: { width, height }, locale: 'en-GB' });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
  return { page, context, devtools, faults };
}
