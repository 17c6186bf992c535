/**
 * One yearly check 滚动考评 of a started project (SM 三(四)19): 有没有入统、有没有税收、投资额对不对.
 *
 *     anniversary ──> open ──填报──> filed ──通过: all hold──> passed
 *                      │ ^             ├──退回 (理由)──> open
 *                      │ └─────────────┘└──认定未通过: one fails──> curing ──填报──> cure_filed ──通过──> cured
 *                      │                                            │ ^                └──退回 / 仍未通过──> curing
 *                      │                                            │ └──────────────────┘
 *                      └──project left──> dropped                   └──days to cure over, nothing waiting──> failed
 *
 * Invariants
 *  1. passed, cured, failed and dropped are final: no fact can follow.
 *  2. Who filed does not judge the filing.
 *  3. What a failed check takes back is a fact of its own, dated in the month it happens; nothing published changes.
 *  4. The days to cure are never over while a filing made within them waits for its verdict.
 *  5. A project has one check for each rule and year; its id says so.
 */
import type { Day, Month } from '../day.ts';

export type RollingCheckState =
  | 'open'
  | 'filed'
  | 'curing'
  | 'cure_filed'
  | 'passed'
  | 'cured'
  | 'failed'
  | 'dropped';

/** Still owes something. */
export const LIVE_CHECKS: readonly RollingCheckState[] = ['open', 'filed', 'curing', 'cure_filed'];

/** 填报: the answers; sums are decimal texts of 万元. */
export interface Filing {
  readonly at: number;
  readonly by: string | null;
  readonly on: Day;
  readonly flags: Readonly<Record<string, boolean>>;
  readonly numbers: Readonly<Record<string, string>>;
  readonly evidence: string | null;
  readonly files: readonly string[];
  readonly note: string | null;
  /** Why it was sent back. */
  readonly returned: string | null;
}

/** One of the questions with its answer. */
export interface Finding {
  readonly id: string;
  readonly label: string;
  readonly holds: boolean;
}

/** 冲减: a negative entry in the month it is made (domain.md P14). */
export interface ClawBack {
  readonly month: Month;
  readonly measure: string;
  /** Decimal text of 万元, never positive. */
  readonly amountWan: string;
  readonly how: 'adjust' | 'revoke';
  /** Share of the credit in force after it, such as `1` or `0.7` (分年生效). */
  readonly inForce: string;
}

export interface RollingCheck {
  /** `XS-202611-0001.SM-B11.1`: lead, rule, year. */
  readonly id: string;
  readonly version: number;
  /** The lead's own number. */
  readonly lead: string;
  readonly rule: string;
  readonly label: string;
  readonly clause: string;
  /** 第几年, from 1. */
  readonly year: number;
  readonly startedOn: Day;
  readonly checkOn: Day;
  readonly openedOn: Day;
  /** Last day to cure. */
  readonly cureUntilOn: Day;
  readonly state: RollingCheckState;
  readonly filings: readonly Filing[];
  /** The last verdict. */
  readonly verdict: {
    readonly at: number;
    readonly by: string | null;
    readonly findings: readonly Finding[];
  } | null;
  /** The day it ended: of the filing that passed or cured it, or of the claw-back. */
  readonly settledOn: Day | null;
  readonly adjustment: ClawBack | null;
  /** The last reminder: `open:15`, `cure:7`. */
  readonly reminded: string | null;
  readonly dropReason: string | null;
}

export type RollingFact =
  | {
      readonly type: 'rolling.opened';
      readonly id: string;
      readonly lead: string;
      readonly rule: string;
      readonly label: string;
      readonly clause: string;
      readonly year: number;
      readonly startedOn: Day;
      readonly checkOn: Day;
      readonly openedOn: Day;
      readonly cureUntilOn: Day;
    }
  | {
      readonly type: 'rolling.filed';
      readonly on: Day;
      readonly flags: Filing['flags'];
      readonly numbers: Filing['numbers'];
      readonly evidence: string | null;
      readonly files: readonly string[];
      readonly note: string | null;
    }
  | { readonly type: 'rolling.returned'; readonly reason: string }
  | { readonly type: 'rolling.passed'; readonly on: Day; readonly findings: readonly Finding[] }
  | {
      readonly type: 'rolling.found_lacking';
      readonly findings: readonly Finding[];
      readonly cureUntilOn: Day;
    }
  | { readonly type: 'rolling.failed'; readonly on: Day; readonly adjustment: ClawBack }
  | { readonly type: 'rolling.dropped'; readonly reason: string }
  | { readonly type: 'rolling.reminded'; readonly step: string };

export const rollingCheckId = (lead: string, rule: string, year: number): string => `${lead}.${rule}.${year}`;

export const isLiveCheck = ({ state }: Pick<RollingCheck, 'state'>): boolean => LIVE_CHECKS.includes(state);
/** Waits for the office. */
export const isFiled = ({ state }: Pick<RollingCheck, 'state'>): boolean =>
  state === 'filed' || state === 'cure_filed';
/** The unit owes an answer. */
export const owesFiling = ({ state }: Pick<RollingCheck, 'state'>): boolean =>
  state === 'open' || state === 'curing';
/** The last filing that was not sent back. */
export const lastFiling = (check: Pick<RollingCheck, 'filings'>): Filing | null =>
  check.filings.findLast((filing) => filing.returned === null) ?? null;

/** The check after one more fact; `null` before its first. */
export function evolveRolling(
  check: RollingCheck | null,
  fact: RollingFact,
  at: number,
  actor: string | null,
): RollingCheck {
  if (fact.type === 'rolling.opened') {
    if (check !== null) throw new Error(`${fact.id} is open already`);
    const { type: _type, ...given } = fact;
    return {
      ...given,
      version: 1,
      state: 'open',
      filings: [],
      verdict: null,
      settledOn: null,
      adjustment: null,
      reminded: null,
      dropReason: null,
    };
  }
  if (check === null) throw new Error(`a yearly check starts with its opening, not ${fact.type}`);
  if (!isLiveCheck(check)) throw new Error(`${check.id} is ${check.state}`);
  const next: RollingCheck = { ...check, version: check.version + 1 };
  switch (fact.type) {
    case 'rolling.filed': {
      const { type: _type, ...filing } = fact;
      return {
        ...next,
        state: check.verdict === null ? 'filed' : 'cure_filed',
        filings: [...check.filings, { ...filing, at, by: actor, returned: null }],
      };
    }
    case 'rolling.returned':
      return {
        ...next,
        state: check.verdict === null ? 'open' : 'curing',
        filings: check.filings.map((filing, index) =>
          index === check.filings.length - 1 ? { ...filing, returned: fact.reason } : filing,
        ),
      };
    case 'rolling.passed':
      return {
        ...next,
        state: check.verdict === null ? 'passed' : 'cured',
        verdict: { at, by: actor, findings: fact.findings },
        settledOn: fact.on,
      };
    case 'rolling.found_lacking':
      return {
        ...next,
        state: 'curing',
        verdict: { at, by: actor, findings: fact.findings },
        cureUntilOn: fact.cureUntilOn,
      };
    case 'rolling.failed':
      return { ...next, state: 'failed', settledOn: fact.on, adjustment: fact.adjustment };
    case 'rolling.dropped':
      return { ...next, state: 'dropped', dropReason: fact.reason };
    case 'rolling.reminded':
      return { ...next, reminded: fact.step };
  }
}
