import { onActivated, onBeforeUnmount, onDeactivated, onMounted } from 'vue';

/** A key and what it does there. The page of keys is made of this list, so it cannot say anything else. */
export interface Binding {
  /** As `event.key` says it; with `Alt+` or `Ctrl+` before it. */
  key: string;
  /** Name of what it does; words are in the locales under `key.`. */
  does: string;
  where: 'everywhere' | 'queue' | 'case' | 'call';
}

export const bindings: readonly Binding[] = [
  { key: '?', does: 'help', where: 'everywhere' },
  { key: 'Alt+q', does: 'goQueue', where: 'everywhere' },
  { key: 'Alt+n', does: 'goCall', where: 'everywhere' },
  { key: 'Alt+r', does: 'goReports', where: 'everywhere' },
  { key: '/', does: 'search', where: 'queue' },
  { key: 'j', does: 'down', where: 'queue' },
  { key: 'k', does: 'up', where: 'queue' },
  { key: 'ArrowDown', does: 'down', where: 'queue' },
  { key: 'ArrowUp', does: 'up', where: 'queue' },
  { key: 'PageDown', does: 'pageDown', where: 'queue' },
  { key: 'PageUp', does: 'pageUp', where: 'queue' },
  { key: 'Home', does: 'first', where: 'queue' },
  { key: 'End', does: 'last', where: 'queue' },
  { key: 'Enter', does: 'open', where: 'queue' },
  { key: ' ', does: 'select', where: 'queue' },
  { key: 'x', does: 'select', where: 'queue' },
  { key: 'Ctrl+a', does: 'selectAll', where: 'queue' },
  { key: 'Escape', does: 'selectNone', where: 'queue' },
  { key: '.', does: 'showNew', where: 'queue' },
  { key: 'f', does: 'act.file', where: 'case' },
  { key: 'v', does: 'act.void', where: 'case' },
  { key: 'w', does: 'act.want-verify', where: 'case' },
  { key: 'm', does: 'act.merge', where: 'case' },
  { key: 'd', does: 'act.dispatch', where: 'case' },
  { key: 'h', does: 'act.handle', where: 'case' },
  { key: 'b', does: 'act.feedback', where: 'case' },
  { key: 'o', does: 'act.confirm', where: 'case' },
  { key: 'r', does: 'act.return', where: 'case' },
  { key: 'c', does: 'act.close', where: 'case' },
  { key: 'e', does: 'act.ask-extension', where: 'case' },
  { key: 'u', does: 'act.urge', where: 'case' },
  { key: 's', does: 'act.supervise', where: 'case' },
  { key: 'Escape', does: 'back', where: 'case' },
  { key: 'Ctrl+Enter', does: 'send', where: 'case' },
  { key: 'Ctrl+Enter', does: 'register', where: 'call' },
  { key: 'Alt+1', does: 'suggestion', where: 'call' },
];

/** The acts of the case page work on the case that a queue points at, too. */
const covers = (place: Binding['where'], where: Binding['where']) =>
  where === place || where === 'everywhere' || (place === 'queue' && where === 'case');

const PLAIN_OFF = 'gridcity.desk.plain-keys';

/** Keys without Alt or Ctrl can be switched off (WCAG 2.2, 2.1.4), for those who speak to their machine. */
export const plainKeys = {
  get on() {
    return localStorage.getItem(PLAIN_OFF) !== 'off';
  },
  set on(value: boolean) {
    localStorage.setItem(PLAIN_OFF, value ? 'on' : 'off');
  },
};

export function nameOf(event: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'code'>): string {
  // With Alt, some keyboards make another character of the key.
  const key = event.altKey && /^(Key|Digit)/.test(event.code) ? event.code.slice(-1).toLowerCase() : event.key;
  return (event.altKey ? 'Alt+' : '') + (event.ctrlKey || event.metaKey ? 'Ctrl+' : '') + key;
}

/** What a key does at a place; undefined when nothing, or when the key is being typed into a field. */
export function bindingFor(
  event: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'code' | 'target'>,
  place: Binding['where'],
  plain: boolean = plainKeys.on,
): string | undefined {
  const name = nameOf(event);
  const isPlain = !name.startsWith('Alt+') && !name.startsWith('Ctrl+');
  if (isPlain && name.length === 1 && !plain) return undefined;
  if (isTyping(event.target) && (isPlain || name === 'Ctrl+a')) return undefined;
  const own = bindings.find((one) => one.key === name && one.where === place);
  return (own ?? bindings.find((one) => one.key === name && covers(place, one.where)))?.does;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest('input:not([type=checkbox]), textarea, select, dialog, [role=dialog]') !== null
  );
}

/**
 * Listens while the component is there, before fields do, because some of them keep Ctrl+Enter for themselves. A handler that
 * returns false leaves the key to the browser.
 */
export function useKeys(place: Binding['where'], handle: (does: string) => boolean | undefined): void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const does = bindingFor(event, place);
    if (does !== undefined && handle(does) !== false) event.preventDefault();
  };
  const start = () => {
    document.addEventListener('keydown', listen, true);
  };
  const stop = () => {
    document.removeEventListener('keydown', listen, true);
  };
  onMounted(start);
  onActivated(start);
  onDeactivated(stop);
  onBeforeUnmount(stop);
}
