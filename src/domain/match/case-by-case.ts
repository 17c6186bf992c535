/**
 * 一事一议、一企一策: whether the pack's own words for it (its filter `case_by_case`, such as SM 三(一)2's 10亿元) hold for a
 * project. What follows is a proposal to make, never a promise.
 */
import type { Lead } from '../lead/lead.ts';
import { recordOf } from '../lead/stage-gates.ts';
import type { Pack } from '../pack/schema.ts';
import { isKeyProject, packFilterContext, projectRecord } from '../pack/view.ts';
import { evaluateFilter, type Truth } from '../rule/filter.ts';

export const CASE_BY_CASE = 'case_by_case';

export interface CaseByCase {
  readonly truth: Truth;
  readonly clause: string;
  readonly label: string;
  readonly reason: string;
}

/** `null`: the pack has no such rule. */
export function caseByCase(pack: Pack, lead: Lead): CaseByCase | null {
  const rule = pack.filters.find((one) => one.id === CASE_BY_CASE);
  if (rule === undefined) return null;
  const record = projectRecord(pack, recordOf(lead));
  const { truth } = evaluateFilter(rule.where, record, packFilterContext(pack));
  const key = rule.where.key === true ? isKeyProject(pack, recordOf(lead)) : null;
  const reason =
    key !== null && truth === 'yes'
      ? key.reason
      : truth === 'yes'
        ? `属于${rule.label}的范围`
        : truth === 'unknown'
          ? '信息不全，补齐后再看'
          : (key?.reason ?? '不在规定的范围内');
  return { truth, clause: rule.clause, label: rule.label, reason };
}
