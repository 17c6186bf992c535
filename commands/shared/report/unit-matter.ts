/** Which report of which unit 季报 is about: read from words or from the form's draft, with how it stands. */
import { publicationOfMonth } from '../../../src/bulletins/read.ts';
import type { KnownScene, Tools } from '../../../src/command.ts';
import { mayReportFor } from '../../../src/domain/access.ts';
import { isMonth } from '../../../src/domain/day.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import {
  FIGURES,
  type FiledReport,
  filedReport,
  type UnitFiling,
} from '../../../src/domain/filing/filing.ts';
import {
  ONCE,
  owesPeriod,
  periodNamed,
  periodsAsked,
  type ReportPeriod,
  runningPeriod,
  sayPeriod,
  sayReport,
  unitReport,
  unitReports,
} from '../../../src/domain/filing/window.ts';
import { dueNote, monthFiling, monthMeant, refuseMonth } from '../../../src/domain/month.ts';
import type { PackMeasure } from '../../../src/domain/pack/schema.ts';
import { unitMeasures } from '../../../src/domain/pack/view.ts';
import { publicationId } from '../../../src/domain/publication.ts';
import type { Unit } from '../../../src/domain/roster.ts';
import { readPeriodWords } from '../../../src/parse/period-words.ts';
import { unitsMeant } from '../month-words.ts';
import { FIGURES_WORD, ownUnits } from './unit-items.ts';

/** What a form is of. */
export interface MatterKey {
  readonly cadence: string;
  readonly period: string;
  readonly unit: string;
}

/** How it stands today. */
export interface Matter extends MatterKey {
  readonly unitName: string;
  readonly label: string;
  readonly note: string;
  readonly measures: readonly PackMeasure[];
  /** The month the figures are of; `null` without figures. */
  readonly month: string | null;
  readonly filing: UnitFiling;
  readonly standing: FiledReport | null;
  readonly late: boolean;
  readonly forecast: boolean;
  readonly correction: boolean;
  readonly says: string;
}

/** What was meant: one report of one unit, or nothing in particular. */
export type Meant = MatterKey | null;

const CADENCE_WORDS: Readonly<Record<string, string>> = { 季报: 'quarter', 半年报: 'half', 年报: 'year' };

export async function readMatter(text: string, here: KnownScene, tools: Tools): Promise<Meant | Refusal> {
  const { pack, today } = here;
  const reports = unitReports(pack);
  // Ids first: LF-E3 is no period, and a period's words may stand in a unit's id.
  const words = text
    .trim()
    .split(/[\s,，、;；]+/)
    .filter((word) => word !== '');
  const named = words.map((word) => unitReport(pack, word)).find((one) => one !== null) ?? null;
  const byId = words.map((word) => here.roster.unit(word)).find((one) => one !== null) ?? null;
  const left = words.filter((word) => unitReport(pack, word) === null && word !== byId?.id).join(' ');
  const { key, rest } = readPeriodWords(left, today);
  let cadence = named?.id ?? null;
  let unit: Unit | null = byId;
  for (const word of rest.split(' ').filter((one) => one !== '')) {
    if ([FIGURES, '单位', '指标', '本单位', '本单位指标', FIGURES_WORD].includes(word)) {
      cadence = FIGURES;
      continue;
    }
    const rhythm = CADENCE_WORDS[word];
    const fits = reports.filter((one) =>
      rhythm === undefined ? one.label.includes(word) : one.every === rhythm,
    );
    const units = unitsMeant(word, here.roster);
    const [only] = units;
    if (units.length === 1 && only !== undefined) unit = only;
    else if (fits.length > 0) cadence ??= fits[0]?.id ?? null;
    else
      return refuse(`看不懂「${word.slice(0, 20)}」`, {
        next: '例如「季报 2026年第三季度」或「月报 单位」。',
      });
  }
  cadence ??= key === null ? null : cadenceOfKey(key, here);
  if (cadence === null) {
    if (reports.length !== 1 || unitMeasures(pack).length > 0)
      return key === null && unit === null ? null : which();
    cadence = reports[0]?.id ?? '';
  }
  const whose = unit?.id ?? ownUnit(cadence, here);
  if (isRefusal(whose)) return whose;
  if (whose === null) return null;
  const period = key ?? (await periodMeant(cadence, whose, here, tools));
  return { cadence, unit: whose, period };
}

/** The only report that has such periods; a month is one of the unit's own figures. */
function cadenceOfKey(key: string, { pack }: KnownScene): string | null {
  if (isMonth(key)) return FIGURES;
  const rhythm = key === ONCE ? 'once' : key.includes('Q') ? 'quarter' : key.includes('H') ? 'half' : 'year';
  const fits = unitReports(pack).filter((one) => one.every === rhythm);
  return fits.length === 1 ? (fits[0]?.id ?? null) : null;
}

const which = (): Refusal =>
  refuse('请写明是哪一项报送', { next: '发送「季报」看本单位要报的，或「月报 单位」填单位指标。' });

/** The person's own unit that owes it; `null` when several do. */
function ownUnit(cadence: string, here: KnownScene): string | null | Refusal {
  const { pack, roster, today } = here;
  const mine = ownUnits(here);
  const report = unitReport(pack, cadence);
  const period = report === null ? null : runningPeriod(pack, report, today);
  const owing =
    period === null
      ? mine
      : mine.filter((id) => {
          const unit = roster.unit(id);
          return unit !== null && owesPeriod(pack, period, unit);
        });
  const [only] = owing;
  if (owing.length > 1) return null;
  if (only !== undefined) return only;
  if (report === null || mine.length === 0)
    return refuse('请写明单位', { next: '例如「月报 单位 单位名称」。' });
  return refuse(`${mine.map((id) => roster.unitName(id)).join('、')}不用报${report.label}`, {
    clause: report.clause,
    next: '代其他单位填报请写明单位。',
  });
}

/** The latest opened period the unit has not filed, else the latest opened, else the running one. */
async function periodMeant(cadence: string, unit: string, here: KnownScene, tools: Tools): Promise<string> {
  const { pack, today } = here;
  if (cadence === FIGURES) return monthMeant(pack, today);
  const filing = await tools.store.filing(unit);
  const asked = periodsAsked(pack, today)
    .filter((one) => one.cadence.id === cadence)
    .reverse();
  const open = asked.find((one) => filedReport(filing, cadence, one.key) === null) ?? asked[0];
  if (open !== undefined) return open.key;
  const report = unitReport(pack, cadence);
  return (report === null ? null : runningPeriod(pack, report, today)?.key) ?? '';
}

/** The matter with how it stands, or why it cannot be filed by this person. */
export async function matterOf(key: MatterKey, here: KnownScene, tools: Tools): Promise<Matter | Refusal> {
  const unit = here.roster.unit(key.unit);
  if (unit === null) return refuse('名册中没有这个单位', { next: '请重新发送「季报」。' });
  if (!mayReportFor(here.actor, unit.id, here.roster)) {
    return refuse(`${unit.name}的报送由本单位填报员填，您不能代报`, {
      next: '发送「季报」查看您单位要报的。',
    });
  }
  return key.cadence === FIGURES ? figuresOf(key, unit, here, tools) : reportOf(key, unit, here, tools);
}

async function figuresOf(
  key: MatterKey,
  unit: Unit,
  { pack, today }: KnownScene,
  { store }: Tools,
): Promise<Matter | Refusal> {
  const measures = unitMeasures(pack);
  if (measures.length === 0) {
    return refuse('本市方案没有按单位填报的指标，指标都按项目填在月报里', { next: '发送「月报」填报项目。' });
  }
  if (!isMonth(key.period)) return refuse('单位指标按月填报', { next: '例如「月报 单位 10月」。' });
  const refusal = refuseMonth(key.period, today);
  if (refusal !== null) return refusal;
  const [filing, publication] = await Promise.all([
    store.filing(unit.id),
    publicationOfMonth(store, key.period),
  ]);
  const standing = filedReport(filing, FIGURES, key.period);
  const month = monthFiling(pack, key.period, today, publication?.state === 'published');
  return {
    ...key,
    unitName: unit.name,
    label: `${FIGURES_WORD} ${sayPeriod(key.period)}`,
    note: `按单位填报：${measures.map(({ label, clause }) => `${label}（${clause}）`).join('、')}；不计入应报，有数即报。`,
    measures,
    month: key.period,
    filing,
    standing,
    late: month.late && !wasOnTime(standing),
    forecast: month.forecast,
    correction: month.correction,
    says: sayWindow({ ...month, note: dueNote(pack) }),
  };
}

async function reportOf(
  key: MatterKey,
  unit: Unit,
  { pack, today }: KnownScene,
  { store }: Tools,
): Promise<Matter | Refusal> {
  const report = unitReport(pack, key.cadence);
  if (report === null) return refuse('本市方案没有这项报送', { next: '发送「季报」看本单位要报的。' });
  const period = periodNamed(pack, report, key.period, today);
  if (period === null) {
    return refuse(`${report.label}没有${sayPeriod(key.period) || '这一期'}，或者还没有开始`, {
      clause: report.clause,
      next: `发送「季报 ${report.id}」打开当前一期。`,
    });
  }
  if (!owesPeriod(pack, period, unit)) {
    return refuse(`${unit.name}不用报${report.label}`, {
      clause: report.clause,
      next: '代其他单位填报请写明单位。',
    });
  }
  const published = await isPublished(period, store);
  const filing = await store.filing(unit.id);
  const standing = filedReport(filing, report.id, period.key);
  const forecast = today < period.openOn;
  const late = today > period.dueOn && !wasOnTime(standing);
  const note = report.dueOrigin === 'default' ? '（系统默认）' : '';
  return {
    ...key,
    unitName: unit.name,
    label: sayReport(period),
    note: `报${report.to}（${report.clause}）`,
    measures: [],
    month: null,
    filing,
    standing,
    late,
    forecast,
    correction: published,
    says: sayWindow({ late, forecast, correction: published, dueOn: period.dueOn, note }),
  };
}

const wasOnTime = (standing: FiledReport | null): boolean =>
  standing !== null && !standing.late && !standing.forecast;

/** Is the bulletin of this quarter or year out? */
async function isPublished(period: ReportPeriod, store: Tools['store']): Promise<boolean> {
  const { every } = period.cadence;
  if (every !== 'quarter' && every !== 'year') return false;
  return (await store.publication(publicationId(every, period.key)))?.state === 'published';
}

function sayWindow(window: {
  readonly late: boolean;
  readonly forecast: boolean;
  readonly correction: boolean;
  readonly dueOn: string | null;
  readonly note: string;
}): string {
  const due = window.dueOn === null ? '' : `，${window.dueOn} 24:00 截止${window.note}`;
  if (window.correction) return '更正：本期已经发布，原数不改，请写明更正原因';
  if (window.forecast) return `预报：报送窗口尚未打开${due}`;
  if (window.late) return `迟报：已过 ${window.dueOn ?? ''} 24:00，仍可提交，标记“迟报”`;
  return `按期${due}`;
}
