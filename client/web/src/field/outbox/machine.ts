import { newKey } from '@/shared/api/keys';
import type { Item, ItemState, Receipt, Refusal } from './item';

/** What can happen to an item. Whatever is not listed for its state leaves it as it is. */
export type Happening =
  | { type: 'submitted'; at: number; turn: number }
  | { type: 'reopened'; at: number }
  | { type: 'tried'; at: number }
  | { type: 'confirmed'; at: number; receipt: Receipt }
  | { type: 'declined'; at: number; refusal: Refusal }
  | { type: 'again'; at: number; turn: number };

/** Codes of google.rpc.Code that say that the case is not as it was when the form was opened. */
const MOVED_ON = new Set([5, 7, 9]);

/**
 * The one place that changes an item's state. An item that was tried may be at the server although no answer came: until an
 * answer says what became of it, it can neither be written anew nor thrown away. After a refusal nothing was done, so that a
 * changed item gets an id of its own: the server refuses an id that comes again with other content.
 */
export function after(item: Item, happening: Happening): Item {
  const now = { ...item, changedAt: happening.at };
  switch (happening.type) {
    case 'submitted':
      return item.state === 'draft'
        ? {
            ...now,
            state: 'ready',
            turn: happening.turn,
            happenedAt: item.happenedAt ?? moment(happening.at),
            tried: false,
          }
        : item;
    case 'reopened':
      return mayReopen(item) ? asDraft(now) : item;
    case 'tried':
      return item.state === 'ready' ? { ...now, tried: true } : item;
    case 'confirmed':
      return item.state === 'ready' ? { ...now, state: 'sent', receipt: happening.receipt } : item;
    case 'declined':
      return item.state === 'ready'
        ? { ...now, state: stateOf(item, happening.refusal), refusal: happening.refusal }
        : item;
    case 'again':
      return needsPerson(item) ? { ...unrefused(now), state: 'ready', turn: happening.turn } : item;
  }
}

/** A refusal of a case's act because of the case is for a person to judge; any other one is of the form itself. */
function stateOf(item: Item, refusal: Refusal): ItemState {
  return item.basis && refusal.field === '' && MOVED_ON.has(refusal.code) ? 'stale' : 'refused';
}

export const needsPerson = (item: Item): boolean => item.state === 'stale' || item.state === 'refused';

export const mayReopen = (item: Item): boolean => needsPerson(item) || (item.state === 'ready' && !item.tried);

/** Nothing is thrown away that the server may have and has not answered. */
export const mayDiscard = (item: Item): boolean => item.state === 'draft' || mayReopen(item);

const moment = (milliseconds: number) => new Date(milliseconds).toISOString();

function unrefused(item: Item): Item {
  const rest = { ...item };
  delete rest.refusal;
  return rest;
}

/** Written anew it is done anew. */
function asDraft(item: Item): Item {
  const id = item.tried ? newKey(item.changedAt) : item.id;
  const draft: Item = { ...unrefused(item), state: 'draft', turn: 0, tried: false, id };
  delete draft.happenedAt;
  return draft;
}

/** The three lists that a person sees. What needs the person stands on top of those that wait. */
export function listsOf(items: readonly Item[]): { drafts: Item[]; ready: Item[]; sent: Item[] } {
  const newest = (a: Item, b: Item) => b.changedAt - a.changedAt;
  return {
    drafts: items.filter((item) => item.state === 'draft').sort(newest),
    ready: [...items.filter(needsPerson).sort(newest), ...inLine(items)],
    sent: items.filter((item) => item.state === 'sent').sort(newest),
  };
}

/** Those that wait, in the order in which they are sent. */
export const inLine = (items: readonly Item[]): Item[] =>
  items.filter((item) => item.state === 'ready').sort((a, b) => a.turn - b.turn);
