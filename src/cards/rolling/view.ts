/** One yearly check as a viewer sees it; for commands and for the jobs that send it. Reads nothing, all is handed in. */
import { has, isOffice, mayReportFor } from '../../domain/access.ts';
import { dec, decText } from '../../domain/decimal.ts';
import { ADJUSTED_MEASURE } from '../../domain/evaluate/rolling.ts';
import { currentNumber, type Lead, titleOf } from '../../domain/lead/lead.ts';
import { toWan } from '../../domain/money.ts';
import type { Pack } from '../../domain/pack/schema.ts';
import { measureLabel } from '../../domain/pack/view.ts';
import { type Progress, spansOf } from '../../domain/progress.ts';
import {
  citeRolling,
  filingDueOn,
  findingsOf,
  type Question,
  questionsOf,
  rollingRule,
  STATE_WORDS,
  sayCheck,
} from '../../domain/rolling-check/decide.ts';
import {
  type Filing,
  isFiled,
  lastFiling,
  owesFiling,
  type RollingCheck,
} from '../../domain/rolling-check/rolling-check.ts';
import type { Person, Roster } from '../../domain/roster.ts';
import { figureLines } from '../../domain/setting/figure.ts';
import type { Setting } from '../../domain/setting/setting.ts';
import { agreedOffer, type Transfer } from '../../domain/transfer/transfer.ts';
import { printMinute } from '../show.ts';
import type { AnswerField, CheckView } from './rolling.ts';

/** Everything about one check, read once for several viewers. */
export interface CheckFacts {
  readonly check: RollingCheck;
  readonly lead: Lead;
  readonly progress: Progress;
  readonly transfers: readonly Transfer[];
  readonly pack: Pack;
  readonly roster: Roster;
  readonly today: string;
  /** 外部数据 about the project, where it was read. */
  readonly told?: readonly Setting[];
}

/** What somebody typed, to fill the form with. */
export interface TypedAnswers {
  readonly flags: Readonly<Record<string, boolean>>;
  readonly numbers: Readonly<Record<string, string>>;
  readonly evidence: string | null;
}

const NOTHING_TYPED: TypedAnswers = { flags: {}, numbers: {}, evidence: null };
/** Where the pack names it so, it is filled with what was reported by 月报. */
const REPORTED = 'reported_investment';

export function checkView(facts: CheckFacts, viewer: Person, typed: TypedAnswers = NOTHING_TYPED): CheckView {
  const { check, lead, pack, roster, today } = facts;
  const rule = rollingRule(pack, check.rule);
  const mayFile = owesFiling(check) && mayReportFor(viewer, lead.unit, roster);
  const isOver = check.state === 'curing' && today > check.cureUntilOn;
  const dueOn = owesFiling(check) ? filingDueOn(check) : null;
  const questions = rule === null ? [] : questionsOf(pack, rule);
  const filing = lastFiling(check);
  const returned = check.filings.at(-1)?.returned ?? null;
  const findings = isFiled(check) ? findingsOf(pack, check) : (check.verdict?.findings ?? []);
  const mayJudge = isFiled(check) && isOffice(viewer) && filing?.by !== viewer.id;
  return {
    id: check.id,
    version: check.version,
    number: currentNumber(lead),
    title: titleOf(lead),
    unit: roster.unitName(lead.unit),
    year: check.year,
    label: check.label,
    state: check.state,
    stateWord: STATE_WORDS[check.state],
    checkOn: check.checkOn,
    startedOn: check.startedOn,
    cureUntilOn: check.cureUntilOn,
    dueOn,
    isLate: dueOn !== null && today > dueOn,
    clause: citeRolling(check, rule),
    findings,
    told: figureLines(
      pack,
      facts.told ?? [],
      questions.map((one) => one.id),
      today,
    ),
    filed: filing === null ? [] : filedLines(filing, questions, roster),
    returned: owesFiling(check) ? returned : null,
    clawBack: clawBackLines(facts),
    form:
      mayFile && !isOver && rule !== null
        ? formOf(facts, questions, typed, check.filings.at(-1) ?? null)
        : null,
    verdict: mayJudge ? (findings.every(({ holds }) => holds) ? 'passes' : 'fails') : null,
  };
}

function filedLines(filing: Filing, questions: readonly Question[], roster: Roster): readonly string[] {
  const answers = questions.map(({ kind, id, label }) => {
    if (kind === 'flag') return `${label}：${filing.flags[id] === true ? '是' : '否'}`;
    return `${label}：${filing.numbers[id] ?? '—'}万元`;
  });
  return [
    ...answers,
    `佐证：${filing.evidence ?? `附文件 ${filing.files.length} 个`}`,
    ...(filing.note === null ? [] : [`说明：${filing.note}`]),
    `${printMinute(filing.at)} ${roster.personName(filing.by)} 填报`,
  ];
}

function formOf(
  facts: CheckFacts,
  questions: readonly Question[],
  typed: TypedAnswers,
  before: Filing | null,
): NonNullable<CheckView['form']> {
  const reported = reportedWan(facts);
  const fields = questions.map((question): AnswerField => {
    const { kind, id } = question;
    if (kind === 'flag') {
      const value = typed.flags[id] ?? before?.flags[id];
      return { ...question, value: value === undefined ? '' : value ? 'yes' : 'no' };
    }
    const known = id === REPORTED ? reported : null;
    return { ...question, value: typed.numbers[id] ?? before?.numbers[id] ?? known ?? '' };
  });
  return {
    fields,
    evidence: typed.evidence ?? before?.evidence ?? '',
    note: before?.note ?? '',
    hints:
      reported === null
        ? []
        : [`月报已报${measureLabel(facts.pack, ADJUSTED_MEASURE)}累计 ${reported}万元。`],
  };
}

/** What 月报 has reported by the anniversary, for the project's life, 万元; `null` when nothing. */
export function reportedWan({
  check,
  progress,
  pack,
}: Pick<CheckFacts, 'check' | 'progress' | 'pack'>): string | null {
  const until = check.checkOn.slice(0, 7);
  const entries = progress.entries
    .filter((entry) => entry.measure === ADJUSTED_MEASURE && entry.month <= until)
    .sort((a, b) => (a.month < b.month ? -1 : 1));
  const isLife = spansOf(pack)(ADJUSTED_MEASURE) === 'life';
  const lasts = isLife
    ? entries.slice(-1)
    : [...Map.groupBy(entries, (entry) => entry.month.slice(0, 4)).values()].map((own) => own.at(-1));
  const units = lasts.reduce((sum, entry) => sum + (entry?.units ?? 0), 0);
  return units > 0 ? toWan({ units, currency: 'CNY' }) : null;
}

/** 冲减 in words, with both units' shares of a transferred project (SM 三(二)11). */
export function clawBackLines({ check, pack, transfers, roster }: CheckFacts): readonly string[] {
  const { adjustment } = check;
  if (adjustment === null) return [];
  const amount = dec(adjustment.amountWan);
  const measure = measureLabel(pack, adjustment.measure);
  const year = Number(adjustment.month.slice(0, 4));
  const when = `${year}年${Number(adjustment.month.slice(5))}月`;
  const lines = [
    amount.isZero()
      ? `${sayCheck(check)}未通过，计入${when}，没有可冲减的${measure}。`
      : `${sayCheck(check)}未通过：${when}冲减${measure} ${decText(amount)}万元（已发布的战报不改）。`,
  ];
  for (const transfer of amount.isZero() ? [] : transfers) {
    const terms = transfer.state === 'agreed' ? agreedOffer(transfer)?.terms : undefined;
    const ratio = terms?.ratioByYear[String(year)] ?? terms?.ratio;
    if (ratio == null) continue;
    const [sender, receiver] = [amount.times(ratio[0]), amount.times(ratio[1])].map(decText);
    lines.push(
      `按 ${transfer.number} 分担：${roster.unitName(transfer.sender)} ${sender}万元，${roster.unitName(transfer.receiver)} ${receiver}万元。`,
    );
  }
  if (!dec(adjustment.inForce).eq(1))
    lines.push(`已生效的计分为 ${decText(dec(adjustment.inForce).times(100))}%。`);
  return lines;
}

/** A line for the project's own card. */
export function checkLine(check: RollingCheck, pack: Pack): string {
  const { adjustment } = check;
  const clawed =
    adjustment === null || dec(adjustment.amountWan).isZero()
      ? ''
      : `，${adjustment.month} 冲减${measureLabel(pack, adjustment.measure)} ${adjustment.amountWan}万元`;
  const until = check.state === 'curing' ? `至 ${check.cureUntilOn}` : '';
  return `${sayCheck(check)}（${check.checkOn}）${STATE_WORDS[check.state]}${until}${clawed}`;
}

/** Who files for a project: its holder and the unit's reporters. */
export function checkFilers(lead: Lead, roster: Roster): readonly Person[] {
  return roster.people.filter(
    (person) =>
      person.id === lead.holder || (has(person, 'reporter') && roster.unitsOf(person).includes(lead.unit)),
  );
}
