import { describe, expect, it } from 'vitest';
import { isInside, isStep, visited } from '@/field/patrol/coverage';
import { headingOf, compassPoint } from '@/field/place/compass';
import { findCategories, used } from '@/field/report/categories';
import { merged, type Task } from '@/field/tasks/task';
import { metresBetween, wayOf } from '@/field/tasks/way';

const at = (latitude: number, longitude: number) => ({ latitude, longitude });
const stop = (name: string, place: { latitude: number; longitude: number } | undefined, due?: string) => ({
  name,
  place,
  due,
});
const names = (way: { stop: { name: string } }[]) => way.map((step) => step.stop.name).join('');

describe('the way to walk', () => {
  const stops = [stop('a', at(30, 120.003)), stop('b', at(30, 120.001)), stop('c', at(30, 120.002))];

  it('goes to the nearest next, from where one is', () => {
    expect(names(wayOf(stops, at(30, 120)))).toBe('bca');
    expect(names(wayOf(stops, at(30, 120.0031)))).toBe('acb');
  });

  it('takes the more urgent of two that are equally near', () => {
    const twins = [
      stop('late', at(30, 120.001), '2026-01-02T00:00:00Z'),
      stop('soon', at(30, 120.00102), '2026-01-01T00:00:00Z'),
    ];
    expect(names(wayOf(twins, at(30, 120)))).toBe('soonlate');
  });

  it('begins at the earliest deadline when nobody knows where one is, and ends with what has no place', () => {
    const mixed = [stop('x', undefined), ...stops, stop('d', at(30, 120.004), '2026-01-01T00:00:00Z')];
    const way = wayOf(mixed, undefined);
    expect(names(way)).toBe('dacbx');
    expect(way[0]?.metres).toBeUndefined();
    expect(way.at(-1)?.metres).toBeUndefined();
  });

  it('measures metres', () => {
    expect(metresBetween(at(30, 120), at(30.01, 120))).toBeCloseTo(1112, 0);
    expect(metresBetween(at(60, 120), at(60, 120.01))).toBeCloseTo(556, 0);
  });
});

describe('the cells of a way', () => {
  const square = { code: 'q', outline: [at(0, 0), at(0, 1), at(1, 1), at(1, 0), at(0, 0)] };
  const fix = (latitude: number, longitude: number, accuracy = 10, time = 0) => ({
    latitude,
    longitude,
    accuracy,
    at: time,
  });

  it('are those that hold a good position', () => {
    expect([isInside(square.outline, at(0.5, 0.5)), isInside(square.outline, at(1.5, 0.5))]).toEqual([true, false]);
    expect([...visited([square], [fix(0.5, 0.5)])]).toEqual(['q']);
    expect(visited([square], [fix(0.5, 0.5, 101)]).size).toBe(0);
  });

  it('are found with points that are worth the battery', () => {
    expect(isStep(undefined, fix(0, 0))).toBe(true);
    expect(isStep(undefined, fix(0, 0, 500))).toBe(false);
    expect(isStep(fix(0, 0), fix(0, 0.00001))).toBe(false);
    expect(isStep(fix(0, 0), fix(0, 0.001))).toBe(true);
    expect(isStep(fix(0, 0), fix(0, 0, 10, 60_000))).toBe(true);
  });
});

describe('a heading', () => {
  it('is from north, clockwise, or not known', () => {
    expect(headingOf({ webkitCompassHeading: 359.7, absolute: false, alpha: 1 })).toBe(0);
    expect(headingOf({ absolute: true, alpha: 90 })).toBe(270);
    expect(headingOf({ absolute: false, alpha: 90 })).toBeUndefined();
    expect([0, 44, 350].map(compassPoint)).toEqual(['n', 'ne', 'n']);
  });
});

describe('categories', () => {
  const category = (code: string, label: string, condition = '') => ({
    code,
    label,
    handling_minutes_max: 0,
    standards: [{ code: '1', condition, closing: '', handling_minutes_max: 0 }],
  });
  const all = [
    category('0101', 'Manhole cover 井盖', 'broken'),
    category('0202', 'Street light 路灯'),
    category('0303', 'Uncovered load 遗撒'),
  ];

  it('are found by name in either language, by code and by a condition', () => {
    const found = (text: string) => findCategories(all, text, 9).map((one) => one.code);
    expect(found('cover')).toEqual(['0101', '0303']);
    expect(found('路灯')).toEqual(['0202']);
    expect(found('0303')).toEqual(['0303']);
    expect(found('broken')).toEqual(['0101']);
    expect(found('light street')).toEqual(['0202']);
    expect(found('nothing')).toEqual([]);
  });

  it('used last come first, each once', () => {
    expect(used(['a', 'b'], 'b')).toEqual(['b', 'a']);
    expect(used(['a', 'b', 'c', 'd', 'e', 'f'], 'g')).toHaveLength(6);
  });
});

describe('tasks', () => {
  it('keep what is known of their case', () => {
    const told = (version: string) => ({ case: { case_id: 'k', version }, round: 1, verify: true }) as Task;
    const [known] = merged([told('1')], []);
    if (!known) throw new Error('no task');
    const [again] = merged([told('2')], [{ ...known, address: 'here', read: '1' }]);
    expect(again).toMatchObject({ address: 'here', read: '1', summary: { version: '2' } });
    expect(merged([], [known])).toEqual([]);
  });
});
