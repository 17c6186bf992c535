/** From a submitted 月报 form to what is recorded, and to what the person is shown of it. */
import { type DoneFigure, type ReportDoneView, reportDoneCard } from '../../../src/cards/report/done.ts';
import { type ReportFormView, reportFormCard, WORDS_MAX } from '../../../src/cards/report/form.ts';
import type { ReportItem } from '../../../src/cards/report/list.ts';
import { printMinute } from '../../../src/cards/show.ts';
import { formText, type KnownScene, type Pressed, type Tools } from '../../../src/command.ts';
import { type Month, shiftMonth } from '../../../src/domain/day.ts';
import { type Refusal, refuse } from '../../../src/domain/decision.ts';
import { currencyOf, printFigure } from '../../../src/domain/figure.ts';
import { currentNumber, type Lead, titleOf } from '../../../src/domain/lead/lead.ts';
import { printWan } from '../../../src/domain/money.ts';
import { type Filing, owesReport, sayFiling } from '../../../src/domain/month.ts';
import type { Pack, PackMeasure } from '../../../src/domain/pack/schema.ts';
import { measureLabel, monthlyMeasures, projectMeasures } from '../../../src/domain/pack/view.ts';
import {
  decideReport,
  entryOf,
  evolveProgress,
  incrementsOf,
  lastBefore,
  type Progress,
  type ProgressFact,
  type ReportIntent,
  spansOf,
} from '../../../src/domain/progress.ts';
import type { CheckState } from '../../../src/domain/progress-check/check.ts';
import { decideUnchanged, mayRepeat } from '../../../src/domain/progress-unchanged.ts';
import { readFigure } from '../../../src/parse/figure-field.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { itemsOf, tallyFor } from './subject.ts';

export interface FormMatter {
  readonly draft: string;
  readonly lead: Lead;
  readonly progress: Progress;
  readonly filing: Filing;
  /** What was typed with the command or before, by measure id, `narrative`, `problems`, `plan`, `reason`. */
  readonly typed: ReadonlyMap<string, string>;
  /** What was typed and could not be put into a field, as Chinese sentences. */
  readonly hints: readonly string[];
  readonly kept: ReportFormView['kept'];
  readonly sitting: ReportFormView['sitting'];
  readonly earlier: { readonly month: Month; readonly left: number } | null;
}

/** The form as it stands for this project and month. */
export function formCard(matter: FormMatter, here: KnownScene): ReturnType<typeof reportFormCard> {
  const { draft, lead, progress, filing, typed, kept, sitting, earlier } = matter;
  const { month } = filing;
  const standing = progress.reports.find((report) => report.month === month);
  const view: ReportFormView = {
    draft,
    number: currentNumber(lead),
    title: titleOf(lead),
    unit: here.roster.unitName(lead.unit),
    month,
    filing: sayFiling(filing, here.pack),
    attention: filing.late || filing.correction || filing.forecast,
    fields: projectMeasures(here.pack).map((measure) => ({
      measure,
      yearly: measure.span === 'year',
      typed: typed.get(measure.id) ?? null,
      last: lastBefore(progress, measure.id, month, measure.span),
      units: entryOf(progress, measure.id, month)?.units ?? null,
    })),
    words: {
      narrative: typed.get('narrative') ?? standing?.narrative ?? null,
      problems: typed.get('problems') ?? standing?.problems ?? null,
      plan: typed.get('plan') ?? standing?.plan ?? null,
    },
    reason: filing.correction ? { value: typed.get('reason') ?? null } : null,
    mayRepeat: mayRepeat(progress, month),
    hints: [...matter.hints, ...unread(matter, here.pack)],
    kept,
    sitting,
    earlier,
    again:
      standing === undefined
        ? null
        : `本月已由${here.roster.personName(standing.reporter)}于 ${printMinute(standing.reportedAt)} ${standing.forecast ? '预报' : '报送'}，再次提交将替换填写的数字。${afterCheck(standing)}`,
  };
  return reportFormCard(view);
}

/** Typed figures that 提交 would refuse, said before it is pressed. */
function unread({ progress, typed, filing }: FormMatter, pack: Pack): readonly string[] {
  return projectMeasures(pack).flatMap((measure) => {
    const text = typed.get(measure.id);
    if (text === undefined) return [];
    const last = lastBefore(progress, measure.id, filing.month, measure.span)?.units ?? null;
    const read = readFigure(text, measure, last);
    return read.ok ? [] : [`您写的是「${text}」，${read.reason}`];
  });
}

/** What its verifier said of the version that is about to be replaced. */
function afterCheck(standing: CheckState): string {
  if (standing.checked === 'verified') return '现数已审核通过，改报后回到未审。';
  return standing.checked === 'returned' ? `已被退回：${standing.checkReason ?? ''}` : '';
}

/** The submitted form as an intent, or the first field that is wrong. */
export function readReport(
  pressed: Pressed,
  lead: Lead,
  progress: Progress,
  filing: Filing,
  pack: Pack,
): ReportIntent | Refusal {
  const figures: { measure: string; units: number }[] = [];
  for (const measure of projectMeasures(pack)) {
    const typed = formText(pressed, measure.id);
    if (typed === null) continue;
    const last = lastBefore(progress, measure.id, filing.month, measure.span)?.units ?? null;
    const read = readFigure(typed, measure, last);
    if (!read.ok) return refuse(read.reason);
    if (read.value !== null) figures.push({ measure: measure.id, units: read.value });
  }
  const words: Record<'narrative' | 'problems' | 'plan' | 'reason', string | null> = {
    narrative: null,
    problems: null,
    plan: null,
    reason: null,
  };
  for (const [name, label] of [
    ['narrative', '进展情况'],
    ['problems', '存在问题'],
    ['plan', '下步计划'],
    ['reason', '更正原因'],
  ] as const) {
    const text = formText(pressed, name);
    if (text !== null && text.length > WORDS_MAX) {
      return refuse(`「${label}」有 ${text.length} 字，最多 ${WORDS_MAX} 字`, { next: '请缩短后再按提交。' });
    }
    // Facts hold no personal data.
    words[name] = text === null ? null : maskPhonesIn(text);
  }
  const { month, late, forecast, correction } = filing;
  return { unit: lead.unit, month, figures, ...words, late, forecast, correction };
}

/** 本月无变化 of one project: every measure of its form once more. */
export function decideStill(
  lead: Lead,
  progress: Progress,
  filing: Filing,
  reason: string | null,
  pack: Pack,
): { readonly facts: readonly ProgressFact[] } | Refusal {
  const { month, late, forecast, correction } = filing;
  const words = { narrative: null, problems: null, plan: null, reason };
  return decideUnchanged(
    progress,
    { unit: lead.unit, month, ...words, late, forecast, correction },
    projectMeasures(pack).map((measure) => measure.id),
    (measure) => `「${measureLabel(pack, measure)}」`,
    spansOf(pack),
  );
}

/** Decides the report; the refusals name the measure as the pack does. */
export function decide(
  progress: Progress,
  intent: ReportIntent,
  pack: Pack,
): { readonly facts: readonly ProgressFact[] } | Refusal {
  return decideReport(progress, intent, (measure) => `「${measureLabel(pack, measure)}」`, spansOf(pack));
}

/** Measures that are a part of the total investment. */
const INVESTED: ReadonlySet<string> = new Set(['funds_in_place', 'fixed_asset', 'fdi_actual']);

/** How far whoever files has come with the month, this report counted in, and what comes next. */
export interface TallyAfter {
  readonly owed: number;
  readonly reported: number;
  readonly next: ReportItem | null;
}

/** Read before the commit of the report. @param wasReported it replaces one that stands. */
export async function tallyAfter(
  lead: Lead,
  month: Month,
  wasReported: boolean,
  here: KnownScene,
  tools: Tools,
): Promise<TallyAfter> {
  const tally = await tallyFor(month, here, tools);
  const counts = !wasReported && owesReport(here.pack, lead, month);
  const missing = tally.owed - tally.reported;
  const first = missing === 0 ? [] : await itemsOf(tally, { offset: 0, limit: 2 }, tools);
  return {
    owed: tally.owed,
    reported: tally.reported + (counts ? 1 : 0),
    next: first.find((item) => !item.reported && item.lead !== lead.number) ?? null,
  };
}

/** The read-only card after the report, as it will stand once committed. */
export function doneCard(
  lead: Lead,
  before: Progress,
  facts: readonly ProgressFact[],
  filing: Filing,
  tally: TallyAfter,
  here: KnownScene,
  tools: Tools,
): ReturnType<typeof reportDoneCard> {
  const { month } = filing;
  const after = facts.reduce((state, fact) => evolveProgress(state, fact, here.now, here.actor.id), before);
  const report = after.reports.find((one) => one.month === month);
  const marks: ReportDoneView['marks'] = [
    '未审',
    ...(report?.unchanged === true ? (['无变化'] as const) : []),
    ...(filing.forecast ? (['预报'] as const) : []),
    ...(filing.late ? (['迟报'] as const) : []),
    ...(filing.correction ? (['更正'] as const) : []),
  ];
  return reportDoneCard({
    number: currentNumber(lead),
    title: titleOf(lead),
    unit: here.roster.unitName(lead.unit),
    month,
    reporter: here.actor.name,
    at: here.now,
    marks,
    notes: [
      ...(filing.forecast || filing.late || filing.correction ? [sayFiling(filing, here.pack)] : []),
      ...overInvested(lead, after, month, here.pack),
    ],
    figures: projectMeasures(here.pack)
      .map((measure) => ({ shown: doneFigure(measure, after, month), isAsked: measure.onMonthlyForm }))
      .filter(({ shown, isAsked }) => isAsked || shown.units !== null)
      .map(({ shown }) => shown),
    narrative: report?.narrative ?? null,
    problems: report?.problems ?? null,
    plan: report?.plan ?? null,
    reason: report?.reason ?? null,
    progress: { reported: tally.reported, owed: tally.owed },
    next:
      tally.next === null
        ? null
        : { lead: tally.next.lead, label: `${tally.next.number} ${tally.next.title}`.slice(0, 40) },
    undo: tools.commands.find((command) => command.words[0] === '撤销')?.id ?? null,
  });
}

/** A figure far above the whole investment is most often a slip of the unit; said, not refused. */
function overInvested(lead: Lead, after: Progress, month: Month, pack: Pack): readonly string[] {
  const whole = lead.investment?.high ?? null;
  if (whole === null) return [];
  return monthlyMeasures(pack).flatMap((measure) => {
    const units = INVESTED.has(measure.id) ? (entryOf(after, measure.id, month)?.units ?? null) : null;
    if (units === null || currencyOf(measure) !== whole.currency || units <= whole.units) return [];
    return `「${measure.label}」累计 ${printFigure(units, measure)}，超过总投资 ${printWan(whole)}：请核对单位，填错了按「撤销」重填。`;
  });
}

function doneFigure(measure: PackMeasure, after: Progress, month: string): DoneFigure {
  const entry = entryOf(after, measure.id, month);
  if (entry === null) return { measure, units: null, increment: null, since: null };
  const last = lastBefore(after, measure.id, month, measure.span);
  const gap = last !== null && last.month < shiftMonth(month, -1);
  return {
    measure,
    units: entry.units,
    increment: incrementsOf(after.entries, measure.id, measure.span).get(month) ?? null,
    since: gap ? last.month : null,
  };
}
