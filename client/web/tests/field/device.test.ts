import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Case } from '@/shared/api/types';
import { since } from '@/field/lists/stale';
import { emptyFields, type Item } from '@/field/outbox/item';
import { uploadPhoto } from '@/field/photos/upload';
import { dropPhotosOf, readItems, removeItem, writeItem } from '@/field/store/items';
import { keepPhoto, photoBytes } from '@/field/store/photos';

const DAY = 24 * 60 * 60_000;
const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
afterEach(() => vi.unstubAllGlobals());

const item = (id: string, person: string, more: Partial<Item> = {}): Item => ({
  id,
  person,
  kind: 'report',
  state: 'draft',
  fields: emptyFields(),
  photos: [],
  turn: 0,
  tried: false,
  changedAt: 0,
  ...more,
});

describe('the device', () => {
  it('keeps items of each person apart, and what was sent for a week', async () => {
    await writeItem(item('a', 'one'));
    await writeItem(item('b', 'two'));
    await writeItem(item('c', 'one', { state: 'sent', changedAt: DAY }));
    expect((await readItems('one', 2 * DAY)).map((one) => one.id).sort()).toEqual(['a', 'c']);
    expect((await readItems('one', 9 * DAY)).map((one) => one.id)).toEqual(['a']);
    expect((await readItems('two', 9 * DAY)).map((one) => one.id)).toEqual(['b']);
  });

  it('has an item under one id', async () => {
    await writeItem(item('old', 'three'));
    await writeItem(item('new', 'three'), 'old');
    expect((await readItems('three', 0)).map((one) => one.id)).toEqual(['new']);
  });

  it('keeps the bytes of a photo until no item has to send it', async () => {
    const photo = await keepPhoto(new Blob(['a picture']));
    expect(photo).toMatchObject({ size: 9 });
    expect(photo.digest).toMatch(/^[0-9a-f]{64}$/);
    const [first, second] = [item('p1', 'four', { photos: [photo] }), item('p2', 'four', { photos: [photo] })];
    await writeItem(first);
    await writeItem(second);
    await dropPhotosOf({ ...first, state: 'sent' });
    expect((await photoBytes(photo.digest))?.byteLength).toBe(9);
    await writeItem({ ...first, state: 'sent' });
    await removeItem(second);
    expect(await photoBytes(photo.digest)).toBeUndefined();
  });
});

describe('a photo', () => {
  const bytes = new ArrayBuffer(600_000);
  const photo = { digest: 'd'.repeat(64), size: bytes.byteLength };

  it('goes on where it broke off, in pieces, and ends when the city has it', async () => {
    const sent: string[] = [];
    let there = 100_000;
    let broken = true;
    vi.stubGlobal('fetch', (url: string, request: RequestInit) => {
      const query = new URL(url, 'http://city').searchParams;
      if (request.method !== 'PUT') return Promise.resolve(json(200, { bytes_there: String(there), photo_id: '' }));
      const size = (request.body as Blob).size;
      sent.push(`${query.get('offset') ?? '0'}+${String(size)} ${query.get('part') ?? 'last'}`);
      if (broken && there > 300_000) {
        broken = false;
        return Promise.reject(new TypeError('network'));
      }
      there += size;
      return Promise.resolve(
        json(200, { bytes_there: String(there), photo_id: there === photo.size ? photo.digest : '' }),
      );
    });
    await expect(uploadPhoto(photo, bytes)).rejects.toMatchObject({ code: 'NO_CONNECTION' });
    await uploadPhoto(photo, bytes);
    expect(sent).toEqual(['100000+262144 true', '362144+237856 last', '362144+237856 last']);
  });

  it('that the city has is not sent', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', (_url: string, request: RequestInit) => {
      asked.push(request.method ?? 'GET');
      return Promise.resolve(json(200, { bytes_there: '600000', photo_id: photo.digest }));
    });
    await uploadPhoto(photo, bytes);
    expect(asked).toEqual(['GET']);
  });
});

describe('a case that has moved on', () => {
  const file = { timeline: ['1', '2', '10'].map((version) => ({ version })) } as unknown as Case;
  const basis = { caseId: 'k', number: '', version: '2', stage: '', category: '', address: '', round: 1 };

  it('shows what happened after the form was opened', () => {
    expect(since(file, basis).map((entry) => entry.version)).toEqual(['10']);
    expect(since(file, undefined)).toHaveLength(3);
  });
});
