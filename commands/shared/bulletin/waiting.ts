/** Quarters and years that are over, have figures, and whose bulletin is not out: what the office is offered besides months. */
import { monthEnd, monthOf } from '../../../src/domain/day.ts';
import {
  type BulletinPeriod,
  bulletinDueOn,
  firstMonth,
  lastMonth,
  periodHolding,
  shiftPeriod,
} from '../../../src/domain/period.ts';
import { publicationId } from '../../../src/domain/publication.ts';
import type { Standings } from '../../../src/store/standing.ts';
import type { Store } from '../../../src/store.ts';

export async function unpublishedPeriods(
  store: Store,
  standing: Pick<Standings, 'packOn'>,
  today: string,
): Promise<readonly BulletinPeriod[]> {
  const found = await Promise.all(
    (['quarter', 'year'] as const).map(async (kind): Promise<readonly BulletinPeriod[]> => {
      const period = shiftPeriod(periodHolding(kind, monthOf(today)), -1);
      const pack = standing.packOn(monthEnd(lastMonth(period)));
      if (bulletinDueOn(pack, period) === null) return [];
      const [rows, publication] = await Promise.all([
        store.rollup(firstMonth(period), lastMonth(period)),
        store.publication(publicationId(kind, period.key)),
      ]);
      return rows.length === 0 || publication?.state === 'published' ? [] : [period];
    }),
  );
  return found.flat();
}
