/**
 * Pledges 承诺: papers promised when something was accepted without them 容缺受理 (SM 三(三)17), and what a government
 * promised a project in writing. One subject a lead: all its pledges.
 *
 * Invariants
 *  1. A pledge holds from the verification of the submission it was made in; what was returned promised nothing.
 *  2. It is closed by a verified submission, once, and never reopened.
 *
 *     made ──paper handed in / promise kept, verified──> closed (late, when after its day)
 */
import type { Day } from './day.ts';
import { refuse } from './decision.ts';
import type { Decided } from './lead/decide.ts';
import type { PledgeWords } from './lead/stage-facts.ts';
import { PLEDGE_PREFIX } from './lead/stage-steps.ts';

export interface Pledge extends PledgeWords {
  /** `paper-1`, `promise-2`: within its lead. */
  readonly id: string;
  /** The submission it was made in. */
  readonly event: string;
  readonly madeAt: number;
  readonly closedOn: Day | null;
  readonly closedBy: string | null;
}

export interface Pledges {
  readonly lead: string;
  readonly version: number;
  readonly items: readonly Pledge[];
}

export type PledgeFact =
  | {
      readonly type: 'pledge.made';
      readonly lead: string;
      readonly event: string;
      readonly items: readonly (PledgeWords & { readonly id: string })[];
    }
  | {
      readonly type: 'pledge.closed';
      readonly lead: string;
      readonly id: string;
      readonly on: Day;
      readonly event: string;
    };

export const noPledges = (lead: string): Pledges => ({ lead, version: 0, items: [] });

export function evolvePledges(state: Pledges, fact: PledgeFact, at: number, actor: string | null): Pledges {
  const next = { ...state, version: state.version + 1 };
  if (fact.type === 'pledge.made') {
    const made = fact.items.map((item) => ({
      ...item,
      event: fact.event,
      madeAt: at,
      closedOn: null,
      closedBy: null,
    }));
    return { ...next, items: [...state.items, ...made] };
  }
  return {
    ...next,
    items: state.items.map((item) =>
      item.id === fact.id ? { ...item, closedOn: fact.on, closedBy: actor } : item,
    ),
  };
}

export const openPledges = ({ items }: Pledges): readonly Pledge[] =>
  items.filter((item) => item.closedOn === null);

export const PLEDGE_KIND_WORDS: Readonly<Record<PledgeWords['kind'], string>> = {
  paper: '容缺材料',
  promise: '政府承诺',
};

/** At verification: what the submission promised now holds. */
export function decideMake(
  state: Pledges,
  event: string,
  words: readonly PledgeWords[],
): Decided<PledgeFact> {
  if (words.length === 0) return { facts: [] };
  const items = words.map((item, index) => ({
    ...item,
    id: `${item.kind}-${state.items.length + index + 1}`,
  }));
  return { facts: [{ type: 'pledge.made', lead: state.lead, event, items }] };
}

/** At verification of `pledge:<id>`. */
export function decideClose(state: Pledges, step: string, on: Day, event: string): Decided<PledgeFact> {
  const id = step.slice(PLEDGE_PREFIX.length);
  const item = state.items.find((one) => one.id === id);
  if (item === undefined) return refuse('没有找到这项承诺');
  if (item.closedOn !== null) return refuse(`「${item.what}」已于 ${item.closedOn} 办结`);
  return { facts: [{ type: 'pledge.closed', lead: state.lead, id, on, event }] };
}

/** The words of a form into promises: one a line, all for the same day. */
export function readPledges(
  kind: PledgeWords['kind'],
  lines: string | null,
  dueOn: Day | null,
  happenedOn: Day,
): { readonly items: readonly PledgeWords[] } | ReturnType<typeof refuse> {
  const word = PLEDGE_KIND_WORDS[kind];
  const whats = (lines ?? '')
    .split(/[\n；;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (whats.length === 0) {
    return dueOn === null
      ? { items: [] }
      : refuse(`填了日期，没有写${word}`, { next: `请写明${word}，或清空日期。` });
  }
  const label = kind === 'paper' ? '补齐日期' : '兑现日期';
  if (dueOn === null) return refuse(`${word}要有${label}`, { next: `请填「${label}」，再按提交。` });
  if (dueOn < happenedOn) return refuse(`${label} ${dueOn} 早于发生日期`, { next: '请改日期后再按提交。' });
  if (whats.length > PLEDGES_MAX) return refuse(`一次最多 ${PLEDGES_MAX} 项${word}`);
  return { items: whats.map((what) => ({ kind, what: what.slice(0, 100), dueOn })) };
}

const PLEDGES_MAX = 10;
