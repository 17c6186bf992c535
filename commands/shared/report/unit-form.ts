/** The form of what a unit files as a whole: opened, submitted, cancelled; what was refused is kept as a draft. */
import { WORDS_MAX } from '../../../src/cards/report/form.ts';
import { REFERENCE_MAX, unitDoneCard, unitFormCard, unitListCard } from '../../../src/cards/report/unit.ts';
import { printMinute } from '../../../src/cards/show.ts';
import { formText, type KnownScene, type Pressed, type Result, type Tools } from '../../../src/command.ts';
import { isRefusal, type Refusal, refuse, sayRefusal } from '../../../src/domain/decision.ts';
import { plainFigure } from '../../../src/domain/figure.ts';
import {
  decideFile,
  evolveFiling,
  type FilingFact,
  type FilingIntent,
  filedReport,
  lastFiled,
} from '../../../src/domain/filing/filing.ts';
import { unitReports } from '../../../src/domain/filing/window.ts';
import { measureLabel, unitMeasures } from '../../../src/domain/pack/view.ts';
import { entryOf, spansOf } from '../../../src/domain/progress.ts';
import { answerOnly, type Draft, type Outcome } from '../../../src/outcome.ts';
import { readFigure } from '../../../src/parse/figure-field.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { cutReportFigures, type TypedReport } from '../../../src/parse/report-figures.ts';
import { forget, keep, keptDraft, keptFields, keptId } from './kept.ts';
import { unitItems } from './unit-items.ts';
import { type Matter, type MatterKey, matterOf, readMatter } from './unit-matter.ts';

interface UnitPayload extends MatterKey {
  /** Version of the report that the form showed; 0 = none. */
  readonly version: number;
  readonly published: boolean;
}

const UNIT_WORDS = /^(?:本?单位(?:的?指标)?|季报|半年报|年报)(?=$|[\s,，:：\d])/;

/** Does 月报 go on with 单位, 季报 or a report's own id: then it is not about a project. */
export function isAboutUnits(text: string, { pack }: KnownScene): boolean {
  const words = text.trim();
  return UNIT_WORDS.test(words) || unitReports(pack).some(({ id }) => words.split(/\s/)[0] === id);
}

/** What the words mean: one form, the list of what is owed, or why there is none. */
export async function openUnitReport(text: string, here: KnownScene, tools: Tools): Result {
  const typed = cutReportFigures(text, unitMeasures(here.pack));
  const meant = await readMatter(typed.rest, here, tools);
  if (isRefusal(meant)) return meant;
  if (meant !== null) return openMatter(meant, here, tools, typed);
  const items = await unitItems(here, tools);
  const [only] = items;
  if (only === undefined) return nothingOwed(here);
  const single = items.length === 1 ? await readMatter(only.words, here, tools) : null;
  if (single !== null && !isRefusal(single)) return openMatter(single, here, tools, typed);
  return answerOnly({ card: unitListCard(items) });
}

function nothingOwed({ pack }: KnownScene): Refusal {
  const reports = unitReports(pack);
  const names = reports.map(({ label, id }) => `${label}（${id}）`).join('、');
  return reports.length === 0
    ? refuse('本市方案只有月报，没有季报、年报和一次性上报', { next: '发送「月报」填报项目。' })
    : refuse(`现在没有要本单位报送的；方案中有：${names}`, {
        next: `要补报请发送「季报 ${reports[0]?.id ?? ''}」。`,
      });
}

async function openMatter(
  key: MatterKey,
  here: KnownScene,
  tools: Tools,
  { fields, hints }: TypedReport,
): Result {
  const matter = await matterOf(key, here, tools);
  if (isRefusal(matter)) return matter;
  const payload: UnitPayload = {
    cadence: key.cadence,
    unit: key.unit,
    period: key.period,
    version: matter.standing?.version ?? 0,
    published: matter.correction,
  };
  const draft: Draft = {
    id: tools.newId(),
    version: 1,
    owner: here.actor.id,
    kind: 'filing',
    payload,
    state: 'open',
    result: null,
    createdAt: here.now,
  };
  const kept = fields.size > 0 ? null : keptFields(await keptDraft(keptAs(key, here), tools));
  const card = formOf(draft.id, matter, { typed: kept ?? fields, hints, isKept: kept !== null }, here);
  return { changes: [{ subject: 'draft', draft }], answer: { card }, notices: [] };
}

const keptAs = ({ cadence, unit, period }: MatterKey, { actor }: KnownScene): string =>
  keptId(actor.id, `${cadence}:${unit}`, period);

/** What the form opens with besides what stands in the books. */
interface Content {
  readonly typed: ReadonlyMap<string, string>;
  /** What of it could not be put into a field, as Chinese sentences. */
  readonly hints: readonly string[];
  readonly isKept: boolean;
}

function formOf(
  draft: string,
  matter: Matter,
  { typed, hints, isKept }: Content,
  here: KnownScene,
): ReturnType<typeof unitFormCard> {
  const { standing, filing, month } = matter;
  return unitFormCard({
    draft,
    report: matter.label,
    unit: matter.unitName,
    note: matter.note,
    filing: matter.says,
    attention: matter.late || matter.correction || matter.forecast,
    figures: matter.measures.map((measure) => {
      const stands = month === null ? null : entryOf(filing, measure.id, month);
      return {
        measure,
        yearly: measure.span === 'year',
        last: month === null ? null : lastFiled(filing, measure.id, month, measure.span),
        value: typed.get(measure.id) ?? (stands === null ? null : plainFigure(stands.units)),
      };
    }),
    narrative: typed.get('narrative') ?? standing?.narrative ?? null,
    reference: typed.get('reference') ?? standing?.reference ?? null,
    reason: matter.correction ? { value: typed.get('reason') ?? null } : null,
    again:
      standing === null
        ? null
        : `已由${here.roster.personName(standing.reporter)}于 ${printMinute(standing.reportedAt)} 报送，再次提交将代替。`,
    hints,
    isKept,
  });
}

async function withUnitDraft(
  pressed: Pressed,
  here: KnownScene,
  tools: Tools,
  then: (draft: Draft, payload: UnitPayload) => Result,
): Result {
  const draft = await tools.store.draft(pressed.args['draft'] ?? '');
  const again = { next: '请重新发送「季报」或「月报 单位」。' };
  if (draft === null || draft.kind !== 'filing') return refuse('这张报送表已失效', again);
  if (draft.owner !== here.actor.id) {
    return refuse(`这张报送表是发给${here.roster.personName(draft.owner)}的`, again);
  }
  if (draft.state === 'done') return refuse('这张报送表已经提交过', { next: '要修改请重新打开一张。' });
  if (draft.state === 'cancelled') return refuse('这张报送表已取消', again);
  return then(draft, draft.payload as UnitPayload);
}

/** 提交. */
export const submitUnit = (pressed: Pressed, here: KnownScene, tools: Tools): Result =>
  withUnitDraft(pressed, here, tools, async (draft, payload) => {
    const matter = await matterOf(payload, here, tools);
    if (isRefusal(matter)) return matter;
    const as = keptAs(payload, here);
    const kept = await keptDraft(as, tools);
    const refused = (refusal: Refusal): Outcome => ({
      changes: keep(as, kept, pressed, here),
      answer: { toast: { tone: 'warning', text: sayRefusal(refusal) } },
      notices: [],
    });
    const again = { next: '您填的内容已存为草稿，请重新打开一张再提交。' };
    if ((matter.standing?.version ?? 0) !== payload.version) {
      return refused(refuse('打开这张表以后，有人报送了同一期', again));
    }
    if (matter.correction && !payload.published) return refused(refuse('本期刚刚发布，再报属于更正', again));
    const intent = intentOf(pressed, matter);
    if (isRefusal(intent)) return refused(intent);
    const label = (measure: string) => measureLabel(here.pack, measure);
    const decision = decideFile(matter.filing, intent, label, spansOf(here.pack));
    if (isRefusal(decision)) return refused(decision);
    const result = `${matter.unitName} ${matter.label}`;
    const done: Draft = { ...draft, version: draft.version + 1, state: 'done', result };
    return {
      changes: [
        { subject: 'filing', before: matter.filing, facts: decision.facts },
        { subject: 'draft', draft: done },
        ...forget(kept),
      ],
      answer: {
        card: await doneOf(matter, decision.facts, here, tools),
        toast: { tone: 'success', text: `${matter.label}已提交。` },
      },
      notices: [],
    };
  });

function intentOf(pressed: Pressed, matter: Matter): FilingIntent | Refusal {
  const { month, filing } = matter;
  const figures: { measure: string; month: string; units: number }[] = [];
  for (const measure of month === null ? [] : matter.measures) {
    const typed = formText(pressed, measure.id);
    if (typed === null || month === null) continue;
    const last = lastFiled(filing, measure.id, month, measure.span)?.units ?? null;
    const read = readFigure(typed, measure, last);
    if (!read.ok) return refuse(read.reason);
    if (read.value !== null) figures.push({ measure: measure.id, month, units: read.value });
  }
  const words: Record<'narrative' | 'reference' | 'reason', string | null> = {
    narrative: null,
    reference: null,
    reason: null,
  };
  for (const [name, label, max] of [
    ['narrative', '说明', WORDS_MAX],
    ['reference', '附件', REFERENCE_MAX],
    ['reason', '更正原因', WORDS_MAX],
  ] as const) {
    const text = formText(pressed, name);
    if (text !== null && text.length > max) {
      return refuse(`「${label}」有 ${text.length} 字，最多 ${max} 字`, { next: '请缩短后再按提交。' });
    }
    // Facts hold no personal data.
    words[name] = text === null ? null : maskPhonesIn(text);
  }
  const { cadence, period, late, forecast, correction } = matter;
  return { cadence, period, figures, ...words, late, forecast, correction };
}

async function doneOf(matter: Matter, facts: readonly FilingFact[], here: KnownScene, tools: Tools) {
  const after = facts.reduce(
    (state, fact) => evolveFiling(state, fact, here.now, here.actor.id),
    matter.filing,
  );
  const report = filedReport(after, matter.cadence, matter.period);
  const words = `${matter.cadence} ${matter.period} ${matter.unit}`;
  const marks = [
    ...(matter.forecast ? ['预报'] : []),
    ...(matter.late ? ['迟报'] : []),
    ...(matter.correction ? ['更正'] : []),
  ];
  const own = (await unitItems(here, tools)).filter((item) => item.state === '未报');
  const { month } = matter;
  return unitDoneCard({
    report: matter.label,
    unit: matter.unitName,
    marks: marks.length === 0 ? ['按期'] : marks,
    reporter: here.actor.name,
    at: here.now,
    figures: matter.measures.flatMap((measure) => {
      const entry = month === null ? null : entryOf(after, measure.id, month);
      return entry === null ? [] : [{ measure, units: entry.units }];
    }),
    narrative: report?.narrative ?? null,
    reference: report?.reference ?? null,
    reason: report?.reason ?? null,
    words,
    left: own.filter((item) => item.words !== words),
  });
}

/** 取消. */
export const cancelUnit = (pressed: Pressed, here: KnownScene, tools: Tools): Result =>
  withUnitDraft(pressed, here, tools, async (draft) => ({
    changes: [{ subject: 'draft', draft: { ...draft, version: draft.version + 1, state: 'cancelled' } }],
    answer: {
      card: {
        title: '已取消',
        tone: 'closed',
        body: [{ el: 'text', text: '没有提交。需要时再发送「季报」或「月报 单位」。' }],
      },
      toast: { tone: 'info', text: '已取消，没有保存。' },
    },
    notices: [],
  }));
