import { metresBetween, type Point } from '../tasks/way';

export interface GroundCell {
  code: string;
  /** Closed ring, WGS84. */
  outline: Point[];
}

export interface Fix extends Point {
  /** Right to so many metres. */
  accuracy: number;
  /** Milliseconds since 1970. */
  at: number;
}

/** A position that may be in the next cell but one says nothing about a cell; the server counts the same. */
export const ACCURACY_MAX = 100;

/** A new point of the track is so far from the last one, or so much later. */
const STEP_METRES = 10;
const STEP_MILLISECONDS = 60_000;

/** Whether a fix is worth a point of the track. */
export function isStep(last: Fix | undefined, next: Fix): boolean {
  if (next.accuracy > ACCURACY_MAX) return false;
  return (
    !last ||
    next.at - last.at >= STEP_MILLISECONDS ||
    metresBetween(last, next) >= Math.max(STEP_METRES, next.accuracy / 2)
  );
}

/** Even-odd rule; a point on an edge may be on either side of it. */
export function isInside(outline: readonly Point[], point: Point): boolean {
  let inside = false;
  for (let at = 0, before = outline.length - 1; at < outline.length; before = at++) {
    const a = outline[at];
    const b = outline[before];
    if (!a || !b || a.latitude > point.latitude === b.latitude > point.latitude) continue;
    const crossing =
      ((b.longitude - a.longitude) * (point.latitude - a.latitude)) / (b.latitude - a.latitude) + a.longitude;
    if (point.longitude < crossing) inside = !inside;
  }
  return inside;
}

/** Codes of the cells that the track has been in. */
export function visited(cells: readonly GroundCell[], track: readonly Fix[]): Set<string> {
  const good = track.filter((fix) => fix.accuracy <= ACCURACY_MAX);
  return new Set(cells.filter((cell) => good.some((fix) => isInside(cell.outline, fix))).map((cell) => cell.code));
}

/** Length of the track in metres. */
export function lengthOf(track: readonly Fix[]): number {
  return track.reduce((sum, fix, at) => sum + (at === 0 ? 0 : metresBetween(track[at - 1] ?? fix, fix)), 0);
}
