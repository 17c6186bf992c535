/**
 * 月报 as a table: a project and a month a row, its measures as columns, cumulative. Judged as the form in chat is
 * (`decideFiling`, `decideReport`); a row of a template left blank is nothing, and not a mistake.
 */
import { mayReportFor, sightOf } from '../domain/access.ts';
import type { Month } from '../domain/day.ts';
import { isRefusal } from '../domain/decision.ts';
import { plainFigure, printFigure, unitOf } from '../domain/figure.ts';
import { currentNumber, type Lead } from '../domain/lead/lead.ts';
import { decideFiling, monthMeant, owesReport, refuseMonth } from '../domain/month.ts';
import { readNumber } from '../domain/number.ts';
import type { Pack, PackMeasure } from '../domain/pack/schema.ts';
import { measureLabel, monthlyMeasures } from '../domain/pack/view.ts';
import { decideReport, entryOf, lastBefore, type Progress, spansOf } from '../domain/progress.ts';
import { publicationId } from '../domain/publication.ts';
import { readFigure } from '../parse/figure-field.ts';
import { maskPhonesIn } from '../parse/phone.ts';
import { type Column, cellOf, type Row, type Table, type TableRow } from '../sheets/table.ts';
import { shown } from '../sheets/value.ts';
import { type Decision, rejected, rejectedBy, type TableKind, type TableScene } from './kind.ts';
import { sameWords } from './lead-find.ts';
import { seenLeads } from './leads.ts';

const WORDS = [
  ['narrative', '进展情况'],
  ['problems', '存在问题'],
  ['plan', '下步计划'],
] as const;
const REASON_KEY = 'reason';
/** As the form's. */
const WORDS_MAX = 1_000;

const figureKey = (measure: string): string => `figure:${measure}`;
const figureLabel = (measure: PackMeasure): string => `${measure.label}（${unitOf(measure)}）`;

function progressTable(pack: Pack): Table {
  const measures = monthlyMeasures(pack).map((measure): Column => {
    const span = measure.span === 'year' ? '本年1月起的累计数' : '项目开始以来的累计数';
    return {
      key: figureKey(measure.id),
      label: figureLabel(measure),
      kind: 'number',
      loose: true,
      width: 18,
      aliases: [`累计${figureLabel(measure)}`, `${measure.label}累计（${unitOf(measure)}）`],
      note: `${span}；没有报的留空，不是 0；没有变化可写“无变化”。`,
    };
  });
  return {
    id: 'progress',
    label: '月报',
    columns: [
      {
        key: 'number',
        label: '编号',
        kind: 'text',
        required: true,
        width: 18,
        aliases: ['项目编号', '线索编号'],
        note: '项目或线索编号。',
      },
      { key: 'month', label: '月份', kind: 'month', required: true, width: 10 },
      { key: 'company', label: '企业名称', kind: 'text', width: 24, note: '用来核对编号；可以留空。' },
      { key: 'project', label: '项目名称', kind: 'text', width: 24, note: '只供查看，导入时不看。' },
      { key: 'unit', label: '单位', kind: 'text', width: 14, note: '只供查看，导入时不看。' },
      { key: 'last', label: '上次累计', kind: 'text', width: 30, note: '只供查看，导入时不看。' },
      ...measures,
      ...WORDS.map(([key, label]): Column => ({ key, label, kind: 'text', width: 30 })),
      {
        key: REASON_KEY,
        label: '更正原因',
        kind: 'text',
        width: 20,
        note: '该月战报签发以后再改数字的，写明原因；其他留空。',
      },
    ],
    keyColumns: ['number', 'month'],
    notes: [
      '每行一个项目一个月。数字一律填累计数；低于上次已报的累计，要在「进展情况」写明原因。',
      '整行只有编号和月份的不算填报。',
    ],
  };
}

const baseRow = (lead: Lead, month: Month, { roster }: TableScene): Record<string, string> => ({
  number: currentNumber(lead),
  month,
  company: lead.company,
  project: lead.project ?? '',
  unit: roster.unitName(lead.unit),
});

function monthRow(lead: Lead, progress: Progress, month: Month, scene: TableScene): Row | null {
  const report = progress.reports.find((one) => one.month === month);
  const row = baseRow(lead, month, scene);
  let isEmpty = report === undefined;
  for (const { id } of monthlyMeasures(scene.pack)) {
    const entry = entryOf(progress, id, month);
    if (entry === null) continue;
    row[figureKey(id)] = plainFigure(entry.units);
    isEmpty = false;
  }
  for (const [key] of WORDS) row[key] = report?.[key] ?? '';
  return isEmpty ? null : row;
}

/** What the month runs on from, in words: figures left in the cells would be sent back unread. */
const lastFigures = (standing: Progress, month: Month, pack: Pack): string =>
  monthlyMeasures(pack)
    .flatMap((measure) => {
      const last = lastBefore(standing, measure.id, month, measure.span);
      return last === null ? [] : [`${measure.label} ${printFigure(last.units, measure)}（${last.month}）`];
    })
    .join('；');

const MONTHS_MAX = 600;
const monthsOf = ({ entries, reports }: Progress): readonly Month[] =>
  [...new Set([...entries, ...reports].map((one) => one.month))].sort().slice(-MONTHS_MAX);

export const progress: TableKind = {
  table: (pack) => progressTable(pack),

  async rows(scene, { month, limit }) {
    const rows: Row[] = [];
    for (const only of ['projects', 'leads'] as const) {
      for await (const { lead } of seenLeads(scene, only)) {
        const standing = await scene.store.progress(lead.number);
        for (const one of month === null ? monthsOf(standing) : [month]) {
          const row = monthRow(lead, standing, one, scene);
          if (row === null) continue;
          if (rows.length >= limit) return { rows, isCut: true };
          rows.push(row);
        }
      }
    }
    return { rows, isCut: false };
  },

  async template(scene, { month, limit }) {
    const { actor, roster, pack } = scene;
    const meant = month ?? monthMeant(pack, scene.today);
    const rows: Row[] = [];
    for await (const { lead } of seenLeads(scene, 'projects')) {
      if (actor !== null && !mayReportFor(actor, lead.unit, roster)) continue;
      const question = { lead, month: meant, today: scene.today, standing: null, published: false };
      if (isRefusal(decideFiling(pack, question))) continue;
      if (rows.length >= limit) return { rows, isCut: true };
      const standing = await scene.store.progress(lead.number);
      rows.push({
        ...(monthRow(lead, standing, meant, scene) ?? baseRow(lead, meant, scene)),
        last: lastFigures(standing, meant, pack),
      });
    }
    return { rows, isCut: false };
  },

  decide: (row, scene) => decideProgressRow(row, scene),
};

async function decideProgressRow(row: TableRow, scene: TableScene): Promise<Decision> {
  const { store, roster, actor, pack, today } = scene;
  const no = (column: string | null, reason: string): Decision => ({
    about: null,
    fate: rejected(row, column, reason),
  });
  const typed = cellOf(row.values, 'number');
  const lead = await leadOf(typed, scene);
  if (lead === null) return no('编号', `没有编号为「${shown(typed)}」的项目，或不归您填报`);
  // From here on a row waits for those before it that are about the same.
  const wrong = (column: string | null, reason: string): Decision => ({
    about: lead.number,
    fate: rejected(row, column, reason),
  });
  const company = cellOf(row.values, 'company');
  if (company !== '' && !sameWords(company, lead.company)) {
    return wrong('企业名称', `${currentNumber(lead)} 是「${shown(lead.company)}」，请核对编号`);
  }
  if (actor !== null && !mayReportFor(actor, lead.unit, roster)) {
    return wrong('编号', `${currentNumber(lead)} 由${roster.unitName(lead.unit)}填报`);
  }
  const month = cellOf(row.values, 'month');
  const future = refuseMonth(month, today);
  if (future !== null) return { about: lead.number, fate: rejectedBy(row, '月份', future) };
  const standing = await store.progress(lead.number);
  const read = readIntent(row.values, standing, month, pack);
  if ('reason' in read) return wrong(read.column, read.reason);
  if (isSame(standing, month, read)) return { about: lead.number, fate: { fate: 'unchanged' } };
  const filing = decideFiling(pack, {
    lead,
    month,
    today,
    standing: standing.reports.find((one) => one.month === month) ?? null,
    published: (await store.publication(publicationId('month', month)))?.state === 'published',
  });
  if (isRefusal(filing)) return { about: lead.number, fate: rejectedBy(row, '月份', filing) };
  // Taken over from older books: nobody owed it here, so it cannot be late.
  const late = filing.late && owesReport(pack, lead, month);
  const typedReason = cellOf(row.values, REASON_KEY).slice(0, WORDS_MAX);
  const reason = typedReason === '' ? null : maskPhonesIn(typedReason);
  const { forecast, correction } = filing;
  const intent = { unit: lead.unit, month, ...read, late, forecast, correction, reason };
  const decided = decideReport(
    standing,
    intent,
    (measure) => `「${measureLabel(pack, measure)}」`,
    spansOf(pack),
  );
  if (isRefusal(decided)) return { about: lead.number, fate: rejectedBy(row, null, decided) };
  const fate = standing.reports.some((one) => one.month === month) ? 'changed' : 'added';
  return {
    about: lead.number,
    fate: { fate, changes: [{ subject: 'progress', before: standing, facts: decided.facts }] },
  };
}

/** By whole number, or a tail that fits one alone. */
async function leadOf(typed: string, { store, actor, roster }: TableScene): Promise<Lead | null> {
  const words = readNumber(typed);
  if (words === null) return null;
  const found = (await store.leadsByNumber(words, 5)).filter(
    (lead) => lead.status === 'open' && (actor === null || sightOf(actor, lead, roster) !== 'none'),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

interface ReadIntent {
  readonly figures: readonly { readonly measure: string; readonly units: number }[];
  readonly narrative: string | null;
  readonly problems: string | null;
  readonly plan: string | null;
}

function readIntent(
  row: Row,
  standing: Progress,
  month: Month,
  pack: Pack,
): ReadIntent | { readonly column: string; readonly reason: string } {
  const figures: { measure: string; units: number }[] = [];
  for (const measure of monthlyMeasures(pack)) {
    const text = cellOf(row, figureKey(measure.id));
    if (text === '') continue;
    const last = lastBefore(standing, measure.id, month, measure.span)?.units ?? null;
    const read = readFigure(text, measure, last);
    if (!read.ok) return { column: figureLabel(measure), reason: read.reason };
    if (read.value !== null) figures.push({ measure: measure.id, units: read.value });
  }
  const report = standing.reports.find((one) => one.month === month);
  const words = {
    narrative: null as string | null,
    problems: null as string | null,
    plan: null as string | null,
  };
  for (const [key, label] of WORDS) {
    const text = cellOf(row, key);
    if (text.length > WORDS_MAX)
      return { column: label, reason: `有 ${text.length} 字，最多 ${WORDS_MAX} 字` };
    // Blank leaves what stands, as the form does, which shows it.
    words[key] = text === '' ? (report?.[key] ?? null) : maskPhonesIn(text);
  }
  return { figures, ...words };
}

/** Nothing filled in, or nothing but what stands. */
function isSame(standing: Progress, month: Month, read: ReadIntent): boolean {
  const report = standing.reports.find((one) => one.month === month);
  return (
    read.figures.every(({ measure, units }) => entryOf(standing, measure, month)?.units === units) &&
    WORDS.every(([key]) => read[key] === null || read[key] === report?.[key])
  );
}
