import type { Item } from '../outbox/item';
import { db, plain } from './db';

/** Confirmed items stay on the device for so long, so that one sees what was sent. */
const SENT_KEPT_MAX = 7 * 24 * 60 * 60_000;

export async function readItems(person: string, now: number): Promise<Item[]> {
  const all = (await (await db()).getAll('items')).filter((item) => item.person === person);
  const old = all.filter((item) => item.state === 'sent' && now - item.changedAt > SENT_KEPT_MAX);
  for (const item of old) await removeItem(item);
  return all.filter((item) => !old.includes(item));
}

/** Writes an item; `before` is the id that it had, if that has changed. In one transaction: it is never nowhere. */
export async function writeItem(item: Item, before?: string): Promise<void> {
  const change = (await db()).transaction('items', 'readwrite', { durability: 'strict' });
  if (before !== undefined && before !== item.id) await change.store.delete(before);
  await change.store.put(plain(item));
  await change.done;
}

/** Removes an item with its photos. */
export async function removeItem(item: Item): Promise<void> {
  await (await db()).delete('items', item.id);
  await dropPhotosOf(item);
}

/** The bytes of photos that no item still has to send: the device needs its room. */
export async function dropPhotosOf(done: Item): Promise<void> {
  const change = (await db()).transaction(['items', 'photos'], 'readwrite');
  const others = (await change.objectStore('items').getAll()).filter(
    (one) => one.id !== done.id && one.state !== 'sent',
  );
  const named = new Set(others.flatMap((one) => one.photos.map((photo) => photo.digest)));
  for (const { digest } of done.photos) if (!named.has(digest)) await change.objectStore('photos').delete(digest);
  await change.done;
}
