import { computed, ref, shallowRef } from 'vue';
import { act } from '@/shared/api/client';
import { newKey } from '@/shared/api/keys';
import { Problem } from '@/shared/api/problem';
import type { ReplyOf } from '@/shared/api/types';
import { useDraft } from '@/shared/drafts';
import type { Picture } from './photos';

export type Known = ReplyOf<'/v1/public/known', 'post'>['problems'][number];
export type Reported = ReplyOf<'/v1/public/reports', 'post'>;

export const STEPS = ['where', 'what', 'photo', 'contact'] as const;
export type Step = (typeof STEPS)[number];

const empty = () => ({
  key: newKey(),
  step: 'where' as Step,
  latitude: undefined as number | undefined,
  longitude: undefined as number | undefined,
  accuracy: 0,
  address: '',
  category: '',
  description: '',
  phone: '',
  name: '',
});

/** One report from its first step to its number. What is typed stays in this tab until the city has it. */
export function useReport(placeRequired: () => boolean) {
  const draft = useDraft('citizen', 'report', empty);
  const report = draft.value;
  const photos = shallowRef<Picture[]>([]);
  const known = shallowRef<Known[]>([]);
  const found = shallowRef<string[]>([]);
  const problem = ref<Problem>();
  const busy = ref(false);
  const done = ref<Reported>();

  const place = computed(() =>
    report.latitude === undefined || report.longitude === undefined
      ? undefined
      : { latitude: report.latitude, longitude: report.longitude },
  );
  const isComplete = computed<Record<Step, boolean>>(() => ({
    where: place.value !== undefined || (!placeRequired() && report.address.trim() !== ''),
    what: report.category !== '' && report.description.trim() !== '',
    photo: true,
    contact: true,
  }));

  /** An offer: nothing waits for it, and nothing fails when it cannot be made. */
  async function lookAround(): Promise<void> {
    if (!place.value) return;
    const asked = { place: place.value, category: report.category, words: report.description };
    known.value = (await act('/v1/public/known', asked).catch(() => undefined))?.problems ?? known.value;
  }

  async function lookThrough(): Promise<void> {
    const text = `${report.address}\n${report.description}`;
    found.value = (await act('/v1/public/check-text', { text }).catch(() => undefined))?.found ?? [];
  }

  async function send(): Promise<void> {
    busy.value = true;
    problem.value = undefined;
    try {
      done.value = await act('/v1/public/reports', request(), { key: report.key });
      draft.clear();
      photos.value = [];
      known.value = [];
    } catch (error) {
      problem.value = Problem.of(error);
      // Nothing was taken down under this key: what is corrected is another report.
      if (problem.value.code === 'INVALID_ARGUMENT') report.key = newKey();
    } finally {
      busy.value = false;
    }
  }

  const request = () => ({
    category: report.category,
    description: report.description.trim(),
    address: report.address.trim(),
    phone: report.phone.trim(),
    name: report.name.trim(),
    photos: photos.value.map((one) => one.base64),
    ...(place.value ? { place: place.value } : {}),
  });

  return { report, photos, known, found, problem, busy, done, place, isComplete, lookAround, lookThrough, send };
}
