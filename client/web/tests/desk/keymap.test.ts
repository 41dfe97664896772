import { describe, expect, it } from 'vitest';
import en from '@/desk/locales/en.json';
import { acts } from '@/desk/acts';
import { bindingFor, bindings } from '@/desk/keymap';

const key = (name: string, more: object = {}) => ({
  key: name,
  code: '',
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  target: null,
  ...more,
});

describe('the keys', () => {
  it('mean one thing at a place', () => {
    const places = bindings.map((one) => `${one.where} ${one.key}`);
    expect(new Set(places).size).toBe(places.length);
  });

  it('have words, all of them', () => {
    const words = new Set(Object.keys(en.key));
    for (const one of bindings) expect(one.does.startsWith('act.') || words.has(one.does), one.does).toBe(true);
  });

  it('do acts that there are', () => {
    const names = new Set(acts.map((one) => one.name));
    for (const one of bindings) if (one.does.startsWith('act.')) expect(names).toContain(one.does.slice(4));
  });

  it('act on the case that a queue points at, but leave a queue its own', () => {
    expect(bindingFor(key('f'), 'queue', true)).toBe('act.file');
    expect(bindingFor(key('Escape'), 'queue', true)).toBe('selectNone');
    expect(bindingFor(key('Escape'), 'case', true)).toBe('back');
    expect(bindingFor(key('j'), 'case', true)).toBeUndefined();
    expect(bindingFor(key('?'), 'everywhere', true)).toBe('help');
  });

  it('are letters while somebody types', () => {
    const field = document.createElement('textarea');
    expect(bindingFor(key('f', { target: field }), 'case', true)).toBeUndefined();
    expect(bindingFor(key('Escape', { target: field }), 'case', true)).toBeUndefined();
    expect(bindingFor(key('Enter', { target: field, ctrlKey: true }), 'case', true)).toBe('send');
    expect(bindingFor(key('a', { target: field, ctrlKey: true }), 'queue', true)).toBeUndefined();
  });

  it('without Alt or Ctrl can be switched off', () => {
    expect(bindingFor(key('f'), 'case', false)).toBeUndefined();
    expect(bindingFor(key('ArrowDown'), 'queue', false)).toBe('down');
    expect(bindingFor(key('å', { altKey: true, code: 'KeyQ' }), 'queue', false)).toBe('goQueue');
  });
});
