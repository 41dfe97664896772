import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

/** Far longer than anything takes on a busy machine. */
const STEP_MAX = 45_000;

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The step whose code was used last, by account: each code works once. */
const usedSteps = new Map();

/** One person in one browser, with what has gone wrong in it. */
export class Visitor {
  #faults = [];

  /** @param options language: zh or en; phone: true for a small screen with touch; profile: folder of a browser that is opened again. */
  static async come(open, config, { language = 'en', phone = false, profile } = {}) {
    const context = await open({
      ...(profile && { profile }),
      baseURL: config.address,
      locale: language === 'zh' ? 'zh-CN' : 'en-GB',
      viewport: phone ? { width: 360, height: 740 } : { width: 1280, height: 800 },
      hasTouch: phone,
      serviceWorkers: 'allow',
      geolocation: config.place,
      permissions: ['geolocation'],
    });
    context.setDefaultTimeout(STEP_MAX);
    const visitor = new Visitor();
    visitor.config = config;
    visitor.context = context;
    visitor.page = context.pages()[0] ?? (await context.newPage());
    visitor.#listen();
    return visitor;
  }

  /** Errors of scripts, and what the Content-Security-Policy has kept out. */
  #listen() {
    this.page.on('pageerror', (error) => this.#faults.push(`error of a script: ${error.message}`));
    this.page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) this.#faults.push(message.text());
    });
  }

  /** Closes the browser. */
  async leave() {
    await this.context.close();
  }

  requireQuiet() {
    if (this.#faults.length > 0) throw new Error(`On ${this.page.url()}:\n${this.#faults.join('\n')}`);
  }

  /** For a failure's report: where the person stands and what the page says. */
  async describe() {
    const text = await this.page.locator('body').innerText({ timeout: 2_000 }).catch(() => '(no page)');
    return `--- ${this.page.url()}\n${text.slice(0, 2_000)}\n${this.#faults.join('\n')}`;
  }

  async goto(path) {
    await this.page.goto(path);
  }

  /** Fills in the sign-in that the page shows. */
  async signIn(account, { password = account.password, within = this.page } = {}) {
    const name = within.locator('input[name=account]');
    if (await name.isEditable()) await name.fill(account.account);
    await within.locator('input[name=password]').fill(password);
    await within.locator('input[name=code]').fill(nextCode(account));
    await within.locator('form.sign-in button[type=submit]').click();
  }

  /** Serious findings of axe, and a page that has to be scrolled sideways. */
  async requireAccessible(what) {
    const result = await this.#axe();
    const serious = result.filter((one) => one.impact === 'serious' || one.impact === 'critical');
    if (serious.length > 0)
      throw new Error(`${what}:\n${serious.map((one) => `${one.id} (${one.impact}): ${one.nodes.join('\n    ')}`).join('\n')}`);
    const width = await this.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (width > 1) throw new Error(`${what}: ${width} px wider than the screen`);
  }

  async #axe() {
    // Through the debugger, not as a script of the page: the page's policy lets no such script in.
    const session = await this.context.newCDPSession(this.page);
    await session.send('Runtime.evaluate', { expression: axeSource });
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: `axe.run(document, { resultTypes: ['violations'] }).then((found) => JSON.stringify(found.violations.map((one) =>
        ({ id: one.id, impact: one.impact, nodes: one.nodes.slice(0, 5).map((node) => node.html.slice(0, 200)) }))))`,
      awaitPromise: true,
      returnByValue: true,
    });
    await session.detach();
    if (exceptionDetails) throw new Error(`axe: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    return JSON.parse(result.value);
  }
}

/** A code that was not used yet; the one of the next half minute holds already. */
export function nextCode({ account, secret }) {
  const step = Math.max(Math.floor(Date.now() / 30_000), (usedSteps.get(account) ?? 0) + 1);
  usedSteps.set(account, step);
  return codeAt(secret, step);
}

/** RFC 6238. */
function codeAt(secret, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const number = hash.readUInt32BE(hash[19] & 0xf) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

function fromBase32(text) {
  const bits = [...text].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}
