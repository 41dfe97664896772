/** Rows to draw besides those on the screen, on either side. */
export const MARGIN = 6;

/** Browsers lay out about 33 million pixels; a list of 100,000 rows has 3.6 million. */
export interface RowWindow {
  first: number;
  /** One behind the last. */
  end: number;
}

/** Which rows of a long list are drawn. All in the same unit. */
export function windowOf(scrolled: number, height: number, row: number, count: number): RowWindow {
  const first = Math.max(0, Math.floor(scrolled / row) - MARGIN);
  const end = Math.min(count, Math.ceil((scrolled + height) / row) + MARGIN);
  return { first: Math.min(first, Math.max(0, count - 1)), end };
}

/** Where to scroll so that a row is in view; the same place when it is already. */
export function scrollFor(index: number, scrolled: number, height: number, row: number): number {
  if (index * row < scrolled) return index * row;
  if ((index + 1) * row > scrolled + height) return (index + 1) * row - height;
  return scrolled;
}

/** Where a key moves to. */
export function moved(does: string, at: number, count: number, page: number): number {
  const to =
    { down: at + 1, up: at - 1, pageDown: at + page, pageUp: at - page, first: 0, last: count - 1 }[does] ?? at;
  return Math.max(0, Math.min(count - 1, to));
}
