import type { Stage } from '@/shared/api/types';

export type Order = 'OLDEST' | 'NEWEST' | 'DUE' | 'WAITING' | 'ENDED';

/** What a list shows; the server names the combinations that there are (docs/queues.md). */
export interface Filter {
  stage: Stage | '';
  department: string;
  cell_prefix: string;
  category: string;
  holder: string;
  urgency: '' | 'URGENCY_URGED' | 'URGENCY_SUPERVISED';
  overdue: boolean;
  include_closed: boolean;
  order: Order;
  /** Words: then it is a search, and only area and category narrow it. */
  text: string;
  /** Cases at which the department helps. */
  helped: boolean;
}

export const emptyFilter = (): Filter => ({
  stage: '',
  department: '',
  cell_prefix: '',
  category: '',
  holder: '',
  urgency: '',
  overdue: false,
  include_closed: false,
  order: 'OLDEST',
  text: '',
  helped: false,
});

export interface Preset {
  name: string;
  filter: Partial<Filter>;
}

const stage = (name: string, of: Stage, more: Partial<Filter> = {}): Preset => ({
  name,
  filter: { stage: of, ...more },
});

const clerk: readonly Preset[] = [
  stage('toFile', 'STAGE_REGISTERED'),
  stage('recognised', 'STAGE_RECOGNISED'),
  stage('backToClerk', 'STAGE_RETURNED_TO_CLERK'),
  stage('toClose', 'STAGE_CHECKED'),
  stage('toAudit', 'STAGE_AWAITING_AUDIT'),
  stage('verifying', 'STAGE_VERIFYING'),
];
const dispatcher: readonly Preset[] = [
  stage('toDispatch', 'STAGE_FILED'),
  stage('backToDispatcher', 'STAGE_RETURNED_TO_DISPATCHER'),
  stage('atDepartment', 'STAGE_DISPATCHED'),
  stage('inHandling', 'STAGE_HANDLING'),
  stage('awaitingCheck', 'STAGE_AWAITING_CHECK'),
  stage('suspended', 'STAGE_SUSPENDED'),
];
const supervisor: readonly Preset[] = [
  { name: 'overdue', filter: { overdue: true } },
  { name: 'urged', filter: { urgency: 'URGENCY_URGED' } },
  { name: 'supervised', filter: { urgency: 'URGENCY_SUPERVISED' } },
  stage('toAudit', 'STAGE_AWAITING_AUDIT'),
  { name: 'dueFirst', filter: { order: 'DUE' } },
];
const department = (unit: string): readonly Preset[] => [
  stage('atDepartment', 'STAGE_DISPATCHED', { department: unit, order: 'DUE' }),
  stage('inHandling', 'STAGE_HANDLING', { department: unit, order: 'DUE' }),
  stage('toConfirm', 'STAGE_AWAITING_CONFIRMATION', { department: unit, order: 'DUE' }),
  { name: 'overdue', filter: { department: unit, overdue: true } },
  { name: 'helping', filter: { helped: true } },
  { name: 'ours', filter: { department: unit } },
];
const everybody: readonly Preset[] = [
  { name: 'newest', filter: { order: 'NEWEST' } },
  { name: 'all', filter: { include_closed: true, order: 'NEWEST' } },
];

/** The queues of a post, the first of them being where its work waits. */
export function presetsFor(role: string, unit: string): readonly Preset[] {
  switch (role) {
    case 'clerk':
      return [...clerk, ...everybody];
    case 'dispatcher':
      return [...dispatcher, ...everybody];
    case 'supervisor':
      return [...supervisor, ...everybody];
    case 'department':
    case 'handler':
      return department(unit);
    case 'administrator':
      return [...supervisor, ...clerk.slice(0, 4), ...dispatcher, ...everybody];
    default:
      return everybody;
  }
}

/** Fields of the filter as the list and the watch take them, under a prefix. */
export function fieldsOf(filter: Filter, prefix: string): Record<string, string | boolean> {
  const { stage, department, cell_prefix, category, holder, urgency, overdue, include_closed } = filter;
  return Object.fromEntries(
    Object.entries({ stage, department, cell_prefix, category, holder, urgency, overdue, include_closed })
      .filter(([, value]) => value !== '' && value !== false)
      .map(([name, value]) => [`${prefix}.${name}`, value]),
  );
}

/** For the page's address, so that a queue can be sent to a colleague. Only what narrows, and the order. */
export function toAddress(filter: Filter): Record<string, string> {
  const empty = emptyFilter();
  return Object.fromEntries(
    Object.entries(filter)
      .filter(([name, value]) => name === 'order' || value !== empty[name as keyof Filter])
      .map(([name, value]) => [name, value === true ? 'yes' : String(value)]),
  );
}

/** What an address says; what it says wrongly does not narrow. */
export function fromAddress(query: Record<string, unknown>): Filter {
  const filter: Record<string, unknown> = { ...emptyFilter() };
  for (const [name, value] of Object.entries(query))
    if (name in filter && typeof value === 'string')
      filter[name] = typeof filter[name] === 'boolean' ? value === 'yes' : value;
  return filter as unknown as Filter;
}

export interface SavedFilter {
  name: string;
  filter: Filter;
}

const SAVED_MAX = 30;
const keyOf = (person: string) => `gridcity.desk.filters.${person}`;

/** A person's own filters, kept in this browser: they hold codes, nothing that was said. */
export function savedFilters(person: string): SavedFilter[] {
  try {
    const saved = JSON.parse(localStorage.getItem(keyOf(person)) ?? '[]') as SavedFilter[];
    return saved.map((one) => ({ name: one.name, filter: { ...emptyFilter(), ...one.filter } }));
  } catch {
    return [];
  }
}

/** The same name again replaces. @returns all that are kept now. */
export function saveFilter(person: string, name: string, filter: Filter): SavedFilter[] {
  const others = savedFilters(person).filter((one) => one.name !== name);
  return keep(person, [...others, { name, filter: { ...filter } }].slice(-SAVED_MAX));
}

export function dropFilter(person: string, name: string): SavedFilter[] {
  return keep(
    person,
    savedFilters(person).filter((one) => one.name !== name),
  );
}

function keep(person: string, filters: SavedFilter[]): SavedFilter[] {
  localStorage.setItem(keyOf(person), JSON.stringify(filters));
  return filters;
}
