import { callHeaders, queryText, reach, writingHeaders } from '@/shared/api/client';
import { Problem } from '@/shared/api/problem';
import type { PhotoName } from '../outbox/item';

/** Small enough that a bad line gets one through, large enough that a good one is not kept waiting. */
const PIECE_BYTES = 256 * 1024;

interface Standing {
  bytes_there: string;
  photo_id: string;
}

/**
 * Brings a photo to the server: asks how much of it is there and sends the rest, piece by piece. Broken off anywhere and
 * called again, it goes on where it was.
 * @throws Problem
 */
export async function uploadPhoto(photo: PhotoName, bytes: ArrayBuffer, signal?: AbortSignal): Promise<void> {
  let standing = await call(`/v1/photos${queryText({ 'photo.digest': photo.digest })}`, {}, signal);
  while (!standing.photo_id) {
    const from = Number(standing.bytes_there);
    const piece = bytes.slice(from, from + PIECE_BYTES);
    const isLast = from + piece.byteLength === bytes.byteLength;
    const query = { 'photo.digest': photo.digest, size: bytes.byteLength, offset: from, part: !isLast };
    const request = { method: 'PUT', body: new Blob([piece]), headers: { 'content-type': 'image/jpeg' } };
    standing = await call(`/v1/photos${queryText(query)}`, request, signal);
    if (isLast && !standing.photo_id) throw new Problem('UNAVAILABLE', 0, '');
  }
}

async function call(url: string, request: RequestInit, signal?: AbortSignal): Promise<Standing> {
  const headers = {
    ...callHeaders(),
    ...writingHeaders(request.method ?? 'GET'),
    ...(request.headers as Record<string, string>),
  };
  const answer = await reach(url, { ...request, headers, ...(signal ? { signal } : {}) });
  if (!answer.ok) throw await Problem.read(answer);
  return (await answer.json()) as Standing;
}
