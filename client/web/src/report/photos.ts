import { shrinkTo } from '@/shared/photos/shrink';

/** Three of them have to fit one request of 4 MiB as base64. */
const BYTES_MAX = 900_000;

export interface Picture {
  /** For the page. */
  url: string;
  /** JPEG as base64. */
  base64: string;
}

/** @throws Error when the browser cannot read it. */
export async function shrink(file: Blob): Promise<Picture> {
  const blob = await shrinkTo(file, BYTES_MAX);
  return { url: URL.createObjectURL(blob), base64: await base64Of(blob) };
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
