/** Longer side of a photo that is sent: enough to see a cover or a crack. */
const SIDE_MAX = 1600;
const QUALITIES = [0.85, 0.7, 0.5, 0.35];

/**
 * Draws a photo anew, smaller and upright. What the camera wrote beside the picture stays behind here.
 * @returns JPEG.
 * @throws Error when the browser cannot read it.
 */
export async function shrinkTo(file: Blob, bytesMax: number): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, SIDE_MAX / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const quality of QUALITIES) {
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
    if (blob && blob.size <= bytesMax) return blob;
  }
  throw new Error('too large');
}
