/** The roster file (design §5): read whole, every mistake named with its place, or taken as it is. */
import { describe, expect, test } from 'vitest';
import { readRoster } from '../src/roster-file.ts';

const mistakesOf = (file: unknown, known: readonly string[] = []): readonly string[] => {
  const read = readRoster(typeof file === 'string' ? file : JSON.stringify(file), new Set(known));
  return read.ok ? [] : read.mistakes;
};
const city = { id: 'city', name: '三明市', kind: 'city' };

describe('what is taken', () => {
  test('defaults: lists empty, dates and parents none; a byte order mark is no mistake', () => {
    const read = readRoster(
      `\uFEFF${JSON.stringify({ units: [city], people: [{ openId: 'ou_a', name: '甲' }] })}`,
      new Set(),
    );
    expect(read).toMatchObject({
      ok: true,
      roster: {
        units: [{ id: 'city', parent: null, aliases: [], tags: {}, activeFrom: null, activeTo: null }],
        people: [{ openId: 'ou_a', mobile: null, unit: null, units: [], roles: [] }],
        posts: [],
        chats: [],
        memberships: [],
      },
    });
  });

  test.each(['+86 138 0013 8000', '138-0013-8000', '13800138000', '+8613800138000'])(
    'the number %s is one',
    (mobile) => {
      const read = readRoster(JSON.stringify({ people: [{ name: '甲', mobile }] }), new Set());
      expect(read.ok && read.roster.people[0]?.mobile).toBe('13800138000');
    },
  );

  test('units the database already has may be referred to', () => {
    const file = { people: [{ openId: 'ou_a', name: '甲', unit: 'city' }] };
    expect(mistakesOf(file, ['city'])).toEqual([]);
    expect(mistakesOf(file)).toHaveLength(1);
  });
});

describe('what is refused', () => {
  test.each(['', '{', '[]', 'null', '"x"', '{"units":{}}', '{"units":[null]}'])('%s', (text) => {
    expect(mistakesOf(text).length).toBeGreaterThan(0);
  });

  test('wrong rows and rows that do not fit together are named in one go', () => {
    const mistakes = mistakesOf({
      units: [
        city,
        { id: 'yongan', name: '', kind: 'town', parent: 'gone' },
        { id: 'a', name: '甲', kind: 'x', parent: 'lost' },
      ],
      people: [
        { name: '无号', unit: 'city', roles: ['reporter'] },
        { openId: 'ou_b', name: '乙', roles: ['king'] },
        { openId: 'ou_c', name: '丙', unit: 'nowhere', mobile: '123' },
        { openId: 'ou_d', name: '丁', unit: 'missing' },
        { openId: 'ou_d', name: '戊', unit: 'yongan' },
      ],
      chats: [{ chatId: 'bad', unit: null }],
    });
    const named = [
      '单位第 2 行 name',
      '人员第 1 行',
      '人员第 2 行 roles.0',
      '人员第 3 行 mobile',
      '群第 1 行 chatId',
      'lost',
      'missing',
      'ou_d',
    ];
    for (const part of named) expect(mistakes.filter((line) => line.includes(part))).toHaveLength(1);
    // A unit with a mistake in its row still is a unit: 戊's is not said to be missing.
    expect(mistakes.filter((line) => line.includes('「yongan」'))).toEqual([]);
    expect(mistakes).toHaveLength(named.length);
  });

  test('doubles and loops', () => {
    const mistakes = mistakesOf({
      units: [
        { id: 'a', name: '甲', kind: 'x', parent: 'b' },
        { id: 'b', name: '乙', kind: 'x', parent: 'a' },
        { id: 'b', name: '乙', kind: 'x', parent: 'a' },
      ],
      posts: [
        { id: 'p', unit: 'a', title: '书记', rank: 'x' },
        { id: 'p', unit: 'zz', title: '县长', rank: 'x' },
      ],
      people: [
        { name: '甲', mobile: '13800138000' },
        { name: '乙', mobile: '+86 13800138000' },
      ],
      chats: [
        { chatId: 'oc_1', unit: 'a' },
        { chatId: 'oc_1', unit: 'a' },
      ],
      memberships: [{ group: 'no', unit: 'a' }],
    });
    for (const part of [
      '「b」重复',
      '「p」重复',
      '尾号 8000 重复',
      '「oc_1」重复',
      '成环',
      '「zz」',
      '「no」',
    ])
      expect(mistakes.some((line) => line.includes(part))).toBe(true);
    expect(mistakes.join()).not.toContain('13800138000');
  });

  test.each([{ openId: 'ou_../../x' }, { openId: 'oc_a' }, { openId: `ou_${'x'.repeat(65)}` }])(
    'the id %j',
    (ids) => {
      expect(mistakesOf({ people: [{ name: '甲', ...ids }] })).toHaveLength(1);
    },
  );
});
