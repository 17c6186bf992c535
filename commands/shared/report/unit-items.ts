/** What somebody's units owe as a whole, with its state: for the month's list and for 季报. */
import type { UnitItem } from '../../../src/cards/report/list.ts';
import type { KnownScene, Tools } from '../../../src/command.ts';
import { has, isOffice } from '../../../src/domain/access.ts';
import type { Month } from '../../../src/domain/day.ts';
import { FIGURES, filedReport, type UnitFiling } from '../../../src/domain/filing/filing.ts';
import { owesPeriod, periodsAsked, sayPeriod, sayReport } from '../../../src/domain/filing/window.ts';
import { monthMeant } from '../../../src/domain/month.ts';
import { unitMeasures } from '../../../src/domain/pack/view.ts';

/** Word for a unit's own figures in what a button types. */
export const FIGURES_WORD = '单位指标';

/** Units somebody files for in their own name. */
export const ownUnits = ({ actor, roster }: KnownScene): readonly string[] =>
  has(actor, 'reporter') || isOffice(actor) ? roster.unitsOf(actor) : [];

const stateOf = (filing: UnitFiling | undefined, cadence: string, period: string): UnitItem['state'] => {
  const report = filing === undefined ? null : filedReport(filing, cadence, period);
  return report === null ? '未报' : report.late ? '迟报' : '已报';
};

/** What a button types to open a month's figures of a unit. */
export const figuresWords = (unit: string, month: Month): string => `${FIGURES_WORD} ${month} ${unit}`;

export async function unitItems(here: KnownScene, tools: Tools): Promise<readonly UnitItem[]> {
  const { pack, roster, today } = here;
  const mine = ownUnits(here);
  const periods = periodsAsked(pack, today);
  const hasFigures = unitMeasures(pack).length > 0;
  if (mine.length === 0 || (periods.length === 0 && !hasFigures)) return [];
  const filed = new Map((await tools.store.filings(mine)).map((one) => [one.unit, one]));
  const name = (unit: string) => (mine.length > 1 ? ` · ${roster.unitName(unit)}` : '');
  const items = mine.flatMap((id) => {
    const unit = roster.unit(id);
    return periods
      .filter((period) => unit !== null && owesPeriod(pack, period, unit))
      .map(
        (period): UnitItem => ({
          label: `${sayReport(period)}${name(id)}`,
          state: stateOf(filed.get(id), period.cadence.id, period.key),
          words: `${period.cadence.id} ${period.key} ${id}`,
        }),
      );
  });
  const month = monthMeant(pack, today);
  const figures = hasFigures
    ? mine.map((id): UnitItem => {
        const state = stateOf(filed.get(id), FIGURES, month);
        return {
          label: `${FIGURES_WORD} ${sayPeriod(month)}${name(id)}`,
          state: state === '未报' ? '选报' : state,
          words: figuresWords(id, month),
        };
      })
    : [];
  return [...items, ...figures];
}
