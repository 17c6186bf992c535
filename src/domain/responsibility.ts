/**
 * Responsibility on a project 包联: 一个项目、一名领导、一个班子、一套方案 (LF 四(五)1), and the service officer (SM 三(一)2).
 *
 *     nothing ──set (office)──> set ──set again──> set     every earlier setting stays in the history
 *
 * Invariants
 *  1. A setting names at least one of leader, group, officer and plan; people are roster ids.
 *  2. What a setting does not mention stays as it was.
 *  3. Who hurries a project does so once a day (催办); it is recorded here because it is no fact of the lead's own.
 */
import type { Day } from './day.ts';
import { type Refusal, refuse } from './decision.ts';

export interface Assignment {
  /** Roster id of the leader in charge 包联领导. */
  readonly leader: string | null;
  /** Name of the group 专班. */
  readonly group: string | null;
  /** Roster id of the service officer 服务专员 / 招商专员. */
  readonly officer: string | null;
  /** Name or number of the plan 方案. */
  readonly plan: string | null;
}

export interface Responsibility extends Assignment {
  /** Lead number. */
  readonly lead: string;
  readonly version: number;
  /** Earlier settings, oldest first. */
  readonly history: readonly (Assignment & { readonly at: number; readonly by: string | null })[];
  readonly setAt: number | null;
  readonly setBy: string | null;
  readonly nudges: readonly { readonly by: string | null; readonly on: Day }[];
}

export type ResponsibilityFact =
  | ({ readonly type: 'responsibility.set'; readonly lead: string } & Assignment)
  | {
      readonly type: 'responsibility.nudged';
      readonly lead: string;
      readonly on: Day;
      readonly to: readonly string[];
    };

export const NOBODY: Assignment = { leader: null, group: null, officer: null, plan: null };

const before = (lead: string): Responsibility => ({
  lead,
  version: 0,
  ...NOBODY,
  history: [],
  setAt: null,
  setBy: null,
  nudges: [],
});

export function evolveResponsibility(
  state: Responsibility | null,
  fact: ResponsibilityFact,
  at: number,
  actor: string | null,
): Responsibility {
  const now = state ?? before(fact.lead);
  const next = { ...now, version: now.version + 1 };
  if (fact.type === 'responsibility.nudged') {
    return { ...next, nudges: [...now.nudges, { by: actor, on: fact.on }] };
  }
  const { leader, group, officer, plan } = fact;
  const earlier =
    now.setAt === null
      ? []
      : [
          {
            leader: now.leader,
            group: now.group,
            officer: now.officer,
            plan: now.plan,
            at: now.setAt,
            by: now.setBy,
          },
        ];
  return {
    ...next,
    leader,
    group,
    officer,
    plan,
    history: [...now.history, ...earlier],
    setAt: at,
    setBy: actor,
  };
}

/** 包联: sets what is mentioned; permission is checked before. */
export function decideResponsibility(
  state: Responsibility | null,
  lead: string,
  said: Partial<Assignment>,
): { readonly facts: readonly ResponsibilityFact[] } | Refusal {
  const mentioned = Object.values(said).filter((value) => value !== undefined && value !== null);
  if (mentioned.length === 0) {
    return refuse('没有看出要定谁', {
      next: '例如「任务 包联 XM-202611-0001 领导 张三 专班 碳纤维专班 专员 李四」。',
    });
  }
  const now = state ?? before(lead);
  const { leader, group, officer, plan } = { ...now, ...said };
  if (leader === now.leader && group === now.group && officer === now.officer && plan === now.plan) {
    return refuse('和现在的包联安排一样，没有改动');
  }
  return { facts: [{ type: 'responsibility.set', lead, leader, group, officer, plan }] };
}

/** 催办 of a project: once a person and day. */
export function decideProjectNudge(
  state: Responsibility | null,
  number: string,
  nudge: { readonly lead: string; readonly by: string; readonly on: Day; readonly to: readonly string[] },
): { readonly facts: readonly ResponsibilityFact[] } | Refusal {
  if (state?.nudges.some((one) => one.by === nudge.by && one.on === nudge.on) === true) {
    return refuse(`您今天已经催办过 ${number}`, { next: '同一件事一天只能催一次，明天再催。' });
  }
  if (nudge.to.length === 0) {
    return refuse(`${number} 的承办人还没有绑定飞书，催办发不出去`, { next: '请联系管理员核对名册。' });
  }
  return {
    facts: [{ type: 'responsibility.nudged', lead: nudge.lead, on: nudge.on, to: nudge.to }],
  };
}
