import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Item } from '../outbox/item';
import type { Fix } from '../patrol/coverage';
import type { StoredTask } from '../tasks/task';

/** Bytes of a photo that no act has brought to the server yet. */
export interface StoredPhoto {
  digest: string;
  bytes: ArrayBuffer;
}

/** A point of a patrol that the server has not confirmed. */
export interface StoredFix extends Fix {
  number?: number;
  person: string;
  /** Why the server does not take it; empty while it waits. */
  refusal: string;
}

interface Schema extends DBSchema {
  items: { key: string; value: Item };
  photos: { key: string; value: StoredPhoto };
  /** All tasks of a person as the server told them last. */
  tasks: { key: string; value: { person: string; tasks: StoredTask[] } };
  /** Photos of the cases of tasks, to look at without a connection. */
  pictures: { key: string; value: { key: string; caseId: string; bytes: ArrayBuffer; type: string } };
  track: { key: number; value: StoredFix };
  /** Things of which there is one: who is signed in, the city, the ground. */
  kept: { key: string; value: unknown };
}

export type FieldDb = IDBPDatabase<Schema>;

const NAME = 'gridcity.field';
const VERSION = 1;

let opened: Promise<FieldDb> | undefined;

/** The device's own store. What is in it survives a restart; it is asked to be kept when the device runs out of room. */
export function db(): Promise<FieldDb> {
  opened ??= openDB<Schema>(NAME, VERSION, {
    upgrade(store) {
      store.createObjectStore('items', { keyPath: 'id' });
      store.createObjectStore('photos', { keyPath: 'digest' });
      store.createObjectStore('tasks', { keyPath: 'person' });
      store.createObjectStore('pictures', { keyPath: 'key' });
      store.createObjectStore('track', { keyPath: 'number', autoIncrement: true });
      store.createObjectStore('kept');
    },
  }).then((store) => {
    void navigator.storage?.persist?.().catch(() => false);
    return store;
  });
  return opened;
}

export async function kept<T>(key: string): Promise<T | undefined> {
  return (await (await db()).get('kept', key)) as T | undefined;
}

/** Keeps a plain copy: what a page watches cannot be stored. */
export async function keep(key: string, value: unknown): Promise<void> {
  await (await db()).put('kept', plain(value), key);
}

export async function forget(key: string): Promise<void> {
  await (await db()).delete('kept', key);
}

export const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
