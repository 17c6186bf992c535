/** What `import` and `export` share: the kind named, on whose behalf, and the scene its rows are judged in. */
import { randomUUID } from 'node:crypto';
import type { NodeDatabase } from '../../db/node.ts';
import { makeStore } from '../../db/store.ts';
import { dayOfInstant } from '../domain/day.ts';
import { isRefusal, sayRefusal } from '../domain/decision.ts';
import type { Roster } from '../domain/roster.ts';
import type { WorkbookKind } from '../domain/workbook.ts';
import { packOn, readPackVersions } from '../packs.ts';
import { openVault } from '../runtime.ts';
import { kindNamed } from '../tables/index.ts';
import type { TableKind, TableScene } from '../tables/kind.ts';
import { personIn } from '../tables/words.ts';
import { CliRefusal, CliUsage, env } from './context.ts';

export interface TableCall {
  readonly id: WorkbookKind;
  readonly kind: TableKind;
  readonly scene: TableScene;
}

/** @param by name or open_id of whoever it is done for; nobody: the operator, who may do everything */
export async function tableCall(
  database: NodeDatabase,
  word: string,
  by: string | undefined,
): Promise<TableCall> {
  const { DATA_KEY, PACK } = env('DATA_KEY', 'PACK');
  const now = Date.now();
  const today = dayOfInstant(now);
  const pack = packOn(readPackVersions(PACK), today);
  const named = kindNamed(word, pack);
  if (isRefusal(named)) throw new CliUsage(sayRefusal(named));
  const vault = await openVault(database, DATA_KEY);
  const store = makeStore(database, vault);
  const roster = await store.roster();
  const actor = by === undefined ? null : actorNamed(roster, by);
  return { ...named, scene: { now, today, actor, roster, pack, store, vault, newId: randomUUID } };
}

function actorNamed(roster: Roster, by: string) {
  const person = personIn(roster, by, null);
  if (person === undefined) {
    throw new CliRefusal(`名册中没有「${by}」，或有几个人叫这个名字；--by 后面请写 openId（ou_…）。`);
  }
  return person;
}
