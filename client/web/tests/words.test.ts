import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', 'src');
const pages = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const words = (page: string, language: string) =>
  flat(JSON.parse(readFileSync(join(root, page, 'locales', `${language}.json`), 'utf8')) as object);

function flat(messages: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(messages).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'string' ? [[prefix + name, value] as const] : [...flat(value as object, `${prefix}${name}.`)],
    ),
  );
}

const sources = (page: string) =>
  readdirSync(join(root, page), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(vue|ts)$/.test(file))
    .map((file) => [file, readFileSync(join(root, page, file), 'utf8')] as const);

describe.each(pages)('the words of %s', (page) => {
  it('are there in both languages', () => {
    expect([...words(page, 'zh').keys()].sort()).toEqual([...words(page, 'en').keys()].sort());
  });

  it('are not empty', () => {
    for (const language of ['zh', 'en'])
      for (const [key, value] of words(page, language)) expect(value.trim(), `${language} ${key}`).not.toBe('');
  });

  it('take the same values in both languages', () => {
    const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    for (const [key, value] of words(page, 'zh'))
      expect(names(words(page, 'en').get(key) ?? ''), key).toEqual(names(value));
  });

  it('are all known that the page uses', () => {
    const known = new Set([...words(page, 'en').keys(), ...words('shared', 'en').keys()]);
    for (const [file, text] of sources(page))
      for (const [, key = ''] of text.matchAll(/\bt\('([\w.-]+)'/g))
        expect(known.has(key), `${file}: ${key}`).toBe(true);
  });

  it('are known for whatever a computed key may begin with', () => {
    const known = [...words(page, 'en').keys(), ...words('shared', 'en').keys()];
    for (const [file, text] of sources(page))
      for (const [, start = ''] of text.matchAll(/\bt\(`([\w.-]+)\$\{/g))
        expect(
          known.some((key) => key.startsWith(start)),
          `${file}: ${start}…`,
        ).toBe(true);
  });
});
