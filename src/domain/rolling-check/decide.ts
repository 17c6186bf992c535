/**
 * Decisions about yearly checks 滚动考评: when one opens, what may be filed, what the office finds, when it has failed.
 * Pure; permission is checked before. Numbers the text leaves open are 系统默认 and stand here or in the pack.
 */
import { addDays, type Day, daysBetween, monthOf } from '../day.ts';
import { dec, decText, sumDec } from '../decimal.ts';
import { assert, type Refusal, refuse } from '../decision.ts';
import { ADJUSTED_MEASURE } from '../evaluate/rolling.ts';
import type { Pack, Rolling } from '../pack/schema.ts';
import { anniversary } from '../rule/period.ts';
import { adjustment, checkYear } from '../rule/review.ts';
import {
  type Finding,
  isFiled,
  lastFiling,
  owesFiling,
  type RollingCheck,
  type RollingFact,
  rollingCheckId,
} from './rolling-check.ts';

type Decided = { readonly facts: readonly RollingFact[] } | Refusal;

/** 系统默认. */
export const ROLLING_DEFAULTS = {
  /** An anniversary missed for longer is not made up for: the next one asks again. */
  patienceDays: 365,
  /** Filing is late after so many days. */
  filingDays: 30,
  /** Reminders, in days after the check opened. */
  remindFilingAfterDays: [15, 25],
  /** Reminders, in days before the days to cure are over. */
  remindCureBeforeDays: [30, 7, 1],
} as const;

export const STATE_WORDS: Readonly<Record<RollingCheck['state'], string>> = {
  open: '待填报',
  filed: '待核实',
  curing: '整改中',
  cure_filed: '整改待核实',
  passed: '通过',
  cured: '整改后通过',
  failed: '未通过',
  dropped: '已终止',
};

export const rollingRule = (pack: Pack, id: string): Rolling | null =>
  pack.rolling.find((rule) => rule.id === id) ?? null;

/** 依据 as refusals and cards cite it: what is not in the text is said to be 系统默认. */
export const citeRolling = (check: Pick<RollingCheck, 'clause'>, rule: Rolling | null): string =>
  rule === null ? check.clause : `${check.clause}，整改${rule.cureDays}天等为系统默认`;

/** What opening needs to know of a project. */
export interface StartedProject {
  readonly lead: string;
  /** The day of its verified start. */
  readonly startedOn: Day;
}

/** 到期: the checks of a project to be opened on a day, one fact each. @param opened ids of those that were */
export function decideOpen(
  rule: Rolling,
  project: StartedProject,
  opened: ReadonlySet<string>,
  today: Day,
): readonly Extract<RollingFact, { type: 'rolling.opened' }>[] {
  return Array.from({ length: rule.years }, (_, index) => index + 1).flatMap((year) => {
    const id = rollingCheckId(project.lead, rule.id, year);
    const checkOn = anniversary(project.startedOn, year);
    const since = daysBetween(checkOn, today);
    if (since < 0 || since >= ROLLING_DEFAULTS.patienceDays || opened.has(id)) return [];
    return [
      {
        type: 'rolling.opened' as const,
        id,
        lead: project.lead,
        rule: rule.id,
        label: rule.label,
        clause: rule.clause,
        year,
        startedOn: project.startedOn,
        checkOn,
        openedOn: today,
        // Whoever was told late has as many days as everybody.
        cureUntilOn: addDays(today, rule.cureDays),
      },
    ];
  });
}

/** What somebody files; absent answers are refused by name. */
export interface FilingIntent {
  readonly flags: Readonly<Record<string, boolean | null>>;
  readonly numbers: Readonly<Record<string, string | null>>;
  readonly evidence: string | null;
  readonly files: readonly string[];
  readonly note: string | null;
}

/** The questions of a rule: yes or no, or a sum in 万元. */
export interface Question {
  readonly kind: 'flag' | 'number';
  readonly id: string;
  readonly label: string;
}

const NUMBER_WORDS: Readonly<Record<string, string>> = {
  tax: '税收',
  verified_investment: '核实投资额',
  reported_investment: '申报投资额',
};

/** Every answer the rule's checks need, once each, in order. */
export function questionsOf(pack: Pick<Pack, 'labels'>, rule: Rolling): readonly Question[] {
  const asked = new Map<string, Question>();
  for (const check of rule.checks) {
    if (check.flag !== undefined) asked.set(check.flag, { kind: 'flag', id: check.flag, label: check.label });
    for (const id of [check.number, check.over]) {
      if (id === undefined || asked.has(id)) continue;
      asked.set(id, { kind: 'number', id, label: pack.labels[id] ?? NUMBER_WORDS[id] ?? check.label });
    }
  }
  return [...asked.values()];
}

/** 填报, also of what was put right. */
export function decideFile(pack: Pack, check: RollingCheck, intent: FilingIntent, today: Day): Decided {
  const rule = rollingRule(pack, check.rule);
  const name = sayCheck(check);
  if (rule === null) return refuse(`现行方案没有「${check.label}」了`, { clause: check.clause });
  if (isFiled(check)) return refuse(`${name}已经填报，等招商办核实`, { next: '要修改请联系招商办退回。' });
  if (!owesFiling(check)) return refuse(`${name}${STATE_WORDS[check.state]}，不再填报`);
  if (check.state === 'curing' && today > check.cureUntilOn) {
    return refuse(`${name}的整改期限 ${check.cureUntilOn} 已过`, { clause: citeRolling(check, rule) });
  }
  const missing = questionsOf(pack, rule).filter(({ kind, id }) =>
    kind === 'flag' ? intent.flags[id] == null : intent.numbers[id] == null,
  );
  if (missing.length > 0) {
    return refuse(`还没有填${missing.map(({ label }) => `「${label}」`).join('、')}`, {
      clause: check.clause,
      next: '三项结果都要填，没有税收就填 0。',
    });
  }
  if (intent.evidence === null && intent.files.length === 0) {
    return refuse(`${name}要有佐证`, {
      clause: check.clause,
      next: '请在「佐证」填入统编号、完税证明、审计报告等名称或编号，或先把文件发给我归到这个项目。',
    });
  }
  for (const over of rule.checks.flatMap((one) => one.over ?? [])) {
    if (dec(intent.numbers[over] ?? '0').lte(0)) {
      const label = questionsOf(pack, rule).find((one) => one.id === over)?.label ?? over;
      return refuse(`「${label}」应大于 0`, { next: '请填此前申报的投资额（万元）。' });
    }
  }
  const { evidence, files, note } = intent;
  return {
    facts: [
      {
        type: 'rolling.filed',
        on: today,
        flags: onlyKnown(intent.flags),
        numbers: onlyKnown(intent.numbers),
        evidence,
        files,
        note,
      },
    ],
  };
}

function onlyKnown<T>(answers: Readonly<Record<string, T | null>>): Readonly<Record<string, T>> {
  const known: Record<string, T> = {};
  for (const [id, answer] of Object.entries(answers)) if (answer !== null) known[id] = answer;
  return known;
}

/** What the filed answers say to each question; empty when nothing is filed. */
export function findingsOf(pack: Pack, check: RollingCheck): readonly Finding[] {
  const [rule, filing] = [rollingRule(pack, check.rule), lastFiling(check)];
  if (rule === null || filing === null) return [];
  return checkYear(rule, filing).map(({ id, label, holds }) => ({ id, label, holds: holds === true }));
}

export type VerdictWish =
  /** `meant`: what the verdict is thought to be; refused when the answers come to something else. */
  | { readonly do: 'verify'; readonly meant?: 'passes' | 'fails' }
  | { readonly do: 'return'; readonly reason: string | null };

/** 核实 by the office: passes when every question holds, else the days to cure run; or 退回. */
export function decideVerdict(
  pack: Pack,
  check: RollingCheck,
  wish: VerdictWish,
  by: string,
  today: Day,
): Decided {
  const name = sayCheck(check);
  if (!isFiled(check)) return refuse(`${name}现在是「${STATE_WORDS[check.state]}」，没有等核实的填报`);
  const filing = lastFiling(check);
  assert(filing !== null, 'a filed check has a filing');
  if (filing.by === by) return refuse('填报人不能核实自己的填报', { next: '请由招商办其他人员处理。' });
  if (wish.do === 'return') {
    if (wish.reason === null)
      return refuse('退回要写明理由', { next: '请在「理由」里写清哪里不符，再按退回。' });
    return { facts: [{ type: 'rolling.returned', reason: wish.reason }] };
  }
  const rule = rollingRule(pack, check.rule);
  if (rule === null) return refuse(`现行方案没有「${check.label}」了`, { clause: check.clause });
  const findings = findingsOf(pack, check);
  const lacking = findings.filter((finding) => !finding.holds).map(({ label }) => label);
  if (wish.meant === 'passes' && lacking.length > 0) {
    return refuse(`按填报内容「${lacking.join('」「')}」未达标，不能通过`, {
      clause: citeRolling(check, rule),
      next: '核实无误的请按「认定未通过」，进入整改；填报不实的写明理由退回。',
    });
  }
  if (wish.meant === 'fails' && lacking.length === 0) {
    return refuse('按填报内容各项都达标', { next: '填报不实的写明理由退回，由单位重新填报。' });
  }
  if (lacking.length === 0) return { facts: [{ type: 'rolling.passed', on: filing.on, findings }] };
  // A verdict given after the days to cure were over starts them: nobody can cure what was not known.
  const isOver = check.verdict === null && today > check.cureUntilOn;
  const cureUntilOn = isOver ? addDays(today, rule.cureDays) : check.cureUntilOn;
  return { facts: [{ type: 'rolling.found_lacking', findings, cureUntilOn }] };
}

/**
 * 未通过: the days to cure are over and nothing waits. Empty when they are not.
 * @param passedYears checks of this project and rule that passed or were cured
 */
export function decideFail(
  pack: Pack,
  check: RollingCheck,
  passedYears: number,
  today: Day,
): readonly RollingFact[] {
  if (check.state !== 'curing' || today <= check.cureUntilOn) return [];
  const rule = rollingRule(pack, check.rule);
  const filing = check.filings.findLast((one) => one.returned === null);
  if (rule === null || filing === undefined) return [];
  const amount = rule.checks.reduce((most, one) => {
    const [verified, reported] = [filing.numbers[one.number ?? ''], filing.numbers[one.over ?? '']];
    if (verified === undefined || reported === undefined) return most;
    const own = adjustment(rule, verified, reported);
    return own.lt(most) ? own : most;
  }, dec(0));
  return [
    {
      type: 'rolling.failed',
      on: today,
      adjustment: {
        month: monthOf(today),
        measure: ADJUSTED_MEASURE,
        amountWan: decText(amount),
        how: rule.onFail,
        inForce: inForce(rule, passedYears),
      },
    },
  ];
}

/** 分年生效: the share of the credit in force after so many passed years; never more than the whole (SM-I11). */
export function inForce(rule: Pick<Rolling, 'vesting'>, passedYears: number): string {
  const parts = rule.vesting.slice(0, passedYears + 1).map((part) => dec(part));
  return decText(sumDec(parts));
}

/** A check of a project that has left ends while nobody has found anything yet. */
export function decideDrop(check: RollingCheck, reason: string): readonly RollingFact[] {
  return check.state === 'open' || check.state === 'filed' ? [{ type: 'rolling.dropped', reason }] : [];
}

/** The latest reminder that is due and was not given; `null` when none is. */
export function reminderDue(check: RollingCheck, today: Day): string | null {
  const steps =
    check.state === 'open'
      ? ROLLING_DEFAULTS.remindFilingAfterDays.map((days) => ({
          step: `open:${days}`,
          on: addDays(check.openedOn, days),
        }))
      : check.state === 'curing'
        ? ROLLING_DEFAULTS.remindCureBeforeDays.map((days) => ({
            step: `cure:${days}`,
            on: addDays(check.cureUntilOn, -days),
          }))
        : [];
  const due = steps.filter(({ on }) => on <= today).at(-1);
  if (due === undefined || today > check.cureUntilOn || check.reminded === due.step) return null;
  return due.step;
}

/** The day until which it is to be filed. */
export const filingDueOn = (check: RollingCheck): Day =>
  check.state === 'curing' ? check.cureUntilOn : addDays(check.openedOn, ROLLING_DEFAULTS.filingDays);

/** 第1年滚动考评. */
export const sayCheck = (check: Pick<RollingCheck, 'year'>): string => `第${check.year}年滚动考评`;
