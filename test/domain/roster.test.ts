/** The roster's questions: who is below whom, who is found, who is active. */
import { describe, expect, test } from 'vitest';
import { Roster, type Unit } from '../../src/domain/roster.ts';

const unit = (id: string, parent: string | null, more: Partial<Unit> = {}): Unit => ({
  id,
  name: `名${id}`,
  aliases: [],
  kind: 'town',
  parent,
  tags: {},
  activeFrom: null,
  activeTo: null,
  ...more,
});
const rosterOf = (...units: readonly Unit[]) => new Roster({ units, people: [], posts: [], chats: [] });

describe('units', () => {
  test('a unit is within itself and everything above it, never within what is beside or below', () => {
    const roster = rosterOf(
      unit('city', null, { kind: 'city' }),
      unit('a', 'city'),
      unit('aa', 'a'),
      unit('b', 'city'),
    );
    expect(['aa', 'a', 'city', 'b'].map((at) => roster.isWithin('aa', at))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(roster.isWithin('a', 'aa')).toBe(false);
    expect(roster.isWithin('unknown', 'city')).toBe(false);
  });

  test('a loop in the data ends the walk', () => {
    const roster = rosterOf(unit('a', 'b'), unit('b', 'a'));
    expect(roster.isWithin('a', 'city')).toBe(false);
    expect(roster.isWithin('a', 'b')).toBe(true);
  });

  test('names: by whole name or alias; an unknown id prints itself, none prints 全市', () => {
    const roster = rosterOf(unit('yongan', null, { name: '永安市', aliases: ['永安'] }));
    expect(roster.unitsNamed(' 永安 ').map((one) => one.id)).toEqual(['yongan']);
    expect(roster.unitsNamed('永')).toEqual([]);
    expect([roster.unitName('yongan'), roster.unitName('gone'), roster.unitName(null)]).toEqual([
      '永安市',
      'gone',
      '全市',
    ]);
    expect(roster.personName('gone')).toContain('不在名册');
  });

  test('active on a day includes its first and last day', () => {
    const roster = rosterOf(
      unit('a', null, { activeFrom: '2026-01-01', activeTo: '2026-06-30' }),
      unit('b', null),
    );
    const active = (day: string) => roster.activeOn(day).map((one) => one.id);
    expect(active('2025-12-31')).toEqual(['b']);
    expect(active('2026-01-01')).toEqual(['a', 'b']);
    expect(active('2026-06-30')).toEqual(['a', 'b']);
    expect(active('2026-07-01')).toEqual(['b']);
  });
});
