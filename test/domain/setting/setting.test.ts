// 设定: versions by effective day, withdrawal, reading of values and rows, and what the facts file's checks refuse.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../src/domain/decision.ts';
import { decideSetting, settingFromRow, type TargetCells } from '../../../src/domain/setting/row.ts';
import {
  decideSet,
  decideWithdrawal,
  evolveSetting,
  type Setting,
  type SettingWish,
  versionOn,
} from '../../../src/domain/setting/setting.ts';
import { readValue, sayValue } from '../../../src/domain/setting/words.ts';
import { sanming } from '../pack/sanming.ts';

const wish = (amount: string, from: string): SettingWish => ({
  kind: 'target',
  item: 'SM-T-funds',
  subject: 'datian',
  part: null,
  scope: null,
  amounts: [amount],
  unit: '亿元',
  members: [],
  from,
  note: null,
});
const UNITS = [
  { id: 'city', kind: 'city', name: '三明市' },
  { id: 'datian', kind: 'district_county', name: '大田县' },
  { id: 'shangjing', kind: 'town', name: '上京镇' },
].map((one) => ({ ...one, aliases: [], parent: null, tags: {}, activeFrom: null, activeTo: null }));
const scene = () => ({ pack: sanming(), units: UNITS, posts: [], projects: new Set<string>() });

function made(setting: Setting | null, wanted: SettingWish): Setting {
  const decided = decideSet(setting, wanted);
  if (isRefusal(decided)) return setting ?? expect.fail(decided.because);
  return decided.facts.reduce<Setting | null>(
    (state, fact) => evolveSetting(state, fact, 0, 'a'),
    setting,
  ) as Setting;
}

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-0${1 + (n % 9)}-${String(n).padStart(2, '0')}`);
const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }).map(String), day), {
  minLength: 1,
  maxLength: 12,
});

describe('versions (domain.md P7)', () => {
  test('the value on a day is the last effective one, of one day the last entered', () => {
    fc.assert(
      fc.property(steps, day, (all, on) => {
        const setting = all.reduce<Setting | null>(
          (state, [amount, from]) => made(state, wish(amount, from)),
          null,
        );
        const kept = setting?.versions ?? [];
        let best: (typeof kept)[number] | null = null;
        for (const one of kept) if (one.from <= on && (best === null || one.from >= best.from)) best = one;
        expect(versionOn({ versions: kept }, on)?.no ?? null).toBe(best?.no ?? null);
      }),
    );
  });

  test('withdrawing the version just set restores what held before, on every day, and keeps it in the history', () => {
    fc.assert(
      fc.property(steps, fc.tuple(fc.constant('77'), day), day, (all, [amount, from], on) => {
        const before = all.reduce<Setting | null>(
          (state, [a, f]) => made(state, wish(a, f)),
          null,
        ) as Setting;
        const set = made(before, wish(amount, from));
        const decided = decideWithdrawal(set, set.versions.length, '录错');
        if (isRefusal(decided)) expect.fail(decided.because);
        const back = decided.facts.reduce<Setting>((state, fact) => evolveSetting(state, fact, 1, 'b'), set);
        expect(versionOn(back, on)?.no).toBe(versionOn(before, on)?.no);
        expect(back.versions).toHaveLength(set.versions.length);
        expect(decideWithdrawal(back, set.versions.length, '再撤')).toMatchObject({ refused: true });
      }),
    );
  });

  test('what already holds is not set again, and a withdrawal needs its reason', () => {
    const setting = made(null, wish('12', '2026-01-01'));
    expect(decideSet(setting, wish('12', '2026-07-01'))).toMatchObject({ refused: true });
    expect(decideWithdrawal(setting, 1, ' ')).toMatchObject({ refused: true });
    expect(decideWithdrawal(setting, 9, '没有')).toMatchObject({ refused: true });
  });
});

describe('what may be set', () => {
  test('a unit the target does not bind, a target that is not there and an impossible day are refused', () => {
    expect(decideSetting(null, wish('12', '2026-01-01'), scene())).not.toMatchObject({ refused: true });
    expect(decideSetting(null, { ...wish('1', '2026-01-01'), subject: 'shangjing' }, scene())).toMatchObject({
      because: expect.stringContaining('不约束'),
    });
    expect(decideSetting(null, { ...wish('1', '2026-01-01'), item: 'SM-B99' }, scene())).toMatchObject({
      refused: true,
    });
    expect(decideSetting(null, wish('1', '2026-02-30'), scene())).toMatchObject({ refused: true });
    expect(decideSetting(null, { ...wish('1', '2026-01-01'), unit: '个' }, scene())).toMatchObject({
      refused: true,
    });
  });

  test('values are read exactly, with the unit as typed', () => {
    expect(readValue('12亿', '万元')).toMatchObject({ amounts: ['12'], unit: '亿元' });
    expect(readValue('1,200', '万美元')).toMatchObject({ amounts: ['1200'], unit: '万美元' });
    expect(readValue('95%', '%')).toMatchObject({ amounts: ['0.95'], unit: '%' });
    expect(readValue('1-2次', '次')).toMatchObject({ amounts: ['1', '2'], unit: '次' });
    for (const [typed, unit] of [
      ['95', '%'],
      ['12公斤', '万元'],
      ['-3', '个'],
      ['3个', '次'],
      ['', '个'],
    ] as const)
      expect(readValue(typed, unit)).toMatchObject({ refused: true });
    expect(sayValue({ amounts: ['0.95'], unit: '%', members: [] })).toBe('95%');
  });

  test('a row of a workbook is the wish it states', () => {
    const cells: TargetCells = {
      目标编号: 'SM-T-funds',
      单位或岗位: '大田县',
      数值: '12',
      单位: '亿元',
      币种: '人民币',
      生效日期: '2026-07-01',
      说明: '明政文8号',
    };
    const reading = {
      pack: sanming(),
      subjectNamed: (words: string) => UNITS.find((one) => one.name === words)?.id ?? null,
      dayOf: (text: string) => (/^\d{4}-\d{2}-\d{2}$/u.test(text) ? text : null),
      today: '2026-11-10',
    };
    expect(settingFromRow(cells, reading)).toEqual({ ...wish('12', '2026-07-01'), note: '明政文8号' });
    expect(settingFromRow({ ...cells, 单位或岗位: '没有' }, reading)).toMatchObject({ refused: true });
    expect(settingFromRow({ ...cells, 数值: '很多' }, reading)).toMatchObject({ refused: true });
    expect(settingFromRow({ ...cells, 生效日期: '七月' }, reading)).toMatchObject({ refused: true });
  });
});
