import { callHeaders, reach } from '@/shared/api/client';
import { db } from '../store/db';
import type { StoredTask } from './task';

/** The last ones say how it looks now; all of a long case would fill the device. */
const KEPT_MAX = 4;

const keyOf = (caseId: string, photo: string) => `${caseId}/${photo}`;

/** A photo of a case: from the device, else from the city; undefined when neither gives it now. */
export async function pictureOf(caseId: string, photo: string): Promise<Blob | undefined> {
  const kept = await (await db()).get('pictures', keyOf(caseId, photo));
  if (kept) return new Blob([kept.bytes], { type: kept.type });
  try {
    // With the page's headers, which the address of an image cannot carry.
    const address = `/v1/cases/${encodeURIComponent(caseId)}/photos/${encodeURIComponent(photo)}`;
    const answer = await reach(address, { headers: callHeaders() });
    return answer.ok ? await answer.blob() : undefined;
  } catch {
    return undefined;
  }
}

/** Brings the photos of a task onto the device; one that the inspector may not see stays away. */
export async function keepPictures(task: StoredTask): Promise<void> {
  const caseId = task.summary.case_id;
  for (const photo of task.photos.slice(-KEPT_MAX)) {
    const picture = await pictureOf(caseId, photo);
    if (!picture) continue;
    const bytes = await picture.arrayBuffer();
    await (await db()).put('pictures', { key: keyOf(caseId, photo), caseId, bytes, type: picture.type });
  }
}

/** Removes those of cases that are nobody's task here any more. */
export async function dropPictures(tasks: readonly StoredTask[]): Promise<void> {
  const cases = new Set(tasks.map((task) => task.summary.case_id));
  const store = await db();
  for (const key of await store.getAllKeys('pictures'))
    if (!cases.has(key.split('/')[0] ?? '')) await store.delete('pictures', key);
}
