/** What Safari gives in place of an absolute orientation. */
interface Orientation extends DeviceOrientationEvent {
  webkitCompassHeading?: number;
}

interface AskedFor {
  requestPermission?: () => Promise<'granted' | 'denied'>;
}

const WAIT_MAX = 1_500;
const FULL_CIRCLE = 360;

/**
 * Where the device looks, in whole degrees from north, clockwise; undefined when it has no compass or may not say. It is
 * asked once and let go: a compass that runs on empties the battery.
 */
export async function headingNow(): Promise<number | undefined> {
  const asked = globalThis.DeviceOrientationEvent as unknown as AskedFor | undefined;
  if (!asked) return undefined;
  try {
    if (asked.requestPermission && (await asked.requestPermission()) !== 'granted') return undefined;
  } catch {
    return undefined;
  }
  return await new Promise((done) => {
    const names = ['deviceorientationabsolute', 'deviceorientation'];
    const end = (heading?: number) => {
      clearTimeout(timer);
      for (const name of names) removeEventListener(name, heard as EventListener);
      done(heading);
    };
    const heard = (event: Orientation) => {
      const heading = headingOf(event);
      if (heading !== undefined) end(heading);
    };
    const timer = setTimeout(end, WAIT_MAX);
    for (const name of names) addEventListener(name, heard as EventListener);
  });
}

/** `alpha` turns counter-clockwise, and is of north only where the event says so. */
export function headingOf(event: {
  webkitCompassHeading?: number;
  absolute: boolean;
  alpha: number | null;
}): number | undefined {
  const { webkitCompassHeading: heading, absolute, alpha } = event;
  if (heading !== undefined) return Math.round(heading) % FULL_CIRCLE;
  return absolute && alpha !== null ? Math.round(FULL_CIRCLE - alpha) % FULL_CIRCLE : undefined;
}

const POINTS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;

/** The nearest of the eight points of the compass. */
export const compassPoint = (degrees: number): (typeof POINTS)[number] =>
  POINTS[Math.round(degrees / 45) % POINTS.length] ?? 'n';
