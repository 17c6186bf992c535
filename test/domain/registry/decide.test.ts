/** 台账 entries: what may be registered, changed, confirmed, retired; any sequence of decisions leaves a sound entry. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../src/domain/decision.ts';
import type { Registry } from '../../../src/domain/pack/schema.ts';
import {
  decideConfirm,
  decideEdit,
  decideRegister,
  decideRestore,
  decideRetire,
  decideSecrecy,
  mistakeOf,
  similarEntries,
} from '../../../src/domain/registry/decide.ts';
import { type Entry, type EntryFact, evolveEntry } from '../../../src/domain/registry/entry.ts';
import { freshUntil, isStale, keyOf, titleOfValues, topicOf } from '../../../src/domain/registry/fields.ts';
import { packOf, readText, sanming } from '../pack/sanming.ts';

const PACK = sanming();
const NOON = Date.UTC(2026, 10, 22, 4);
const registry = (id: string): Registry => {
  const found = PACK.registries.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const FIRMS = registry('SM-G3');
const ASSETS = registry('SM-G5');
const PLANT = { kind: '闲置厂房', name: '3号厂房', park: '高砂园' };

const registeredAs = (rule: Registry, values: Entry['values'], id = 'TZ-202611-0001'): Entry => {
  const decided = decideRegister(rule, id, { owner: 'yongan', values, sealed: {} }, []);
  if (isRefusal(decided)) throw new Error(decided.because);
  return evolved(null, decided.facts);
};
const evolved = (entry: Entry | null, facts: readonly EntryFact[], at = NOON): Entry => {
  const after = facts.reduce<Entry | null>((state, fact) => evolveEntry(state, fact, at, 'p_anna'), entry);
  if (after === null) throw new Error('no facts');
  return after;
};

describe('登记', () => {
  test('names every field that is missing, with the clause (SM 三(二)7)', () => {
    const decided = decideRegister(
      ASSETS,
      'TZ-1',
      { owner: null, values: { kind: '闲置厂房' }, sealed: {} },
      [],
    );
    expect(decided).toMatchObject({
      because: expect.stringContaining('名称、所在园区'),
      clause: 'SM 三(二)7',
    });
  });

  test.each([
    [{ ...PLANT, area: '-1' }, '不小于0'],
    [{ ...PLANT, area: '1e9' }, '不小于0'],
    [{ ...PLANT, kind: '别墅' }, '应为其一'],
    [{ ...PLANT, name: '' }, '不能为空'],
    [{ ...PLANT, name: '长'.repeat(501) }, '最多'],
    [{ ...PLANT, colour: '红' }, '没有字段'],
  ])('refuses %j', (values, why) => {
    const decided = decideRegister(ASSETS, 'TZ-1', { owner: null, values, sealed: {} }, []);
    expect(decided).toMatchObject({ refused: true, because: expect.stringContaining(why) });
  });

  test('the same key twice is refused with the number that is there; a retired one is no hindrance', () => {
    const first = registeredAs(ASSETS, PLANT);
    const draft = { owner: null, values: { ...PLANT, area: '9' }, sealed: {} };
    expect(decideRegister(ASSETS, 'TZ-2', draft, [first])).toMatchObject({
      because: expect.stringContaining('TZ-202611-0001'),
    });
    const gone = evolved(first, [{ type: 'entry.retired', reason: '拆除' }]);
    expect(isRefusal(decideRegister(ASSETS, 'TZ-2', draft, [gone]))).toBe(false);
  });

  test('a personal value is never taken into the open ones', () => {
    const rule = registry('SM-G8');
    const values = { kind: '招商顾问', name: '闽台促进会', contact: '13800138000' };
    expect(decideRegister(rule, 'TZ-1', { owner: null, values, sealed: {} }, [])).toMatchObject({
      because: expect.stringContaining('个人信息'),
    });
  });

  test('firms are one by their core names, and only asked about when they are alike', () => {
    const key = (enterprise: string) => keyOf(FIRMS, { enterprise }, {});
    expect(key('福建汇川技术有限公司')).toBe(key('汇川技术股份有限公司（福建）'));
    expect(key('汇川技术有限公司')).not.toBe(key('汇明技术有限公司'));
    const near = registeredAs(FIRMS, {
      enterprise: '宁德时代新能源科技股份有限公司',
      class: '其他',
      owner: 'yongan',
    });
    const alike = (enterprise: string) => similarEntries(FIRMS, { enterprise }, [near]).length;
    expect([alike('宁德时代（上海）智能科技有限公司'), alike('比亚迪股份有限公司')]).toEqual([1, 0]);
  });
});

describe('a kept entry', () => {
  test('is fresh until its days are over, and confirming makes it fresh again once a day', () => {
    const entry = registeredAs(ASSETS, PLANT);
    expect(freshUntil(ASSETS, entry)).toBe('2027-02-20');
    expect([isStale(ASSETS, entry, '2027-02-20'), isStale(ASSETS, entry, '2027-02-21')]).toEqual([
      false,
      true,
    ]);
    const decided = decideConfirm(entry, '2027-02-21');
    if (isRefusal(decided)) throw new Error(decided.because);
    const again = evolved(entry, decided.facts, Date.UTC(2027, 1, 21, 4));
    expect(isStale(ASSETS, again, '2027-02-21')).toBe(false);
    expect(decideConfirm(again, '2027-02-21')).toMatchObject({ refused: true });
    expect(freshUntil(registry('SM-G13'), entry)).toBeNull();
  });

  test('changes only in what is named; the same again is no change', () => {
    const entry = registeredAs(ASSETS, { ...PLANT, area: '5000', height: '9' });
    const patch = { owner: entry.owner, values: { area: '6000', height: null, name: '3号厂房' }, sealed: {} };
    const decided = decideEdit(ASSETS, entry, patch, []);
    if (isRefusal(decided)) throw new Error(decided.because);
    expect(decided.facts).toMatchObject([{ values: { area: '6000', height: null } }]);
    const after = evolved(entry, decided.facts);
    expect(after.values).toEqual({ ...PLANT, area: '6000' });
    expect(decideEdit(ASSETS, after, patch, [])).toMatchObject({
      because: expect.stringContaining('没有变化'),
    });
    expect(decideEdit(ASSETS, after, { ...patch, values: { name: null } }, [])).toMatchObject({
      because: expect.stringContaining('还缺：名称'),
    });
  });

  test('may not become the same as another by a change or by coming back', () => {
    const other = registeredAs(ASSETS, { ...PLANT, name: '4号厂房' }, 'TZ-202611-0002');
    const entry = registeredAs(ASSETS, PLANT);
    const patch = { owner: entry.owner, values: { name: '4号厂房' }, sealed: {} };
    expect(decideEdit(ASSETS, entry, patch, [other])).toMatchObject({
      because: expect.stringContaining('TZ-202611-0002'),
    });
    const gone = evolved(entry, [{ type: 'entry.retired', reason: '停' }]);
    expect(isRefusal(decideRestore(ASSETS, gone, [{ ...entry, id: 'TZ-9' }]))).toBe(true);
    expect(isRefusal(decideRestore(ASSETS, gone, []))).toBe(false);
  });

  test('any decisions in any order leave an entry whose version counts its facts and whose values fit', () => {
    const act = fc.oneof(
      fc.record({
        do: fc.constant('edit' as const),
        area: fc.option(fc.constantFrom('1', '2.5', '-3', 'x', ''), { nil: null }),
      }),
      fc.record({ do: fc.constant('retire' as const), reason: fc.string({ maxLength: 300 }) }),
      fc.record({
        do: fc.constantFrom('confirm' as const, 'restore' as const, 'hide' as const, 'show' as const),
      }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
        let entry = registeredAs(ASSETS, PLANT);
        let count = 1;
        acts.forEach((one, day) => {
          const at = NOON + day * 86_400_000;
          const decided =
            one.do === 'edit'
              ? decideEdit(ASSETS, entry, { owner: entry.owner, values: { area: one.area }, sealed: {} }, [])
              : one.do === 'retire'
                ? decideRetire(entry, one.reason)
                : one.do === 'confirm'
                  ? decideConfirm(entry, '2030-01-01')
                  : one.do === 'restore'
                    ? decideRestore(ASSETS, entry, [])
                    : decideSecrecy(entry, one.do === 'hide');
          if (isRefusal(decided)) {
            expect(decided.because).not.toBe('');
            return;
          }
          entry = evolved(entry, decided.facts, at);
          count += decided.facts.length;
        });
        expect(entry.version).toBe(count);
        for (const [id, value] of Object.entries(entry.values)) {
          const field = ASSETS.fields.find((one) => one.id === id);
          expect(field === undefined ? id : mistakeOf(field, value)).toBeNull();
        }
      }),
    );
  });
});

test.each(['rongcheng', 'liaocheng', 'langfang', 'qingdao', 'sanming'])(
  'every topic is answered by a registry of %s, and every registry has a name or is personal',
  (city) => {
    const pack = packOf(readText(`schemes/${city}/pack.yaml`));
    const topics = new Set(pack.registries.map((one) => topicOf(one)));
    expect([...topics]).toEqual(expect.arrayContaining(['asset', 'enterprise', 'policy', 'chain']));
    for (const rule of pack.registries) {
      const values = Object.fromEntries(
        rule.fields.filter((field) => !field.personal).map((field) => [field.id, field.options?.[0] ?? '某']),
      );
      expect(titleOfValues(rule, values), rule.id).not.toBeNull();
    }
  },
);
