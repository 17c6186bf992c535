/** The five sample cities. */
import type { YearPlan } from './plan.ts';

/** Replaces what must be there. */
function replaced(text: string, ...pairs: readonly (readonly [string | RegExp, string])[]): string {
  return pairs.reduce((before, [from, to]) => {
    const after = before.replace(from, to);
    if (after === before) throw new Error(`not in the plan: ${from}`);
    return after;
  }, text);
}

/** 三明 2026: from 2027 funds weigh 10 and 签约 40, and the month is due on the 6th. */
export const sanming: YearPlan = {
  id: 'sanming',
  year: 2026,
  units: [
    { id: 'city', name: '三明市', kind: 'city' },
    { id: 'a', name: '大田县', kind: 'district_county', parent: 'city' },
    { id: 'b', name: '宁化县', kind: 'district_county', parent: 'city' },
    { id: 'c', name: '明溪县', kind: 'district_county', parent: 'city' },
  ],
  three: ['a', 'b', 'c'],
  road: ['签约'],
  septemberAt: '08 14:00',
  monthlyWan: [1_000, 800, 500],
  targets: [
    '目标 大田县 2026 SM-T-funds 1.2亿',
    '目标 宁化县 2026 SM-T-funds 9600万',
    '目标 明溪县 2026 SM-T-funds 1.2亿',
    '目标 大田县 2026 SM-T-signed 2',
  ],
  raised: '目标 大田县 SM-T-funds 1.5亿 自2026-07-01',
  next: '目标 大田县 2027 SM-T-funds 2亿',
  newPlan: (text) =>
    replaced(
      text,
      ['target: SM-T-funds, weight: 30', 'target: SM-T-funds, weight: 10'],
      ['target: SM-T-signed, weight: 20', 'target: SM-T-signed, weight: 40'],
      [/(id: SM-E-month,.*?dueDay: )5/, '$16'],
    ),
};

/** 荣成 2026: from 2027 funds weigh 20 and 新引进 50. */
export const rongcheng: YearPlan = {
  id: 'rongcheng',
  year: 2026,
  units: [
    { id: 'city', name: '荣成市', kind: 'city' },
    { id: 'a', name: '经济开发区', kind: 'function_zone', parent: 'city' },
    { id: 'b', name: '成山镇', kind: 'town', parent: 'city' },
    { id: 'c', name: '崖头街道', kind: 'subdistrict', parent: 'city' },
    { id: 'd', name: '俚岛镇', kind: 'town', parent: 'city' },
  ],
  three: ['a', 'b', 'c'],
  road: ['联席会议评估', '签约'],
  septemberAt: '09 14:00',
  monthlyWan: [1_000, 800, 500],
  targets: [
    '目标 经济开发区 2026 RC-B13-funds 1.2亿',
    '目标 成山镇 2026 RC-B13-funds 9600万',
    '目标 崖头街道 2026 RC-B13-funds 1.2亿',
    '目标 成山镇 2026 RC-B13-new 2',
    '目标 俚岛镇 2026 RC-B13-funds 1000万',
  ],
  raised: '目标 经济开发区 RC-B13-funds 1.5亿 自2026-07-01',
  next: '目标 经济开发区 2027 RC-B13-funds 2亿',
  newPlan: (text) =>
    replaced(
      text,
      ['target: RC-B13-funds, weight: 40', 'target: RC-B13-funds, weight: 20'],
      ['target: RC-B13-new, weight: 30', 'target: RC-B13-new, weight: 50'],
    ),
};

/** 廊坊 2026: from 2027 foreign capital weighs 10 and new projects 40. */
export const langfang: YearPlan = {
  id: 'langfang',
  year: 2026,
  units: [
    { id: 'city', name: '廊坊市', kind: 'city' },
    { id: 'a', name: '三河市', kind: 'district_county', parent: 'city' },
    { id: 'b', name: '香河县', kind: 'district_county', parent: 'city' },
    { id: 'c', name: '廊坊开发区', kind: 'function_zone', parent: 'city' },
    { id: 'd', name: '市商务局', kind: 'city_dept', parent: 'city' },
  ],
  three: ['a', 'b', 'c'],
  people: [{ id: '商务填报', unit: 'd', roles: ['reporter'] }],
  road: ['签约'],
  septemberAt: '09 14:00',
  monthlyWan: [1_000, 800, 500],
  monthlyUsd: [100, 80, 50],
  targets: ['目标 三河市 2026 LF-FDI 1200', '目标 香河县 2026 LF-FDI 960', '目标 香河县 2026 LF-NEW 2'],
  raised: '目标 三河市 LF-FDI 1500 自2026-07-01',
  next: '目标 三河市 2027 LF-FDI 2000',
  filings: [
    { at: '2026-01-03 10:00', who: '甲填报', words: '季报 LF-E3 2025Q4' },
    { at: '2026-01-10 15:00', who: '乙填报', words: '季报 LF-E3 2025Q4' },
    { at: '2026-01-10 15:10', who: '商务填报', words: '季报 LF-E3 2025Q4' },
    { at: '2026-04-03 10:00', who: '甲填报', words: '季报 LF-E3 2026Q1' },
    { at: '2026-04-10 15:00', who: '乙填报', words: '季报 LF-E3 2026Q1' },
    { at: '2026-04-14 15:00', who: '商务填报', words: '季报 LF-E3 2026Q1' },
    { at: '2026-07-03 10:00', who: '甲填报', words: '季报 LF-E3 2026Q2' },
    { at: '2026-07-10 15:00', who: '乙填报', words: '季报 LF-E3 2026Q2' },
    { at: '2026-07-10 15:10', who: '商务填报', words: '季报 LF-E3 2026Q2' },
    { at: '2026-10-01 10:00', who: '甲填报', words: '季报 LF-E3 2026Q3' },
    { at: '2026-10-10 15:00', who: '乙填报', words: '季报 LF-E3 2026Q3' },
    { at: '2026-10-10 15:10', who: '商务填报', words: '季报 LF-E3 2026Q3' },
    { at: '2027-01-03 10:00', who: '甲填报', words: '季报 LF-E3 2026Q4' },
    { at: '2027-01-10 15:00', who: '乙填报', words: '季报 LF-E3 2026Q4' },
    { at: '2027-01-10 15:10', who: '商务填报', words: '季报 LF-E3 2026Q4' },
  ],
  newPlan: (text) =>
    replaced(
      text,
      ['target: LF-FDI, weight: 30', 'target: LF-FDI, weight: 10'],
      ['target: LF-NEW, weight: 20', 'target: LF-NEW, weight: 40'],
    ),
};

/** 聊城 2020, the plan's last year: nothing is scored; the plan is prolonged and its bulletin comes on the 12th. */
export const liaocheng: YearPlan = {
  id: 'liaocheng',
  year: 2020,
  units: [
    { id: 'city', name: '聊城市', kind: 'city' },
    { id: 'a', name: '东昌府区', kind: 'district_county', parent: 'city' },
    { id: 'b', name: '临清市', kind: 'district_county', parent: 'city' },
    { id: 'c', name: '经济技术开发区', kind: 'function_zone', parent: 'city' },
  ],
  three: ['a', 'b', 'c'],
  road: ['签约'],
  septemberAt: '09 14:00',
  monthlyWan: [1_000, 800, 500],
  targets: ['目标 东昌府区 2020 LC-B5 2'],
  raised: '目标 东昌府区 LC-B5 3 自2020-07-01',
  next: '目标 东昌府区 2021 LC-B5 4',
  newPlan: (text) =>
    replaced(
      text,
      ["periodTo: '2020-12-31'", "periodTo: '2023-12-31'"],
      [/(id: month_bulletin,.*?dueDay: )10/, '$112'],
    ),
};

/** 青岛 2021, the year the plan was issued in (8 May): nothing is scored. */
export const qingdao: YearPlan = {
  id: 'qingdao',
  year: 2021,
  units: [
    { id: 'city', name: '青岛市', kind: 'city' },
    { id: 'a', name: '上合示范区', kind: 'function_zone', parent: 'city' },
    { id: 'b', name: '平度市', kind: 'district_county', parent: 'city' },
    { id: 'c', name: '莱西市', kind: 'district_county', parent: 'city' },
  ],
  three: ['a', 'b', 'c'],
  road: ['评估', '签约'],
  septemberAt: '09 14:00',
  monthlyWan: [1_000, 800, 500],
  targets: ['目标 上合示范区 2021 QD-B4 6'],
  raised: '目标 上合示范区 QD-B4 8 自2021-07-01',
  next: '目标 上合示范区 2022 QD-B4 9',
  newPlan: (text) =>
    replaced(
      text,
      ["periodTo: '2021-12-31'", "periodTo: '2023-12-31'"],
      [/(id: month_bulletin,.*?dueDay: )10/, '$112'],
    ),
};
