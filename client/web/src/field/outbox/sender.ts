import { Problem } from '@/shared/api/problem';
import { actOf, type OfflineAct, type OfflineAnswer } from './acts';
import type { Item, Receipt, Refusal } from './item';
import { inLine, type Happening } from './machine';

/** Acts of one batch: answers come one by one, and a broken line costs little. */
const BATCH_MAX = 20;

/** What the sender needs of the device and of the server. */
export interface SenderParts {
  items(): readonly Item[];
  /** Changes an item, on the device first. */
  happen(id: string, happening: Happening): Promise<void>;
  /** Resolves once the server has the photo; rejects with a Problem. A photo that the device has lost is left out. */
  upload(digest: string): Promise<void>;
  send(acts: readonly OfflineAct[], onAnswer: (at: number, answer: OfflineAnswer) => Promise<void>): Promise<void>;
  now(): number;
}

/**
 * Empties the line: the photos of the first one that waits, then it and those behind it, in their order. It stops at the
 * first thing that does not go through, so that nothing overtakes; whatever was not answered is sent again with the same
 * ids the next time.
 * @throws Problem why it stopped.
 */
export async function emptyLine(parts: SenderParts): Promise<void> {
  let size = BATCH_MAX;
  for (let line = inLine(parts.items()); line.length > 0; line = inLine(parts.items())) {
    const batch = line.slice(0, size);
    if (!(await photosAreThere(parts, batch))) continue;
    try {
      const going = await marked(parts, batch);
      if (going.length === 0) continue;
      await parts.send(going.map(actOf), (at, answer) => settle(parts, going[at], answer));
      requireProgress(going, parts.items());
    } catch (error) {
      if (!isOwnFault(error)) throw error;
      // One of them cannot even be read: alone it is found out which.
      if (batch.length === 1) await decline(parts, batch[0], error);
      size = 1;
    }
  }
}

/** Those of a batch that still wait, marked as on their way: while photos went out, one may have been taken back. */
async function marked(parts: SenderParts, batch: readonly Item[]): Promise<Item[]> {
  for (const item of batch) await parts.happen(item.id, { type: 'tried', at: parts.now() });
  const ids = new Set(batch.map((item) => item.id));
  return inLine(parts.items()).filter((item) => ids.has(item.id));
}

/** @returns false when an item was declined because of a photo: the line is another one now. */
async function photosAreThere(parts: SenderParts, batch: readonly Item[]): Promise<boolean> {
  for (const item of batch)
    for (const photo of item.photos)
      try {
        await parts.upload(photo.digest);
      } catch (error) {
        if (!isOwnFault(error)) throw error;
        await decline(parts, item, error);
        return false;
      }
  return true;
}

/** What sending again would not mend. */
const isOwnFault = (error: unknown): error is Problem =>
  error instanceof Problem &&
  (error.code === 'INVALID_ARGUMENT' || error.code === 'OUT_OF_RANGE' || error.code === 'NOT_FOUND');

async function decline(parts: SenderParts, item: Item | undefined, problem: Problem): Promise<void> {
  if (!item) return;
  const refusal = { code: 3, reason: problem.detail, field: Object.keys(problem.fields)[0] ?? 'photos' };
  await parts.happen(item.id, { type: 'declined', at: parts.now(), refusal });
}

/** A server that answers and decides nothing would be asked for ever. */
function requireProgress(batch: readonly Item[], items: readonly Item[]): void {
  const waiting = new Set(inLine(items).map((item) => item.id));
  if (batch.every((item) => waiting.has(item.id))) throw new Problem('UNKNOWN', 0, '');
}

async function settle(parts: SenderParts, item: Item | undefined, answer: OfflineAnswer): Promise<void> {
  if (!item) return;
  const at = parts.now();
  if (answer.result === 'OFFLINE_RESULT_REFUSED')
    await parts.happen(item.id, { type: 'declined', at, refusal: refusalOf(answer) });
  else if (answer.result === 'OFFLINE_RESULT_APPLIED' || answer.result === 'OFFLINE_RESULT_APPLIED_BEFORE')
    await parts.happen(item.id, { type: 'confirmed', at, receipt: receiptOf(item, answer, at) });
}

const refusalOf = ({ code, reason, field }: OfflineAnswer): Refusal => ({
  code: Number(code ?? 0),
  reason: reason ?? '',
  field: field ?? '',
});

const receiptOf = (item: Item, answer: OfflineAnswer, at: number): Receipt => ({
  caseId: answer.case_id ?? '',
  number: answer.number || (item.basis?.number ?? ''),
  at,
});
