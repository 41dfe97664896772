import type { ReplyOf } from '@/shared/api/types';

export type AreaFigures = ReplyOf<'/v1/areas/{area}/figures', 'get'>;
export type Flow = NonNullable<AreaFigures['today']>;

/** What rates are made of. */
interface Worked {
  handled: number;
  reworked: number;
  closed: number;
  closed_late: number;
}

/**
 * Closed out of what should be closed: cases whose handling is finished. A failed check sends a case back to be handled
 * again, and it counts once.
 * @returns 0 to 1; undefined when nothing should be closed.
 */
export function closingRate(flow: Worked): number | undefined {
  const due = flow.handled - flow.reworked;
  return due > 0 ? Math.min(1, flow.closed / due) : undefined;
}

/** Closed without its time for handling having run out, out of all that was closed. */
export function onTimeRate(flow: Worked): number | undefined {
  return flow.closed > 0 ? (flow.closed - flow.closed_late) / flow.closed : undefined;
}

export const percent = (rate: number | undefined, language: string): string =>
  rate === undefined
    ? '–'
    : new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(rate);

export const whole = (amount: number, language: string): string => new Intl.NumberFormat(language).format(amount);
