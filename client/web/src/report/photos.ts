/** Longer side of a photo that is sent: enough to see a cover or a crack. */
const SIDE_MAX = 1600;
/** Three of them have to fit one request of 4 MiB as base64. */
const BYTES_MAX = 900_000;
const QUALITIES = [0.85, 0.7, 0.5, 0.35];

export interface Picture {
  /** For the page. */
  url: string;
  /** JPEG as base64. */
  base64: string;
}

/**
 * Draws a photo anew, smaller and upright. What the camera wrote beside the picture stays behind already here; the server
 * takes it out once more.
 * @throws Error when the browser cannot read it.
 */
export async function shrink(file: Blob): Promise<Picture> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, SIDE_MAX / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const quality of QUALITIES) {
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
    if (blob && blob.size <= BYTES_MAX) return { url: URL.createObjectURL(blob), base64: await base64Of(blob) };
  }
  throw new Error('too large');
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
