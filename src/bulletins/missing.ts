/** Everything missing of a month, some thousand rows at a time, so that nobody waits while a whole city is gone through. */
import type { OwingFilter, ProjectRow } from '../store/owing.ts';
import type { Store } from '../store.ts';

const ROWS_A_READ = 2_000;

/** Projects that owe the month and have no report: unit after unit, within some of them by project number. */
export async function* missingOf(store: Store, filter: OwingFilter): AsyncGenerator<readonly ProjectRow[]> {
  let units: string[] = [];
  let rows = 0;
  for (const { unit, owed, reported } of await store.unitReports(filter)) {
    if (owed === reported) continue;
    if (units.length > 0 && rows + owed - reported > ROWS_A_READ) {
      yield* pagesOf(store, { ...filter, units });
      [units, rows] = [[], 0];
    }
    units.push(unit);
    rows += owed - reported;
  }
  if (units.length > 0) yield* pagesOf(store, { ...filter, units });
}

async function* pagesOf(store: Store, filter: OwingFilter): AsyncGenerator<readonly ProjectRow[]> {
  for (let after: string | null = null; ; ) {
    const page: readonly ProjectRow[] = await store.missingProjects(filter, { after, limit: ROWS_A_READ });
    if (page.length > 0) yield page;
    after = page.at(-1)?.projectNumber ?? null;
    if (page.length < ROWS_A_READ) return;
  }
}
