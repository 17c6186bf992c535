/** 留痕 of what a unit files as a whole, and of reminders by hand 催报. */
import type { FilingFact } from '../filing/filing.ts';
import { FIGURES } from '../filing/filing.ts';
import type { HurryFact } from '../filing/hurry.ts';
import { sayPeriod } from '../filing/window.ts';
import { labelled, type Tell } from './said.ts';
import { sayFigure } from './words.ts';

export const tellFiling: Tell<FilingFact> = (fact, { words, earlier }) => {
  const cadence = words.pack.cadences.find((one) => one.id === fact.cadence);
  const name = fact.cadence === FIGURES ? '单位指标' : (cadence?.label ?? fact.cadence);
  const again = earlier.some((one) => one.cadence === fact.cadence && one.period === fact.period);
  return {
    what: `${again ? '重报' : '报送'}${sayPeriod(fact.period)}${name}`,
    details: [
      labelled('单位', words.unit(fact.unit)),
      fact.forecast ? '预报' : null,
      fact.late ? '迟报' : null,
      fact.correction ? '更正' : null,
      ...fact.figures.map(({ measure, units }) => sayFigure(words.pack, measure, units)),
    ],
    more: [labelled('说明', fact.narrative), labelled('附件', fact.reference)],
    reason: fact.reason,
    clause: cadence?.clause ?? null,
  };
};

export const tellHurry: Tell<HurryFact> = (fact, { words }) => ({
  what: `催报 ${sayPeriod(fact.id)}`,
  details: fact.to.map((person) => words.person(person)),
  inner: true,
});
