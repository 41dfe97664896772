import { defineStore } from 'pinia';
import { act, read } from '@/shared/api/client';
import type { Answer } from '@/shared/api/types';
import type { components } from '@/shared/api/schema';
import { db, keep, kept } from '../store/db';
import { isStep, type Fix } from './coverage';
import { waitingFixes } from './sendTrack';

export type Shift = Answer<components['schemas']['gridcity.type.v1.Shift']>;

interface Round {
  person: string;
  /** The way of the shift so far, as this device has seen it. */
  track: Fix[];
  /** Milliseconds since 1970 of the shift that the track is of. */
  since: number;
}

const SHIFT = 'shift';
const ROUND = 'round';

/** The shift, and the way that is walked in it. The position is followed on patrol alone. */
export const usePatrol = defineStore('field-patrol', {
  state: () => ({
    person: '',
    shift: undefined as Shift | undefined,
    track: [] as Fix[],
    /** Points of the way that the city does not have yet. */
    unsent: 0,
    walking: false,
    /** The device cannot say where it is: denied, unavailable, or too rough. */
    fault: '' as '' | 'denied' | 'none',
    watch: undefined as number | undefined,
  }),
  getters: {
    onDuty: (state) => state.shift !== undefined,
    last: (state) => state.track.at(-1),
  },
  actions: {
    async start(person: string): Promise<void> {
      this.person = person;
      const shift = await kept<{ person: string; shift: Shift }>(SHIFT);
      if (shift?.person === person) this.shift = shift.shift;
      await this.count();
      const round = await kept<Round>(ROUND);
      if (round?.person === person && this.shift && round.since === since(this.shift)) this.track = round.track;
    },

    /** @throws Problem */
    async refresh(): Promise<void> {
      try {
        await this.takeShift(await read('/v1/my/shift'));
      } catch (error) {
        if ((error as { code?: string }).code !== 'FAILED_PRECONDITION') throw error;
        await this.takeShift(undefined);
      }
    },

    async takeShift(shift: Shift | undefined): Promise<void> {
      if (since(shift) !== since(this.shift)) this.track = [];
      this.shift = shift;
      if (!shift) this.stop();
      await keep(SHIFT, { person: this.person, shift });
    },

    /** @throws Problem */
    async signOn(dutyGrid: string): Promise<void> {
      await act('/v1/my/sign-on', { duty_grid: dutyGrid });
      await this.refresh();
    },

    /** @throws Problem */
    async signOff(): Promise<void> {
      this.stop();
      await act('/v1/my/sign-off', {});
      await this.takeShift(undefined);
    },

    walk(): void {
      if (!('geolocation' in navigator)) {
        this.fault = 'none';
        return;
      }
      this.walking = true;
      this.fault = '';
      this.watch = navigator.geolocation.watchPosition(
        ({ coords, timestamp }) => {
          const { latitude, longitude, accuracy } = coords;
          // A device may hand on what it found before the shift began: one such point would have the whole way refused. The
          // city counts parts of a millisecond, which are lost here.
          const at = Math.min(Math.max(timestamp, since(this.shift) + 1), Date.now());
          void this.step({ latitude, longitude, accuracy, at });
        },
        (error) => {
          this.fault = error.code === error.PERMISSION_DENIED ? 'denied' : 'none';
        },
        { enableHighAccuracy: true, maximumAge: 10_000 },
      );
    },

    stop(): void {
      if (this.watch !== undefined) navigator.geolocation.clearWatch(this.watch);
      this.watch = undefined;
      this.walking = false;
    },

    async step(fix: Fix): Promise<void> {
      this.fault = '';
      if (!this.walking || !isStep(this.last, fix)) return;
      this.track.push(fix);
      await (await db()).add('track', { ...fix, person: this.person, refusal: '' });
      await keep(ROUND, { person: this.person, track: this.track, since: since(this.shift) });
      await this.count();
    },

    async count(): Promise<void> {
      this.unsent = (await waitingFixes(this.person)).length;
    },
  },
});

const since = (shift: Shift | undefined): number => (shift?.since ? Date.parse(shift.since) : 0);
