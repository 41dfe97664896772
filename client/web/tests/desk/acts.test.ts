import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { actOf, acts, bodyOf, missing } from '@/desk/acts';

interface Document {
  paths: Record<string, { post?: { requestBody: { content: { 'application/json': { schema: { $ref: string } } } } } }>;
  components: { schemas: Record<string, { properties: Record<string, unknown> }> };
}
const api = JSON.parse(readFileSync(join(import.meta.dirname, '../../openapi.json'), 'utf8')) as Document;
const act = (name: string) => {
  const found = actOf(name);
  if (!found) throw new Error(name);
  return found;
};

describe('the acts', () => {
  it.each(acts)('$name has a path and fields that the server knows', ({ path, fields }) => {
    const reference =
      api.paths[path]?.post?.requestBody.content['application/json'].schema.$ref.split('/').at(-1) ?? '';
    expect(Object.keys(api.components.schemas[reference]?.properties ?? {})).toEqual(
      expect.arrayContaining(fields.map((field) => field.name)),
    );
  });

  it('say what is missing', () => {
    expect(missing(act('void'), {})).toEqual(['reason']);
    expect(missing(act('void'), { reason: '  ' })).toEqual(['reason']);
    expect(missing(act('file'), { standard: 'C0101-1' })).toEqual([]);
  });

  it('want a word with a no', () => {
    expect(missing(act('audit'), { passed: false })).toEqual(['note']);
    expect(missing(act('audit'), { passed: false, note: 'Not there.' })).toEqual([]);
    expect(missing(act('audit'), { passed: true })).toEqual([]);
    expect(missing(act('audit'), {})).toEqual(['passed']);
  });

  it('send what is filled in, as the server takes it', () => {
    expect(bodyOf(act('audit'), { passed: false, note: 'x' })).toEqual({ passed: false, note: 'x' });
    expect(bodyOf(act('file'), { standard: 's', note: '' })).toEqual({ standard: 's' });
    expect(bodyOf(act('ask-suspension'), { reason: 'rain', until: '2026-12-01T08:00:00' })).toEqual({
      reason: 'rain',
      until: new Date('2026-12-01T08:00:00').toISOString(),
    });
    expect(bodyOf(act('return-visit'), { reached: true, satisfaction: '4' })).toEqual({
      reached: true,
      satisfaction: 4,
    });
  });
});
