// The verbs no shipped pack needs yet, and the measures' finer points, on a pack with a target of its own (domain.md P6).
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Pack } from '../../src/domain/pack/schema.ts';
import { packOf, readText } from '../domain/pack/sanming.ts';
import { paid, project, run, runPack, target, times, unit, yi } from './kit.ts';

const END = '2021-12-31';

/** 三明's pack with one more target X. */
function packWith(measure: object, more: object = {}): Pack {
  const raw = parse(readText('schemes/sanming/pack.yaml'));
  const own = {
    id: 'X',
    label: '试验',
    period: 'year',
    bind: 'city',
    measure,
    cmp: '>=',
    value: 10,
    unit: '个',
    strength: 'must',
    clause: 'SM 二',
    origin: 'stated',
    ...more,
  };
  return packOf(stringify({ ...raw, targets: [...raw.targets, own] }, { aliasDuplicateObjects: false }));
}

const money = { unit: '万元' };
const counties = ['甲', '乙', '丙'].map((id) => unit(id, 'district_county'));
const funds = {
  units: counties,
  projects: ['甲', '乙', '丙'].map((id) => project(`p${id}`, id, {})),
  progress: [paid('p甲', '2021-09', 100), paid('p甲', '2021-11', 400), paid('p乙', '2021-10', 80)],
};

describe('mean and max (P6)', () => {
  test('over the months of the period: what was reported, the rest passed over and lowering the coverage', () => {
    const mean = target(runPack(packWith({ mean: { sum: 'funds_in_place' } }, money), END, funds), 'X');
    // September 100, October 80, November 300: 480 over three months; nine months nobody reported.
    expect([mean.actual, mean.coverage.reported]).toEqual(['160', 3]);
    const max = target(runPack(packWith({ max: { sum: 'funds_in_place' } }, money), END, funds), 'X');
    expect(max.actual).toBe('300');
  });
  test('each subject by itself', () => {
    const each = { ...money, bind: { each: { kind: 'district_county' } } };
    const outcome = runPack(packWith({ max: { sum: 'funds_in_place' } }, each), END, funds);
    expect(['甲', '乙', '丙'].map((id) => target(outcome, 'X', id).actual)).toEqual(['300', '80', null]);
    expect(target(outcome, 'X', '丙').na).toBe('no_data');
  });
  test('over the units a condition names: 400 and 80 are 240 a county; the silent one is not a 0', () => {
    const where = { kind: 'district_county' };
    const mean = runPack(packWith({ mean: { sum: 'funds_in_place' }, where }, money), END, funds);
    expect(target(mean, 'X').actual).toBe('240');
    const max = runPack(packWith({ max: { sum: 'funds_in_place' }, where }, money), END, funds);
    expect(target(max, 'X').actual).toBe('400');
  });
  test('in the unit of the target, and NA where there is nothing to take it of', () => {
    const inYi = packWith({ max: { sum: 'funds_in_place' } }, { unit: '亿元' });
    expect(target(runPack(inYi, END, funds), 'X').actual).toBe('0.03');
    expect(target(runPack(inYi, END, { ...funds, progress: [] }), 'X')).toMatchObject({
      actual: null,
      rate: null,
    });
  });
});

describe('count: enterprise, and distinct (P6)', () => {
  const projects = [
    project('p1', '甲', { signed: '2021-09-01' }, { enterprise: '甲公司' }),
    project('p2', '乙', { signed: '2021-10-01' }, { enterprise: '甲公司 ' }),
    project('p3', '乙', { signed: '2021-10-01' }, { enterprise: '乙公司' }),
    project('p4', '乙', { signed: '2020-10-01' }, { enterprise: '丙公司' }),
    project('p5', '乙', { signed: '2021-10-01' }),
  ];
  test('of projects that reached a stage: two in the city, one and two in the counties', () => {
    const measure = { count: 'enterprise', at: 'signed' };
    const facts = { units: counties, projects };
    expect(target(runPack(packWith(measure), END, facts), 'X').actual).toBe('2');
    const each = runPack(packWith(measure, { bind: { each: { kind: 'district_county' } } }), END, facts);
    expect(['甲', '乙', '丙'].map((id) => target(each, 'X', id).actual)).toEqual(['1', '2', '0']);
  });
  test('of activities otherwise: LC 100 + 100 − 10 + 12 − 2 = 200 different ones in the city', () => {
    const visits = (who: string, from: number, count: number) =>
      times(count, (i) => ({
        kind: 'visit',
        date: '2021-09-01',
        units: [who],
        enterprises: [`e${from + i}`],
      }));
    const activities = [
      ...visits('甲', 0, 100),
      ...visits('乙', 90, 100),
      ...visits('丙', 98, 2),
      ...visits('丙', 500, 10),
      ...visits('甲', 0, 7),
    ];
    const measure = { count: 'enterprise', where: { kind: 'visit' } };
    const facts = { units: counties, activities };
    expect(target(runPack(packWith(measure), END, facts), 'X').actual).toBe('200');
    const each = runPack(packWith(measure, { bind: { each: { kind: 'district_county' } } }), END, facts);
    expect(['甲', '乙', '丙'].map((id) => target(each, 'X', id).actual)).toEqual(['100', '100', '12']);
  });
  test('distinct of a field of projects: how many channels brought something', () => {
    const facts = {
      units: counties,
      projects: [
        project('a', '甲', { signed: '2021-09-01' }, { sourceChannel: '商会' }),
        project('b', '乙', { signed: '2021-09-02' }, { sourceChannel: '商会' }),
      ],
    };
    const outcome = runPack(
      packWith({ distinct: 'source_channel', of: 'project', at: 'signed' }),
      END,
      facts,
    );
    // A project's channels are its own and the kind of its unit.
    expect(target(outcome, 'X').actual).toBe('2');
  });
});

describe('units of money (P2)', () => {
  test('a threshold in 亿元 over a measure in 万元 is converted: 10,000万 reach 1亿元, 9,999 do not', () => {
    const measure = {
      countUnits: {
        where: { kind: 'district_county' },
        measure: { sum: 'funds_in_place' },
        cmp: '>=',
        value: 1,
        unit: '亿元',
      },
    };
    const progress = [paid('p甲', '2021-09', 10000), paid('p乙', '2021-09', 9999)];
    expect(target(runPack(packWith(measure), END, { ...funds, progress }), 'X').actual).toBe('1');
  });
  test('a unit’s own numbers take part in a condition on the kind of unit (LF 一(二) 开发区占比)', () => {
    const row = (subject: string, cumulative: number) => ({
      subject,
      measure: 'fdi_actual',
      month: '2019-12',
      cumulative,
    });
    const outcome = run('langfang', '2019-12-31', {
      units: [unit('区', 'function_zone'), unit('县', 'district_county')],
      progress: [row('区', 750), row('县', 250)],
    });
    expect(target(outcome, 'LF-B3')).toMatchObject({ actual: '0.75', met: true });
  });
});

describe('固定名单 of another size than the text says (trap 10)', () => {
  const members = (count: number) => times(count, (i) => project(`m${i}`, null, {}));
  const list = (count: number) => ({
    projects: members(count),
    cohorts: { 'QD-C79': members(count).map((one) => one.id) },
  });
  test('QD 一(三)(1)三: 71 of the 79 listed: the row says so, the target stays 79', () => {
    const row = target(run('qingdao', END, list(71)), 'QD-B9');
    expect(row.target).toBe('79');
    expect(row.flags).toContain('名单「已落地未到账的79个外资项目」应有79个，实列71个');
  });
  test('79 of 79: nothing to say; a list the text gives no size of is never questioned', () => {
    const outcome = run('qingdao', END, list(79));
    expect(target(outcome, 'QD-B9').flags.join()).not.toContain('名单');
    expect(target(outcome, 'QD-B5').flags.join()).not.toContain('名单');
  });
  test('AE-QD-6 (QD 一(三)(1)三): a cancelled member stays in the 79, and is noted', () => {
    const { projects, cohorts } = list(79);
    const paidIn = times(71, (i) => ({
      project: `m${i}`,
      measure: 'fdi_actual',
      month: '2021-11',
      cumulative: 5,
    }));
    const left = cohorts['QD-C79'].map((id) => (id === 'm78' ? { project: id, exit: '注销' } : id));
    const facts = { projects, cohorts: { 'QD-C79': left }, progress: paidIn };
    const row = target(run('qingdao', END, facts), 'QD-B9');
    expect([row.actual, row.target, Number(row.rate).toFixed(3)]).toEqual(['71', '79', '0.899']);
    expect(row.flags).toContain('名单「已落地未到账的79个外资项目」有1个已退出仍计入');
  });
  test('a member named by its project and by the list is one member', () => {
    const projects = times(30, (i) =>
      project(`m${i}`, null, {}, { cohorts: ['QD-C30'], totalInvestment: yi(1) }),
    );
    const outcome = run('qingdao', END, { projects, cohorts: { 'QD-C30': projects.map((one) => one.id) } });
    expect(target(outcome, 'QD-B7').flags.join()).not.toContain('名单');
  });
});
