/** 认定的标记: findings that a named person has confirmed (处理建议), such as 取消考评资格. */
import { addDays, instantOfDay } from '../../domain/day.ts';
import { proposalMarks } from '../../domain/proposal.ts';
import type { Section } from '../gathering.ts';

const PROPOSALS_MAX = 10_000;

export const marks: Section = async ({ store, asOf }) => {
  const confirmed = await store.proposals(['confirmed'], PROPOSALS_MAX);
  const rows = proposalMarks(confirmed, instantOfDay(addDays(asOf, 1)) - 1);
  return rows.length === 0 ? {} : { marks: [...rows] };
};
