// node run.mjs SPEC CONFIG: runs one of specs/ against the silo that CONFIG (a JSON file) names; exit code 0 means it holds.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { Visitor } from './visitor.mjs';

/** Far longer than anything takes on a busy machine. */
const WHOLE_MAX = 240_000;

const [spec, file] = process.argv.slice(2);
const config = JSON.parse(readFileSync(file, 'utf8'));
const { default: run } = await import(`./specs/${spec}.mjs`);

setTimeout(() => {
  console.error(`${spec}: not over after ${WHOLE_MAX / 1000} s`);
  process.exit(1);
}, WHOLE_MAX).unref();

// Pages of our own on loopback; the sandbox needs rights that a test's user may not have.
const launch = {
  executablePath: config.chromium,
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
};
const browser = await chromium.launch(launch);
const visitors = [];
const profiles = [];

/** With a profile: a browser that finds again what it had before it was closed. */
const open = ({ profile, ...options }) =>
  profile ? chromium.launchPersistentContext(profile, { ...launch, ...options }) : browser.newContext(options);

try {
  await run({
    config,
    /** A browser of its own for one person. */
    visit: async (options) => {
      const visitor = await Visitor.come(open, config, options);
      visitors.push(visitor);
      return visitor;
    },
    /** A folder for what a browser keeps while it is closed. */
    profile: () => {
      profiles.push(mkdtempSync(join(tmpdir(), 'gridcity-profile-')));
      return profiles.at(-1);
    },
  });
  for (const visitor of visitors) visitor.requireQuiet();
  console.log('holds');
} catch (error) {
  console.error(error.stack ?? error);
  for (const visitor of visitors) console.error(await visitor.describe());
  process.exitCode = 1;
} finally {
  for (const visitor of visitors) await visitor.leave();
  await browser.close();
  for (const profile of profiles) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
