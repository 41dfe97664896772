import { categories } from '@/shared/palette';
import type { AreaFigures } from '../state/rates';
import type { ChartOption } from './Chart.vue';

const grid = { left: 8, right: 12, top: 28, bottom: 4, containLabel: true };

/** Today by the hour as bars, a normal day as a line: what is above the line is more than usual. */
export function hoursOption(
  figures: AreaFigures,
  what: 'registered' | 'closed',
  today: string,
  normal: string,
): ChartOption {
  const ofDepartment = figures.department !== '';
  const now = figures.hours.map((hour) =>
    hour.hour > figures.hour
      ? null
      : what === 'closed'
        ? hour.closed
        : ofDepartment
          ? hour.dispatched
          : hour.registered,
  );
  const usual = figures.hours.map((hour) => (what === 'closed' ? hour.normal_closed : hour.normal_registered));
  return {
    grid,
    legend: { top: 0, data: [today, normal] },
    xAxis: { type: 'category', data: figures.hours.map((hour) => String(hour.hour)) },
    yAxis: { type: 'value', minInterval: 1 },
    series: [
      { type: 'bar', name: today, data: now as number[], itemStyle: { color: categories[0] } },
      { type: 'line', name: normal, data: usual, step: 'middle', symbol: 'none', itemStyle: { color: categories[3] } },
    ],
  };
}

export interface Bar {
  name: string;
  value: number;
  /** The part of it that is overdue. */
  late: number;
}

/** Bars from the top down, what is overdue in another colour and at the end. */
export function barsOption(bars: readonly Bar[], inTime: string, late: string): ChartOption {
  const rows = bars.toReversed();
  return {
    grid,
    legend: { top: 0, data: [inTime, late] },
    xAxis: { type: 'value', minInterval: 1 },
    yAxis: { type: 'category', data: rows.map((bar) => bar.name), axisLabel: { width: 110, overflow: 'truncate' } },
    series: [
      {
        type: 'bar',
        stack: 'all',
        name: inTime,
        data: rows.map((bar) => bar.value - bar.late),
        itemStyle: { color: categories[0] },
      },
      { type: 'bar', stack: 'all', name: late, data: rows.map((bar) => bar.late), itemStyle: { color: categories[3] } },
    ],
  };
}
