import { sendBatch } from '../outbox/batch';
import { db, type StoredFix } from '../store/db';

/** Positions of one act; the server takes up to 2,000. */
const FIXES_MAX = 500;

/** Sends the points of the way that wait. What the server has confirmed is removed; what it refuses is kept, with why. */
export async function sendTrack(person: string): Promise<void> {
  for (let fixes = await waitingFixes(person); fixes.length > 0; fixes = await waitingFixes(person)) {
    const positions = fixes.map((fix) => ({
      place: { latitude: fix.latitude, longitude: fix.longitude },
      accuracy_metres: fix.accuracy,
      at: new Date(fix.at).toISOString(),
    }));
    await sendBatch([{ positions: { positions } }], Date.now(), (_at, answer) =>
      settle(fixes, answer.result === 'OFFLINE_RESULT_REFUSED' ? (answer.reason ?? '?') : ''),
    );
  }
}

export async function waitingFixes(person: string): Promise<StoredFix[]> {
  const all = await (await db()).getAll('track');
  return all.filter((fix) => fix.person === person && fix.refusal === '').slice(0, FIXES_MAX);
}

async function settle(fixes: readonly StoredFix[], refusal: string): Promise<void> {
  const change = (await db()).transaction('track', 'readwrite');
  for (const fix of fixes)
    if (fix.number !== undefined)
      await (refusal ? change.store.put({ ...fix, refusal }) : change.store.delete(fix.number));
  await change.done;
}

export async function refusedFixes(person: string): Promise<StoredFix[]> {
  return (await (await db()).getAll('track')).filter((fix) => fix.person === person && fix.refusal !== '');
}

/** After a person was asked. */
export async function dropRefused(person: string): Promise<void> {
  const store = await db();
  for (const fix of await refusedFixes(person)) if (fix.number !== undefined) await store.delete('track', fix.number);
}
