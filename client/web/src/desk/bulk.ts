import { act as send } from '@/shared/api/client';
import { newKey } from '@/shared/api/keys';
import { Problem } from '@/shared/api/problem';
import type { CaseSummary } from '@/shared/api/types';
import type { Act } from './acts';

/** At once; the silo gives every user a fair share, and more only waits there. */
const AT_ONCE = 6;

export interface BulkResult {
  done: CaseSummary[];
  refused: { case: CaseSummary; problem: Problem }[];
}

/**
 * Does the same to many cases, each for itself: one that is refused stops no other. The keys stay with the cases until they
 * are through, so that a second try after a lost connection does nothing twice.
 */
export class BulkRun {
  readonly #keys = new Map<string, string>();

  constructor(
    readonly act: Act,
    readonly body: Record<string, unknown>,
  ) {}

  async run(cases: readonly CaseSummary[], onStep: (done: number) => void = () => undefined): Promise<BulkResult> {
    const result: BulkResult = { done: [], refused: [] };
    const left = [...cases];
    const worker = async () => {
      for (let next = left.shift(); next; next = left.shift()) {
        await this.#one(next, result);
        onStep(result.done.length + result.refused.length);
      }
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, cases.length) }, worker));
    return result;
  }

  async #one(one: CaseSummary, result: BulkResult): Promise<void> {
    const key = this.#keys.get(one.case_id) ?? newKey();
    this.#keys.set(one.case_id, key);
    try {
      await send(this.act.path, this.body as never, { path: { case_id: one.case_id } as never, key });
      result.done.push(one);
    } catch (error) {
      result.refused.push({ case: one, problem: Problem.of(error) });
    }
  }
}
