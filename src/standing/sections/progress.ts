/**
 * 月报数: the monthly figures of every project, from one row a project, measure and year.
 *
 * A month counts whenever it was filed: the figures of October come in November, and October is asked for then. Months
 * after the day are left out. The years a question can look into are given month by month; of older ones only what the
 * questions can still tell apart (`years.ts`), so that a long history costs little.
 */
import { type Month, monthOf } from '../../domain/day.ts';
import type { ProgressRow } from '../../domain/facts-file/facts.ts';
import { plainFigure, unitOf } from '../../domain/figure.ts';
import { unitMeasures } from '../../domain/pack/view.ts';
import { type Gathering, idOf, type Section } from '../gathering.ts';
import { detailFrom, monthsKept } from './years.ts';

export const progress: Section = async (from, before) => {
  const { store, pack, asOf, leads } = from;
  const ids = new Map(leads.map((lead) => [lead.number, idOf(lead)]));
  const shared = sharedProjects(from, new Set((before.splits ?? []).map((split) => split.project)));
  const units = new Map(
    pack.measures.map((measure) => {
      const unit = unitOf(measure);
      return [measure.id, unit === measure.unit ? null : unit] as const;
    }),
  );
  const last = monthOf(asOf);
  const fromYear = detailFrom(pack, asOf);
  const rows: ProgressRow[] = [];
  for (const { lead, measure, year, figures } of await store.yearFigures(Number(last.slice(0, 4)))) {
    const project = ids.get(lead);
    const unit = units.get(measure);
    if (project === undefined || unit === undefined) continue;
    const isWhole = year >= fromYear || shared.has(project);
    for (const at of monthsKept(figures, isWhole)) {
      const month: Month = `${year}-${at < 9 ? '0' : ''}${at + 1}`;
      const value = figures[at];
      if (value === null || value === undefined || month > last) continue;
      rows.push({
        project,
        measure,
        month,
        cumulative: plainFigure(value),
        ...(unit === null ? {} : { unit }),
      });
    }
  }
  return { progress: [...rows, ...(await unitRows(from, last))] };
};

/** What units file as a whole 单位指标 (青创贷, QD 一(五)(6)二): a row a unit, measure and month. */
async function unitRows({ store, pack }: Gathering, last: Month): Promise<readonly ProgressRow[]> {
  const units = new Map(unitMeasures(pack).map((measure) => [measure.id, measure]));
  if (units.size === 0) return [];
  const rows: ProgressRow[] = [];
  for (const filing of await store.filings()) {
    for (const { measure: id, month, units: value } of filing.entries) {
      const measure = units.get(id);
      if (measure === undefined || month > last) continue;
      const unit = unitOf(measure);
      const at = { subject: filing.unit, measure: id, month, cumulative: plainFigure(value) };
      rows.push({ ...at, ...(unit === measure.unit ? {} : { unit }) });
    }
  }
  return rows.sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0));
}

/** Projects whose months are divided between two units: every month of them decides who gets what. */
function sharedProjects({ leads }: Gathering, split: ReadonlySet<string>): ReadonlySet<string> {
  const between = leads.filter((lead) => lead.landingUnit !== null && lead.landingUnit !== lead.unit);
  return new Set([...split, ...between.map(idOf)]);
}
