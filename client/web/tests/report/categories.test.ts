import { describe, expect, it } from 'vitest';
import { labelOf, reportable, suggest, type Category } from '@/report/categories';
import { standingOf } from '@/report/standing';

const category = (code: string, group: string, label_zh: string, label_en: string): Category => ({
  code,
  group,
  label_zh,
  label_en,
});

const all = [
  category('01', '', '公用设施', 'Utilities'),
  category('0101', '01', '上水井盖', 'Manhole cover of the water mains'),
  category('0102', '01', '路灯', 'Street light'),
  category('02', '', '市容环境', 'Look of the city'),
  category('0201', '02', '暴露垃圾', 'Rubbish lying about'),
];

const codes = (words: string) => suggest(words, all).map((one) => one.code);

describe('categories', () => {
  it('are suggested from words in either language', () => {
    expect(codes('The manhole cover is broken')[0]).toBe('0101');
    expect(codes('门口的路灯坏了')[0]).toBe('0102');
    expect(codes('垃圾没人收')[0]).toBe('0201');
  });

  it('are not suggested from nothing', () => {
    expect(codes('')).toEqual([]);
    expect(codes('x')).toEqual([]);
  });

  it('are reported by their members and named in the language, else in the other', () => {
    expect(reportable(all).map((one) => one.code)).toEqual(['0101', '0102', '0201']);
    expect(labelOf(category('1', '2', '路灯', ''), 'en')).toBe('路灯');
    expect(labelOf(category('1', '2', '路灯', 'Lamp'), 'en')).toBe('Lamp');
  });
});

describe('how a report stands', () => {
  it('is said in the words of citizens', () => {
    expect(standingOf('STAGE_CLOSED')).toBe('done');
    expect(standingOf('STAGE_REGISTERED')).toBe('received');
    expect(standingOf(undefined)).toBe('received');
  });
});
