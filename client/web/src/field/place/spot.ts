import type { Spot } from '../outbox/item';
import { headingNow } from './compass';

const WAIT_MAX = 20_000;

export type SpotFault = 'denied' | 'none';

/** Where the device is, asked for once, with the way that it looks. */
export async function spotNow(): Promise<Spot | SpotFault> {
  if (!('geolocation' in navigator)) return 'none';
  const heading = headingNow();
  try {
    const { coords, timestamp } = await position();
    return {
      latitude: Number(coords.latitude.toFixed(6)),
      longitude: Number(coords.longitude.toFixed(6)),
      accuracy: Math.round(coords.accuracy),
      at: new Date(Math.min(timestamp, Date.now())).toISOString(),
      ...orNothing(await heading),
    };
  } catch (error) {
    return (error as GeolocationPositionError).code === 1 ? 'denied' : 'none';
  }
}

const orNothing = (heading: number | undefined) => (heading === undefined ? {} : { heading });

const position = () =>
  new Promise<GeolocationPosition>((done, failed) => {
    navigator.geolocation.getCurrentPosition(done, failed, {
      enableHighAccuracy: true,
      timeout: WAIT_MAX,
      maximumAge: 0,
    });
  });
