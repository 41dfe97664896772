import { ref, shallowRef, watch } from 'vue';
import { act } from '@/shared/api/client';
import { Problem } from '@/shared/api/problem';
import type { Line, ReplyOf } from '@/shared/api/types';

/** Typing rests so long before the server is asked. */
const REST = 350;

export interface Report {
  line: string;
  caller_phone: string;
  caller_name: string;
  description: string;
  category: string;
  address: string;
  latitude: string;
  longitude: string;
  component: string;
  intake: Record<string, string>;
}

export const emptyReport = (): Report => ({
  line: '',
  caller_phone: '',
  caller_name: '',
  description: '',
  category: '',
  address: '',
  latitude: '',
  longitude: '',
  component: '',
  intake: {},
});

export type Prepared = ReplyOf<'/v1/intake/prepare', 'post'>;
export type FoundPlace = ReplyOf<'/v1/intake/places', 'post'>['places'][number];

/** The place as numbers; undefined while it is not one. */
export function placeOf(
  report: Pick<Report, 'latitude' | 'longitude'>,
): { latitude: number; longitude: number } | undefined {
  if (report.latitude.trim() === '' || report.longitude.trim() === '') return undefined;
  const [latitude, longitude] = [Number(report.latitude), Number(report.longitude)];
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined;
}

/** What the line's form asks for and has not got; by name of the field. */
export function lacking(report: Report, line: Line | undefined): string[] {
  const missing = report.category ? [] : ['category'];
  for (const field of line?.fields ?? []) {
    if (!field.required) continue;
    const given =
      field.type !== 'report'
        ? report.intake[field.field]
        : field.field === 'place'
          ? placeOf(report)
          : report[field.field as keyof Report];
    if (!given) missing.push(field.field);
  }
  return missing;
}

/** The request: what the form of another line asked is left out. */
export function bodyOf(report: Report, line: Line | undefined) {
  const { description, category, address, caller_phone, caller_name, component } = report;
  const place = placeOf(report);
  const own = new Set((line?.fields ?? []).filter((field) => field.type !== 'report').map((field) => field.field));
  return {
    category,
    description: description.trim(),
    address: address.trim(),
    caller_phone: caller_phone.replace(/[\s-]/g, ''),
    caller_name: caller_name.trim(),
    ...(component ? { component } : {}),
    ...(place ? { place } : {}),
    ...(report.line ? { source: report.line } : {}),
    intake: Object.entries(report.intake)
      .filter(([field, value]) => own.has(field) && value !== '')
      .map(([field, value]) => ({ field, value })),
  };
}

/** Asks as the agent types what the report would become. The last question's answer counts, in whatever order they come. */
export function usePrepared(report: Report) {
  const prepared = shallowRef<Prepared>();
  const problem = ref<Problem>();
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask() {
    const own = ++turn;
    const { category, description, address } = report;
    const place = placeOf(report);
    try {
      const answer = await act('/v1/intake/prepare', { category, description, address, ...(place ? { place } : {}) });
      if (own === turn) [prepared.value, problem.value] = [answer, undefined];
    } catch (error) {
      if (own === turn) problem.value = Problem.of(error);
    }
  }

  watch(
    () => [report.category, report.description, report.address, report.latitude, report.longitude],
    () => {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), REST);
    },
    { immediate: true },
  );
  return { prepared, problem };
}
