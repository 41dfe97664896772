import type { PhotoName } from '../outbox/item';
import { db } from './db';

/** Keeps a photo before anybody is told of it: a report never names one that is not there. */
export async function keepPhoto(blob: Blob): Promise<PhotoName> {
  const bytes = await blob.arrayBuffer();
  const digest = hex(await crypto.subtle.digest('SHA-256', bytes));
  await (await db()).put('photos', { digest, bytes });
  return { digest, size: bytes.byteLength };
}

export async function photoBytes(digest: string): Promise<ArrayBuffer | undefined> {
  return (await (await db()).get('photos', digest))?.bytes;
}

const hex = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
