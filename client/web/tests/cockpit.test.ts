import { describe, expect, it } from 'vitest';
import { breaksOf, classOf, colourOf, ramp } from '@/cockpit/map/classes';
import { CLASSES, Colouring } from '@/cockpit/map/colouring';
import { Parts, valueOf, type Columns } from '@/cockpit/state/parts';
import { parsePlace, placeHash } from '@/cockpit/state/place';
import { closingRate, onTimeRate, percent } from '@/cockpit/state/rates';
import { Replay } from '@/cockpit/state/replay';

const columns = (cells: Record<string, [open: number, overdue: number]>): Columns => ({
  areas: Object.keys(cells),
  open: Object.values(cells).map(([open]) => open),
  overdue: Object.values(cells).map(([, overdue]) => overdue),
  registered: Object.keys(cells).map(() => 1),
  closed: Object.keys(cells).map(() => 0),
  went_overdue: Object.keys(cells).map(() => 0),
});

describe('parts', () => {
  it('sum cells up to every area around them', () => {
    const parts = new Parts([2, 4]);
    parts.take(columns({ '1101': [3, 1], '1102': [2, 0], '1201': [5, 5] }), true);
    expect(parts.of('11')).toMatchObject({ open: 5, overdue: 1, registered: 2 });
    expect(parts.of('12').open).toBe(5);
  });

  it('take changes as what they are now, and name every code that changed', () => {
    const parts = new Parts([2, 4]);
    parts.take(columns({ '1101': [3, 1], '1201': [5, 5] }), true);
    expect([...parts.take(columns({ '1101': [1, 0] }), false)].sort()).toEqual(['11', '1101']);
    expect(parts.of('11')).toMatchObject({ open: 1, overdue: 0 });
    expect(parts.of('12').open).toBe(5);
  });

  it('forget what a whole message does not name', () => {
    const parts = new Parts([2, 4]);
    parts.take(columns({ '1101': [3, 1] }), true);
    expect(parts.take(columns({ '1201': [1, 0] }), true)).toContain('1101');
    expect(parts.of('1101').open).toBe(0);
  });

  it('show a share of what is open', () => {
    const part = { open: 4, overdue: 1, registered: 0, closed: 0, late: 0 };
    expect(valueOf(part, 'share')).toBe(0.25);
    expect(valueOf({ ...part, open: 0, overdue: 0 }, 'share')).toBe(0);
  });
});

describe('the place in the address', () => {
  it('comes back as it was written', () => {
    const place = { area: '990101', department: 'water', figure: 'overdue', wall: true } as const;
    expect(parsePlace(placeHash(place))).toEqual(place);
  });

  it('that nobody wrote is the usual one', () => {
    expect(parsePlace('#/<script>?figure=none&wall=maybe')).toEqual({
      area: '',
      department: '',
      figure: 'open',
      wall: false,
    });
  });
});

describe('classes', () => {
  it('grow, and hold every value', () => {
    const values = Array.from({ length: 500 }, (_, at) => (at % 40) + 1);
    const breaks = breaksOf(values, 'open');
    expect(breaks).toEqual([...new Set(breaks)].sort((a, b) => a - b));
    for (const value of values) expect(classOf(value, breaks)).toBeGreaterThanOrEqual(0);
    expect(classOf(0, breaks)).toBe(-1);
  });

  it('are one where all areas are alike', () => {
    expect(breaksOf([1, 1, 1], 'open')).toEqual([1]);
    expect(breaksOf([], 'open')).toEqual([1]);
  });

  it('go from light to dark on a light page and the other way on a dark one', () => {
    expect(colourOf(0, 7, ramp(false))).toBe(colourOf(6, 7, ramp(true)));
  });
});

describe('colouring', () => {
  it('changes what an event touches and nothing else, until the classes are old', () => {
    const parts = new Parts([2, 4]);
    parts.take(columns({ '1101': [9, 1], '1201': [1, 0], '1202': [4, 0] }), true);
    const colouring = new Colouring();
    const values = new Map(['1101', '1201', '1202'].map((code) => [code, parts.of(code).open]));
    colouring.all(values, 'open', 0);
    expect(colouring.classes.get('1101')).toBe(CLASSES - 1);
    const touched = parts.take(columns({ '1101': [0, 0] }), false);
    expect(colouring.some(touched, parts, 'open', 4, 5_000)).toBe(true);
    expect(colouring.classes.has('1101')).toBe(false);
    expect(colouring.classes.has('1201')).toBe(true);
    expect(colouring.some(touched, parts, 'open', 4, 20_000)).toBe(false);
  });
});

describe('rates', () => {
  const flow = { handled: 12, reworked: 2, closed: 8, closed_late: 2 };
  it('are of what should be closed', () => {
    expect(closingRate(flow)).toBe(0.8);
    expect(onTimeRate(flow)).toBe(0.75);
  });

  it('are none where nothing was done', () => {
    expect(closingRate({ handled: 0, reworked: 0, closed: 0, closed_late: 0 })).toBeUndefined();
    expect(percent(undefined, 'en')).toBe('–');
  });
});

describe('the replay', () => {
  const history = {
    from: '2026-11-20T00:00:00Z',
    step_hours: 6,
    areas: ['11', '12'],
    steps: [
      { areas: [0, 1], open: [1, 2], overdue: [0, 0], registered: [0, 0], closed: [0, 0] },
      { areas: [1], open: [5], overdue: [1], registered: [3], closed: [0] },
      { areas: [], open: [], overdue: [], registered: [], closed: [] },
    ],
  };

  it('knows every step, asked for in any order', () => {
    const replay = new Replay(history);
    expect([...replay.frame(2).open]).toEqual([1, 5]);
    expect([...replay.frame(0).open]).toEqual([1, 2]);
    expect([...replay.frame(1).overdue]).toEqual([0, 1]);
    expect(replay.most).toBe(5);
  });

  it('names the end of each step, and no step that there is not', () => {
    const replay = new Replay(history);
    expect(replay.moment(1).toISOString()).toBe('2026-11-20T12:00:00.000Z');
    expect(() => replay.frame(3)).toThrow(RangeError);
  });
});
