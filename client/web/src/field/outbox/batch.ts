import { callHeaders, reach, writingHeaders } from '@/shared/api/client';
import { eventsOf, Silence } from '@/shared/api/events';
import { Problem } from '@/shared/api/problem';
import type { OfflineAct, OfflineAnswer } from './acts';

const URL = '/v1/my/offline';

/** A server that says nothing for so long, not even that it lives, is gone. */
const SILENCE_MAX = 60_000;

/**
 * Sends acts in their order. Each answer is handed on as soon as it is there: when the connection breaks, what was
 * answered is answered, and the rest is sent again.
 * @throws Problem
 */
export async function sendBatch(
  acts: readonly OfflineAct[],
  now: number,
  onAnswer: (at: number, answer: OfflineAnswer) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const [first, ...rest] = acts;
  const body = JSON.stringify([{ ...first, sent_at: new Date(now).toISOString() }, ...rest]);
  const headers = {
    ...callHeaders(),
    ...writingHeaders('POST'),
    'content-type': 'application/json',
    accept: 'text/event-stream',
  };
  const silence = new Silence(SILENCE_MAX, signal);
  try {
    const answer = await reach(URL, { method: 'POST', headers, body, signal: silence.signal });
    if (!answer.ok) throw await Problem.read(answer);
    let at = 0;
    for await (const event of eventsOf(answer, silence)) {
      if (event.event === 'problem') throw Problem.parse(JSON.parse(event.data), 0);
      if (event.data) await onAnswer(at++, JSON.parse(event.data) as OfflineAnswer);
    }
    if (at < acts.length) throw Problem.noConnection();
  } catch (error) {
    throw error instanceof Problem ? error : Problem.noConnection();
  } finally {
    silence.end();
  }
}
