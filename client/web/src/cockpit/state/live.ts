import { onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue';
import { read } from '@/shared/api/client';
import { follow } from '@/shared/api/events';
import { Problem } from '@/shared/api/problem';
import type { ReplyOf } from '@/shared/api/types';
import type { City } from './city';
import { Parts, type Columns } from './parts';
import type { AreaFigures } from './rates';
import type { Place } from './place';

export type MonthParts = ReplyOf<'/v1/areas/{area}/parts', 'get'>;

interface Message {
  figures?: AreaFigures;
  parts?: Columns;
  all: boolean;
}

/** The month moves slowly: it is read anew so often. */
const MONTH_INTERVAL = 60_000;

/** What an area looks like now, from one stream; the month of its parts beside it. */
export function useLive(city: City, place: Ref<Place>) {
  const figures = shallowRef<AreaFigures>();
  const parts = new Parts(city.digits);
  /** Codes that changed with the last message; undefined for all. */
  const changed = shallowRef<ReadonlySet<string>>();
  /** Counts messages, so that what is made of `parts` is made again. */
  const turn = ref(0);
  const month = shallowRef<MonthParts>();
  const live = ref(false);
  const problem = shallowRef<Problem>();
  let end = () => {};
  let timer: ReturnType<typeof setInterval> | undefined;

  function take(message: Message) {
    if (message.figures) figures.value = message.figures;
    if (message.parts) changed.value = parts.take(message.parts, message.all);
    else if (message.all)
      changed.value = parts.take(
        { areas: [], open: [], overdue: [], registered: [], closed: [], went_overdue: [] },
        true,
      );
    else changed.value = new Set();
    turn.value++;
  }

  async function readMonth(area: string, department: string) {
    const level = city.below(area);
    // Cells have no month: a city has too many of them.
    if (!level || level === city.levelOf('0'.repeat(city.cellDigits))) {
      month.value = undefined;
      return;
    }
    try {
      const read30 = await read('/v1/areas/{area}/parts', { path: { area }, query: { level, department, days: 30 } });
      if (place.value.area === area && place.value.department === department) month.value = read30;
    } catch (error) {
      problem.value = Problem.of(error);
    }
  }

  function open({ area, department }: Place) {
    close();
    if (!area) return;
    problem.value = undefined;
    const level = area.length < city.cellDigits ? `?level=${city.levelOf('0'.repeat(city.cellDigits))}` : '?';
    const query = level + (department ? `&department=${encodeURIComponent(department)}` : '');
    end = follow<Message>(`/v1/areas/${area}/figures/watch${query}`, {
      onMessage: take,
      onLive: (now) => {
        live.value = now;
      },
      onEnd: (why) => {
        problem.value = why;
      },
    });
    void readMonth(area, department);
    timer = setInterval(() => void readMonth(area, department), MONTH_INTERVAL);
  }

  function close() {
    end();
    clearInterval(timer);
  }

  watch(
    () => [place.value.area, place.value.department],
    () => {
      open(place.value);
    },
    { immediate: true },
  );
  onBeforeUnmount(close);
  return { figures, parts, changed, turn, month, live, problem };
}
