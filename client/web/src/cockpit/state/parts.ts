/** What of an area or cell can be shown on the map, in cases. */
export interface Part {
  open: number;
  overdue: number;
  registered: number;
  closed: number;
  late: number;
}

/** Figures that the map can be coloured by; `share` is overdue out of open. */
export const figures = ['open', 'overdue', 'share', 'registered', 'closed', 'late'] as const;
export type FigureName = (typeof figures)[number];

export const nothing: Readonly<Part> = { open: 0, overdue: 0, registered: 0, closed: 0, late: 0 };

export function valueOf(part: Readonly<Part>, figure: FigureName): number {
  if (figure !== 'share') return part[figure];
  return part.open === 0 ? 0 : part.overdue / part.open;
}

/** Columns as the server sends them. */
export interface Columns {
  areas: string[];
  open: number[];
  overdue: number[];
  registered: number[];
  closed: number[];
  went_overdue: number[];
}

/**
 * The figures of every cell, and of each area above it as their sum: the city's maps of all levels follow from one stream of
 * cells.
 */
export class Parts {
  readonly #parts = new Map<string, Part>();

  /** @param digits of the codes of each level, cells last. */
  constructor(readonly digits: readonly number[]) {}

  get size(): number {
    return this.#parts.size;
  }

  of(code: string): Readonly<Part> {
    return this.#parts.get(code) ?? nothing;
  }

  /** Codes of a level under which there is something. */
  codes(digits: number): string[] {
    return [...this.#parts.keys()].filter((code) => code.length === digits);
  }

  /**
   * Takes cells over.
   * @param all true when what is not named has nothing.
   * @returns the codes, of all levels, whose figures may be others now.
   */
  take(columns: Columns, all: boolean): Set<string> {
    const changed = new Set<string>();
    if (all) {
      for (const code of this.#parts.keys()) changed.add(code);
      this.#parts.clear();
    }
    columns.areas.forEach((cell, at) => {
      const next: Part = {
        open: columns.open[at] ?? 0,
        overdue: columns.overdue[at] ?? 0,
        registered: columns.registered[at] ?? 0,
        closed: columns.closed[at] ?? 0,
        late: columns.went_overdue[at] ?? 0,
      };
      const before = this.of(cell);
      for (const length of this.digits) {
        if (length > cell.length) continue;
        const code = cell.slice(0, length);
        this.#parts.set(code, add(this.of(code), next, before));
        changed.add(code);
      }
    });
    return changed;
  }
}

const add = (sum: Readonly<Part>, next: Readonly<Part>, before: Readonly<Part>): Part => ({
  open: sum.open + next.open - before.open,
  overdue: sum.overdue + next.overdue - before.overdue,
  registered: sum.registered + next.registered - before.registered,
  closed: sum.closed + next.closed - before.closed,
  late: sum.late + next.late - before.late,
});
