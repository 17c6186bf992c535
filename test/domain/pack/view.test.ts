// What other parts ask the Sanming pack.
import { describe, expect, test } from 'vitest';
import {
  bulletinDay,
  channelWords,
  gatesBefore,
  industryWords,
  isKeyProject,
  laterStages,
  measureLabel,
  monthlyMeasures,
  projectStage,
  rankingClassOf,
  reportWindow,
  stageLabel,
} from '../../../src/domain/pack/view.ts';
import type { FilterRecord } from '../../../src/domain/rule/filter.ts';
import { sanming } from './sanming.ts';

const pack = sanming();

function project(amountYi: string, extra: Partial<FilterRecord> = {}): FilterRecord {
  return { tags: [], flags: [], money: { total_investment: { amount: amountYi, unit: '亿元' } }, ...extra };
}

describe('Sanming', () => {
  test('labels stages and measures in the city’s words', () => {
    expect(stageLabel(pack, 'signed')).toBe('签约');
    expect(stageLabel(pack, 'moved_out')).toBe('迁出');
    expect(stageLabel(pack, 'nowhere')).toBe('nowhere');
    expect(measureLabel(pack, 'funds_in_place')).toBe('到位资金');
    expect(laterStages(pack, 'signed').map((stage) => stage.id)).toEqual([
      'registered',
      'started',
      'operating',
    ]);
    expect(projectStage(pack)?.id).toBe('signed');
    expect(monthlyMeasures(pack).map((measure) => measure.label)).toEqual([
      '到位资金',
      '固定资产投资',
      '实际使用外资',
      '企业产值',
      '利税',
      '地方级税收',
    ]);
  });

  test('knows the words people type, the longest first', () => {
    const words = industryWords(pack);
    expect(words.find((entry) => entry.word === '石墨烯')?.id).toBe('new_materials');
    expect(words.findIndex((entry) => entry.word === '生物医药')).toBeLessThan(
      words.findIndex((entry) => entry.word === '生物'),
    );
    expect(channelWords(pack).find((entry) => entry.word === '商会')?.id).toBe('chamber');
  });

  test('a month is due on the 5th and its 战报 comes on the 8th of the next (SM-I13)', () => {
    expect(reportWindow(pack, '2026-11')).toEqual({
      openOn: '2026-12-01',
      dueOn: '2026-12-05',
      graceUntilOn: '2026-12-05',
    });
    expect(reportWindow(pack, '2026-12')?.dueOn).toBe('2027-01-05');
    expect(bulletinDay(pack, '2026-11')).toBe('2026-12-08');
  });

  test('counties and zones are ranked together, departments apart, a unit’s own tag wins (SM-I2)', () => {
    expect(rankingClassOf(pack, { kind: 'district_county', tags: {} })).toBe('县(市、区)和园区');
    expect(rankingClassOf(pack, { kind: 'function_zone', tags: {} })).toBe('县(市、区)和园区');
    expect(rankingClassOf(pack, { kind: 'city_dept', tags: {} })).toBe('市直部门');
    expect(rankingClassOf(pack, { kind: 'city_dept', tags: { ranking_class: '县(市、区)和园区' } })).toBe(
      '县(市、区)和园区',
    );
    expect(rankingClassOf(pack, { kind: 'enterprise', tags: {} })).toBeNull();
  });

  test('AE-SM-5: key projects are told from others (SM 三(一)2)', () => {
    const provincial = { flags: ['省招商引资重点项目'] };
    expect(isKeyProject(pack, project('12', { tags: ['房地产'] }))).toMatchObject({ answer: 'no' });
    expect(isKeyProject(pack, project('10.0'))).toMatchObject({ answer: 'yes', classId: 'a' });
    expect(isKeyProject(pack, project('6', provincial))).toMatchObject({
      answer: 'yes',
      classId: 'b',
      warnings: [],
    });
    expect(isKeyProject(pack, project('3', { flags: ['county_key'] }))).toMatchObject({
      answer: 'yes',
      classId: 'c',
    });
    expect(isKeyProject(pack, project('9.9'))).toMatchObject({ answer: 'no' });
    expect(isKeyProject(pack, project('4', provincial))).toMatchObject({
      answer: 'yes',
      classId: 'b',
      warnings: ['省重点应不低于5亿元'],
    });
  });

  test('a project with fields missing is neither key nor not, and says which', () => {
    expect(isKeyProject(pack, { tags: [], flags: [] })).toMatchObject({
      answer: 'unknown',
      missing: ['total_investment'],
    });
    expect(isKeyProject(pack, project('12', { tags: undefined }))).toMatchObject({
      answer: 'unknown',
      missing: ['tags'],
    });
    expect(isKeyProject(pack, project('1', { tags: undefined }))).toMatchObject({ answer: 'no' });
  });

  test('AE-SM-16: a key project needs 前期评价 before 签约, another does not (SM 三(四)19)', () => {
    expect(gatesBefore(pack, 'signed', project('10'))).toMatchObject([
      {
        reviewId: 'pre_evaluation',
        reviewLabel: '前期评价',
        applies: 'yes',
        clause: 'SM 三(四)19',
        isDefault: true,
      },
    ]);
    expect(gatesBefore(pack, 'signed', project('9.9'))).toEqual([]);
    expect(gatesBefore(pack, 'started', project('10'))).toEqual([]);
    expect(gatesBefore(pack, 'signed', { tags: [], flags: [] })).toMatchObject([
      { applies: 'unknown', missing: ['total_investment'] },
    ]);
  });
});
