const METRES_PER_DEGREE = 111_195;

export interface MapPoint {
  label: string;
  latitude: number;
  longitude: number;
  kind: 'here' | 'other';
}

export interface DrawnPoint extends MapPoint {
  x: number;
  y: number;
}

export interface DrawnMap {
  points: DrawnPoint[];
  /** A round number of metres, and how long it is on the map. */
  scale: { metres: number; length: number };
}

const ROUND = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/**
 * Places points around a middle on a square of the given size: a small map, north up, equirectangular, good to a few
 * kilometres. It needs no tiles and no other host.
 */
export function drawMap(
  middle: { latitude: number; longitude: number },
  points: readonly MapPoint[],
  size: number,
): DrawnMap {
  const east = METRES_PER_DEGREE * Math.cos((middle.latitude * Math.PI) / 180);
  const metres = points.map((one) => ({
    one,
    x: (one.longitude - middle.longitude) * east,
    y: (middle.latitude - one.latitude) * METRES_PER_DEGREE,
  }));
  const reach = Math.max(100, ...metres.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y)))) * 1.15;
  const factor = size / 2 / reach;
  const round = [...ROUND].reverse().find((length) => length * factor <= size / 3) ?? 10;
  return {
    points: metres.map(({ one, x, y }) => ({ ...one, x: size / 2 + x * factor, y: size / 2 + y * factor })),
    scale: { metres: round, length: round * factor },
  };
}
