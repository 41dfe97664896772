import { onScopeDispose, reactive, watch } from 'vue';

/**
 * What a person has typed and not sent. It lives in the tab's own storage: it survives a reload, an ended session and a
 * crash, belongs to one person, and is gone with the tab, because a report names people and desks are shared.
 */
const PREFIX = 'gridcity.draft.';

export interface Draft<T extends object> {
  value: T;
  /** True when there was something from before. */
  restored: boolean;
  /** Call it once the server has confirmed what was typed. */
  clear(): void;
}

export function useDraft<T extends object>(person: string, name: string, empty: () => T): Draft<T> {
  const key = `${PREFIX}${person}.${name}`;
  const kept = read<T>(key);
  const value = reactive({ ...empty(), ...kept }) as T;
  const start = () =>
    watch(
      value,
      () => {
        write(key, value);
      },
      { deep: true, flush: 'sync' },
    );
  let stop = start();
  onScopeDispose(() => {
    stop();
  }, true);
  return {
    value,
    restored: kept !== undefined,
    clear() {
      stop();
      for (const name of Object.keys(value)) Reflect.deleteProperty(value, name);
      Object.assign(value, empty());
      remove(key);
      stop = start();
    },
  };
}

/** Removes all drafts of a person; for signing out. */
export function clearDrafts(person: string): void {
  const store = storage();
  if (!store) return;
  for (const key of Object.keys(store)) if (key.startsWith(`${PREFIX}${person}.`)) store.removeItem(key);
}

function read<T>(key: string): Partial<T> | undefined {
  try {
    const text = storage()?.getItem(key);
    return text ? (JSON.parse(text) as Partial<T>) : undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, value: object): void {
  try {
    storage()?.setItem(key, JSON.stringify(value));
  } catch {
    // Full: what is typed stays on the page.
  }
}

function remove(key: string): void {
  storage()?.removeItem(key);
}

function storage(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}
