import { onScopeDispose, ref, shallowRef } from 'vue';
import { read } from '@/shared/api/client';
import { follow } from '@/shared/api/events';
import { Problem } from '@/shared/api/problem';
import type { Case, PossibleDuplicate, TimelineEntry, WatchReply } from '@/shared/api/types';

/** What somebody else did while this page was open. */
export interface Meanwhile {
  event: TimelineEntry;
  holder: string;
}

/**
 * One case that stays true while it is open. Another person's act changes what is shown and what is open, and is told;
 * what is being typed is not touched by it.
 */
export function useCaseFile(id: string, me: string) {
  const file = shallowRef<Case>();
  const duplicates = shallowRef<PossibleDuplicate[]>([]);
  const problem = ref<Problem>();
  const meanwhile = shallowRef<Meanwhile[]>([]);
  const live = ref<boolean>();
  const opened = ref(false);
  let version = 0n;
  let unwatch: (() => void) | undefined;
  let asked = 0;

  async function load(openSealed = opened.value): Promise<void> {
    const turn = ++asked;
    try {
      const answer = await read('/v1/cases/{case_id}', {
        path: { case_id: id },
        query: openSealed ? { open_sealed: true } : {},
      });
      if (turn !== asked) return;
      file.value = answer;
      opened.value = openSealed;
      version = BigInt(answer.summary?.version ?? '0');
      problem.value = undefined;
      watch();
    } catch (error) {
      if (turn === asked) problem.value = Problem.of(error);
    }
  }

  function watch() {
    unwatch ??= follow<WatchReply>(
      `/v1/watch?case.case_id=${encodeURIComponent(id)}&case.after_version=${String(version)}`,
      {
        onMessage(message) {
          const { case: changed, event } = message.change ?? {};
          if (!changed || !event || BigInt(changed.version) <= version) return;
          if (event.actor !== me) meanwhile.value = [...meanwhile.value, { event, holder: changed.holder }];
          void load();
        },
        onLive: (on) => (live.value = on),
        onGap: () => void load(),
        onEnd: () => (live.value = false),
      },
    );
  }

  async function loadDuplicates(): Promise<void> {
    duplicates.value = await read('/v1/cases/{case_id}/possible-duplicates', { path: { case_id: id } }).then(
      (answer) => answer.duplicates,
      () => [], // An offer: the case is there without it.
    );
  }

  onScopeDispose(() => unwatch?.());
  return {
    file,
    duplicates,
    problem,
    meanwhile,
    live,
    opened,
    load,
    loadDuplicates,
    seen: () => (meanwhile.value = []),
  };
}

const AFTER = new Set([
  'case.feedback-given.v1',
  'case.feedback-confirmed.v1',
  'case.checked.v1',
  'case.self-handled.v1',
  'case.reworked.v1',
]);

export interface PhotoGroup {
  before: { id: string; event: TimelineEntry }[];
  after: { id: string; event: TimelineEntry }[];
}

/** Photos of how it was, and of how it is after the work. */
export function photosOf(timeline: readonly TimelineEntry[]): PhotoGroup {
  const groups: PhotoGroup = { before: [], after: [] };
  for (const event of timeline)
    for (const id of event.photos) groups[AFTER.has(event.event) ? 'after' : 'before'].push({ id, event });
  return groups;
}
