import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { act, queryText, read } from '@/shared/api/client';
import { follow } from '@/shared/api/events';
import { Problem } from '@/shared/api/problem';
import type { CaseSummary, WatchReply } from '@/shared/api/types';
import { fieldsOf, type Filter } from './filters';

const PAGE_SIZE = 500;
const SEARCH_PAGE_SIZE = 100;
/** So many rows before the end of what is loaded, the next page is asked for. */
const AHEAD = 300;

interface Page {
  cases: CaseSummary[];
  next_page_token: string;
}

function page(filter: Filter, token: string, signal: AbortSignal): Promise<Page> {
  if (filter.text) {
    const { text, cell_prefix, category } = filter;
    const body = { text, cell_prefix, category, page_size: SEARCH_PAGE_SIZE, page_token: token };
    return act('/v1/search', body, { signal });
  }
  if (filter.helped) return read('/v1/helped-cases', { query: { page_size: PAGE_SIZE, page_token: token }, signal });
  const query = {
    ...fieldsOf(filter, 'filter'),
    order: `QUEUE_ORDER_${filter.order}`,
    page_size: PAGE_SIZE,
    page_token: token,
  };
  return read('/v1/cases', { query: query as never, signal });
}

/** Where the changes of a list are told; a search, a department's help and what has ended are not watched. */
export function watchAddress(filter: Filter): string | undefined {
  if (filter.text || filter.helped || filter.order === 'ENDED') return undefined;
  // A queue without a filter has to be named all the same.
  return '/v1/watch' + (queryText(fieldsOf(filter, 'queue')) || '?queue.include_closed=false');
}

/**
 * Puts a change into a list. A case that is there keeps its place; one that left goes; a new one waits until the person
 * wants it, so that rows do not move under the hand.
 * @returns the new case, if it is one.
 */
export function merge(cases: CaseSummary[], changed: CaseSummary, left: boolean): CaseSummary | undefined {
  const at = cases.findIndex((one) => one.case_id === changed.case_id);
  const there = cases[at];
  if (!there) return left ? undefined : changed;
  if (left) cases.splice(at, 1);
  else if (BigInt(changed.version) > BigInt(there.version)) cases[at] = changed;
  return undefined;
}

/** A list that loads as it is looked at and stays true while it is open. */
export function useQueue() {
  /** Another array for every change: what is made of it in a component is made anew only then. */
  const cases = shallowRef<readonly CaseSummary[]>([]);
  const waiting = shallowRef<CaseSummary[]>([]);
  const problem = ref<Problem>();
  const loading = ref(false);
  const live = ref<boolean>();
  const token = ref<string>();
  let filter: Filter | undefined;
  let known = new Set<string>();
  let stop = new AbortController();
  let unwatch: (() => void) | undefined;

  function close() {
    stop.abort();
    unwatch?.();
    unwatch = undefined;
  }

  async function load(): Promise<void> {
    if (!filter || loading.value || token.value === undefined) return;
    loading.value = true;
    const signal = stop.signal;
    try {
      const answer = await page(filter, token.value, signal);
      if (signal.aborted) return;
      const fresh = answer.cases.filter((one) => !known.has(one.case_id));
      for (const one of fresh) known.add(one.case_id);
      cases.value = [...cases.value, ...fresh];
      token.value = answer.next_page_token || undefined;
      problem.value = undefined;
    } catch (error) {
      if (!signal.aborted) problem.value = Problem.of(error);
    } finally {
      if (signal === stop.signal) loading.value = false;
    }
  }

  function onMessage(message: WatchReply) {
    if (!message.change?.case) return;
    const { case: changed, left } = message.change;
    const now = [...cases.value];
    const fresh = merge(now, changed, left);
    cases.value = now;
    if (left) {
      known.delete(changed.case_id);
      waiting.value = waiting.value.filter((one) => one.case_id !== changed.case_id);
    } else if (fresh && (token.value === undefined || filter?.order === 'NEWEST')) {
      waiting.value = [...waiting.value.filter((one) => one.case_id !== fresh.case_id), fresh];
    }
  }

  async function open(next: Filter): Promise<void> {
    close();
    stop = new AbortController();
    filter = { ...next };
    known = new Set();
    cases.value = [];
    waiting.value = [];
    token.value = '';
    loading.value = false;
    live.value = undefined;
    const address = watchAddress(filter);
    if (address)
      unwatch = follow<WatchReply>(address, {
        onMessage,
        onLive: (on) => (live.value = on),
        onGap: () => void open(next),
        onEnd: () => (live.value = false),
      });
    await load();
  }

  /** Takes in what came meanwhile: on top of the newest first, else at the end. */
  function showNew() {
    const fresh = waiting.value.filter((one) => !known.has(one.case_id));
    for (const one of fresh) known.add(one.case_id);
    cases.value = filter?.order === 'NEWEST' ? [...fresh.reverse(), ...cases.value] : [...cases.value, ...fresh];
    waiting.value = [];
  }

  onScopeDispose(close);
  return {
    cases,
    problem,
    loading,
    live,
    complete: computed(() => token.value === undefined),
    fresh: computed(() => waiting.value.length),
    open,
    showNew,
    retry: load,
    /** Says which rows are on the screen. */
    seen: (last: number) => {
      if (last + AHEAD >= cases.value.length && !problem.value) void load();
    },
  };
}
