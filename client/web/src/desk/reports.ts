export interface Figure {
  measure: string;
  amount: number;
}

export interface Rate {
  name: 'filing' | 'closing' | 'overdue' | 'rework';
  /** 0 to 100; undefined where there is nothing to count. */
  percent: number | undefined;
}

/** Shares of what was counted in the same days; a case counts on the day of each of its steps. */
export function ratesOf(figures: readonly Figure[]): Rate[] {
  const amount = new Map(figures.map((one) => [one.measure, one.amount]));
  const of = (part: number, whole: number) => (whole > 0 ? (100 * part) / whole : undefined);
  const get = (measure: string) => amount.get(measure) ?? 0;
  return [
    { name: 'filing', percent: of(get('filed'), get('registered')) },
    { name: 'closing', percent: of(get('closed'), get('filed')) },
    { name: 'overdue', percent: of(get('overdue'), get('dispatched')) },
    { name: 'rework', percent: of(get('reworked'), get('handled')) },
  ];
}

/** RFC 4180, with a mark of its encoding for spreadsheets; a cell that a spreadsheet would run is made text. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => `"${text.replace(/^[=+@\t-]/, "'$&").replaceAll('"', '""')}"`;
  return '\ufeff' + rows.map((row) => row.map(cell).join(',') + '\r\n').join('');
}
