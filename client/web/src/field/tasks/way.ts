export interface Point {
  latitude: number;
  longitude: number;
}

const METRES_PER_DEGREE = 111_195;

/** Metres between two points some kilometres apart, on a flat ground. */
export function metresBetween(one: Point, other: Point): number {
  const east = METRES_PER_DEGREE * Math.cos((((one.latitude + other.latitude) / 2) * Math.PI) / 180);
  return Math.hypot((one.latitude - other.latitude) * METRES_PER_DEGREE, (one.longitude - other.longitude) * east);
}

export interface Stop {
  place: Point | undefined;
  /** RFC 3339; undefined without a deadline. */
  due: string | undefined;
}

export interface Step<T> {
  stop: T;
  /** Metres from the stop before it; undefined where there is no place to go from or to. */
  metres: number | undefined;
}

/**
 * The way to walk: from where one is to the nearest stop, from there to the nearest of the others, and so on. Of two that
 * are equally near (within 5 m) the one with the earlier deadline comes first. Without a place to begin at it begins at the
 * stop with the earliest deadline. Stops without a place come last, earliest deadline first.
 */
export function wayOf<T extends Stop>(stops: readonly T[], from: Point | undefined): Step<T>[] {
  const left = stops.filter((stop) => stop.place).sort(byDue);
  const way: Step<T>[] = [];
  for (let here = from; left.length > 0;) {
    const at = here ? nearest(left, here) : 0;
    const [stop] = left.splice(at, 1);
    if (!stop?.place) break;
    way.push({ stop, metres: here ? metresBetween(here, stop.place) : undefined });
    here = stop.place;
  }
  const placeless = stops.filter((stop) => !stop.place).sort(byDue);
  return [...way, ...placeless.map((stop) => ({ stop, metres: undefined }))];
}

/** Closer than this is the same place: no device knows better. */
const SAME_METRES = 5;

/** The stops are in the order of their deadlines: the first of those that are equally near is the most urgent one. */
function nearest(stops: readonly Stop[], here: Point): number {
  const metres = stops.map((stop) => (stop.place ? metresBetween(here, stop.place) : Infinity));
  const least = Math.min(...metres);
  return metres.findIndex((one) => one <= least + SAME_METRES);
}

function byDue(one: Stop, other: Stop): number {
  return time(one.due) - time(other.due) || 0;
}

const time = (due: string | undefined) => (due ? Date.parse(due) : Number.MAX_SAFE_INTEGER);
