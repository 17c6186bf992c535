/** 外部数据 as a table: what others publish, such as the tax office, with source and day; judged by `domain/setting/figure.ts`. */
import { isOffice } from '../domain/access.ts';
import { isRefusal } from '../domain/decision.ts';
import { currentNumber } from '../domain/lead/lead.ts';
import type { Pack } from '../domain/pack/schema.ts';
import type { Roster } from '../domain/roster.ts';
import {
  decideFigure,
  indicatorNamed,
  indicatorsOf,
  readFigureValue,
  readPeriod,
} from '../domain/setting/figure.ts';
import { type Setting, settingId, standingVersions } from '../domain/setting/setting.ts';
import { typedAmounts } from '../domain/setting/words.ts';
import { EXAMPLE_MARK } from '../sheets/match.ts';
import { cellOf, type Row, type Table, type TableRow } from '../sheets/table.ts';
import { shown } from '../sheets/value.ts';
import { type Decision, fateOf, rejected, rejectedBy, type TableKind, type TableScene } from './kind.ts';
import { ourNumber } from './lead-find.ts';
import { unitIn } from './words.ts';

const CITY = 'city';
const LISTED_MAX = 100;

function figureTable(pack: Pack, _roster: Roster, today: string): Table {
  const indicators = indicatorsOf(pack);
  const first = indicators[0];
  return {
    id: 'figures',
    label: '外部数据',
    columns: [
      {
        key: 'subject',
        label: '单位或项目',
        kind: 'text',
        required: true,
        width: 26,
        note: '项目编号（XM-…）、名册中的单位名称或简称，或 全市。',
        aliases: ['项目编号', '单位', '项目'],
      },
      {
        key: 'item',
        label: '指标',
        kind: 'text',
        required: true,
        width: 24,
        suggest: indicators.slice(0, LISTED_MAX).map((one) => one.label),
        note: '滚动考评的问题、方案的指标或目标，写名称或编号。',
      },
      {
        key: 'period',
        label: '所属期',
        kind: 'text',
        required: true,
        width: 12,
        note: '2026、2026-10、2026年三季度、2026年上半年。',
        aliases: ['期间', '时期'],
      },
      {
        key: 'value',
        label: '数值',
        kind: 'number',
        loose: true,
        required: true,
        width: 14,
        note: '照发布的数填；入统等填 是 或 否。',
      },
      {
        key: 'unit',
        label: '单位（计量）',
        kind: 'text',
        width: 12,
        note: '万元、亿元、个、% 等；不填为方案里的单位。',
        aliases: ['计量单位'],
      },
      {
        key: 'source',
        label: '来源',
        kind: 'text',
        required: true,
        width: 20,
        note: '哪个部门提供的，例如 市税务局。',
      },
      {
        key: 'on',
        label: '统计日期',
        kind: 'date',
        required: true,
        width: 12,
        note: '这个数发布的日期。',
        aliases: ['发布日期'],
      },
    ],
    keyColumns: ['subject', 'item', 'period'],
    example: {
      subject: `${EXAMPLE_MARK}XM-202601-0001`,
      item: first?.label ?? '税收',
      period: '2026',
      value: first?.unit === 'flag' ? '是' : '125.5',
      unit: first?.unit === 'flag' ? '' : (first?.unit ?? '万元'),
      source: '市税务局',
      on: today,
    },
    notes: [
      '税务、统计等部门提供的数，供考评和目标对照；不代替单位填报和招商办核实的数。每行一个数。',
      '同一单位或项目、指标、所属期的数再次导入就是更正：新数照统计日期记下，原来的数和来源都留着。',
    ],
  };
}

async function subjectIn(words: string, scene: TableScene): Promise<string | null> {
  if (words === CITY || words === '全市') return CITY;
  const own = ourNumber('project', words) ?? ourNumber('lead', words);
  const lead = own === null ? null : await scene.store.lead(own.number);
  return lead?.number ?? unitIn(scene.roster, words) ?? null;
}

async function decide(row: TableRow, scene: TableScene): Promise<Decision> {
  const { actor, pack, store, today } = scene;
  const no = (column: string | null, reason: string): Decision => ({
    about: null,
    fate: rejected(row, column, reason),
  });
  const cell = (key: string): string => cellOf(row.values, key).trim();
  if (actor !== null && !isOffice(actor)) return no(null, '外部数据由招商办导入');
  const words = cell('subject');
  if (words.startsWith(EXAMPLE_MARK))
    return no('单位或项目', `这一行是照着示例改的，请去掉「${EXAMPLE_MARK}」再发`);
  const subject = await subjectIn(words, scene);
  if (subject === null) return no('单位或项目', `没有编号为「${shown(words)}」的项目，名册中也没有这个单位`);
  const indicator = indicatorNamed(pack, cell('item'));
  if (indicator === null) {
    const some = indicatorsOf(pack)
      .slice(0, 8)
      .map((one) => one.label);
    return no('指标', `方案里没有「${shown(cell('item'))}」，例如 ${some.join('、')}`);
  }
  const period = readPeriod(cell('period'));
  if (period === null)
    return no('所属期', `「${shown(cell('period'))}」不是所属期，应如 2026、2026-10、2026年三季度`);
  const value = readFigureValue(indicator, cell('value'), cell('unit'));
  if (isRefusal(value)) return { about: null, fate: rejectedBy(row, '数值', value) };
  const key = { kind: 'figure' as const, item: indicator.id, subject, part: null, scope: period };
  const about = settingId(key);
  const wish = {
    ...key,
    amounts: [value.amount] as const,
    unit: value.unit,
    members: [],
    from: cell('on'),
    note: cell('source'),
  };
  const standing = await store.setting(about);
  const decided = decideFigure(standing, wish, today);
  if (isRefusal(decided)) return { about, fate: rejectedBy(row, null, decided) };
  const changes =
    decided.facts.length === 0
      ? []
      : [{ subject: 'setting' as const, before: standing, facts: decided.facts }];
  return { about, fate: fateOf(standing === null, changes) };
}

/** The latest of each; those before it are in its history. */
async function rowOf(figure: Setting, { store, pack, roster }: TableScene): Promise<Row | null> {
  const version = standingVersions(figure).at(-1);
  if (version === undefined) return null;
  const { subject, item, scope } = figure;
  const lead = subject?.startsWith('XS-') === true ? await store.lead(subject) : null;
  const who = subject === CITY ? '全市' : lead === null ? roster.unitName(subject) : currentNumber(lead);
  const isFlag = version.unit === '是否';
  return {
    subject: who,
    item: indicatorsOf(pack).find((one) => one.id === item)?.label ?? item,
    period: scope ?? '',
    value: isFlag ? (version.amounts[0] === '1' ? '是' : '否') : (typedAmounts(version)[0] ?? ''),
    unit: isFlag ? '' : (version.unit ?? ''),
    source: version.note ?? '',
    on: version.from,
  };
}

export const figures: TableKind = {
  table: figureTable,
  async rows(scene, { limit }) {
    const all = await scene.store.settings(['figure']);
    const rows: Row[] = [];
    for (const figure of all.slice(0, limit)) {
      const row = await rowOf(figure, scene);
      if (row !== null) rows.push(row);
    }
    return { rows, isCut: all.length > limit };
  },
  decide,
};
