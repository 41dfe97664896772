import { beforeEach, describe, expect, it } from 'vitest';
import {
  dropFilter,
  emptyFilter,
  fieldsOf,
  fromAddress,
  presetsFor,
  saveFilter,
  savedFilters,
  toAddress,
} from '@/desk/filters';
import { watchAddress } from '@/desk/queue';

const filter = (part: object) => ({ ...emptyFilter(), ...part });

beforeEach(() => {
  localStorage.clear();
});

describe('a filter', () => {
  it('comes back from the address of its page', () => {
    const wanted = filter({ stage: 'STAGE_FILED', cell_prefix: '990101', overdue: true, order: 'DUE' });
    expect(toAddress(wanted)).toEqual({ stage: 'STAGE_FILED', cell_prefix: '990101', overdue: 'yes', order: 'DUE' });
    expect(fromAddress(toAddress(wanted))).toEqual(wanted);
  });

  it('is not narrowed by what an address says wrongly', () => {
    expect(fromAddress({ nonsense: 'x', overdue: ['yes'], stage: undefined })).toEqual(emptyFilter());
  });

  it('that narrows nothing is told from none at all', () => {
    expect(toAddress(emptyFilter())).toEqual({ order: 'OLDEST' });
    expect(watchAddress(emptyFilter())).toBe('/v1/watch?queue.include_closed=false');
  });

  it('is asked for by what narrows alone', () => {
    expect(fieldsOf(filter({ stage: 'STAGE_FILED', overdue: true }), 'filter')).toEqual({
      'filter.stage': 'STAGE_FILED',
      'filter.overdue': true,
    });
  });

  it('is watched as it is listed', () => {
    expect(watchAddress(filter({ stage: 'STAGE_FILED', department: 'water' }))).toBe(
      '/v1/watch?queue.stage=STAGE_FILED&queue.department=water',
    );
    expect(watchAddress(filter({ text: 'cover' }))).toBeUndefined();
    expect(watchAddress(filter({ helped: true }))).toBeUndefined();
  });

  it('is saved under a name, by person, and replaced by the same name', () => {
    saveFilter('p1', 'mine', filter({ stage: 'STAGE_FILED' }));
    saveFilter('p1', 'mine', filter({ stage: 'STAGE_CHECKED' }));
    expect(savedFilters('p1')).toEqual([{ name: 'mine', filter: filter({ stage: 'STAGE_CHECKED' }) }]);
    expect(savedFilters('p2')).toEqual([]);
    expect(dropFilter('p1', 'mine')).toEqual([]);
  });

  it('that was saved by an older version gets what is new', () => {
    localStorage.setItem(
      'gridcity.desk.filters.p1',
      JSON.stringify([{ name: 'old', filter: { stage: 'STAGE_FILED' } }]),
    );
    expect(savedFilters('p1')[0]?.filter).toEqual(filter({ stage: 'STAGE_FILED' }));
    localStorage.setItem('gridcity.desk.filters.p1', 'broken');
    expect(savedFilters('p1')).toEqual([]);
  });
});

describe('the queues of a post', () => {
  it('begin with where its work waits', () => {
    expect(presetsFor('clerk', '')[0]?.filter).toEqual({ stage: 'STAGE_REGISTERED' });
    expect(presetsFor('dispatcher', '')[0]?.filter).toEqual({ stage: 'STAGE_FILED' });
    expect(presetsFor('department', 'water')[0]?.filter).toMatchObject({
      stage: 'STAGE_DISPATCHED',
      department: 'water',
    });
    expect(presetsFor('supervisor', '')[0]?.filter).toEqual({ overdue: true });
  });
});
