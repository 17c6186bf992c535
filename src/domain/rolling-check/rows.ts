/**
 * Yearly checks as the facts document has them (`reviews` of src/domain/facts-file/schema.ts), for 得分 and targets.
 * Only what was known on the day: a check that is being put right takes nothing back yet.
 */
import { addDays, type Day, dayOfInstant } from '../day.ts';
import type { ReviewRow } from '../facts-file/facts.ts';
import type { Pack } from '../pack/schema.ts';
import { rollingRule } from './decide.ts';
import type { Filing, RollingCheck } from './rolling-check.ts';

/** The `kind` of its rows. */
export const ROLLING_KIND = 'rolling';

/**
 * @param projectOf a lead's number → the number its project goes by in the document
 * @param asOf the last day that counts
 */
export function rollingRows(
  pack: Pack,
  checks: readonly RollingCheck[],
  projectOf: (lead: string) => string | null,
  asOf: Day,
): readonly ReviewRow[] {
  return checks.flatMap((check) => {
    const project = projectOf(check.lead);
    const row = project === null ? null : rowOf(pack, check, project, asOf);
    return row === null ? [] : [row];
  });
}

const bare = (project: string, check: RollingCheck, date: Day): ReviewRow => ({
  project,
  kind: ROLLING_KIND,
  date,
  year: check.year,
  flags: {},
  numbers: {},
});

const answers = ({ flags, numbers }: Filing) => ({
  flags: { ...flags },
  numbers: { ...numbers },
});

/** The filing the last verdict was about; not the one that still waits. */
function judgedFiling(check: RollingCheck): Filing | null {
  const kept = check.filings.filter((filing) => filing.returned === null);
  return kept.at(check.state === 'cure_filed' || check.state === 'filed' ? -2 : -1) ?? null;
}

function rowOf(pack: Pack, check: RollingCheck, project: string, asOf: Day): ReviewRow | null {
  const { verdict, settledOn } = check;
  const filing = judgedFiling(check);
  if (verdict === null || filing === null || check.state === 'dropped') return null;
  const judgedOn = dayOfInstant(verdict.at);
  const isOver = settledOn !== null && (check.state === 'failed' ? settledOn : judgedOn) <= asOf;
  if (isOver && check.state !== 'failed')
    return { ...bare(project, check, settledOn), result: 'pass', ...answers(filing) };
  if (isOver) {
    const date = judgedOn < settledOn ? judgedOn : settledOn;
    return { ...bare(project, check, date), result: 'fail', ...answers(filing) };
  }
  const firstVerdictOn = check.state === 'curing' || check.state === 'cure_filed' ? judgedOn : null;
  if (firstVerdictOn === null || firstVerdictOn > asOf) return null;
  // The document reckons the days to cure from the anniversary; where ours run longer it must not take back early.
  const cureDays = rollingRule(pack, check.rule)?.cureDays ?? 0;
  const isSame = check.cureUntilOn <= addDays(check.checkOn, cureDays);
  return { ...bare(project, check, judgedOn), result: 'fail', ...(isSame ? answers(filing) : {}) };
}
