/** 台账 待更新: entries past their freshness, of those somebody keeps. */
import { ENTRY_PAGE, entryListCard } from '../../../src/cards/registry/list.ts';
import { printDay } from '../../../src/cards/show.ts';
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { mayEditEntry } from '../../../src/domain/access.ts';
import { addDays, instantOfDay } from '../../../src/domain/day.ts';
import { refuse } from '../../../src/domain/decision.ts';
import type { Entry } from '../../../src/domain/registry/entry.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { seesHere } from './find.ts';
import { refuseRegistrar } from './form.ts';
import { factsLine, titleOf } from './print.ts';

const READ_MAX = 2_000;

export async function sayStale(offset: number, here: KnownScene, tools: Tools): Result {
  const refused = refuseRegistrar(here);
  if (refused !== null) return refused;
  const { pack, today, actor, roster } = here;
  const lists = await Promise.all(
    pack.registries.map(async (registry) => {
      if (registry.freshDays === undefined) return [];
      const found = await tools.store.entries({
        registries: [registry.id],
        checkedBefore: instantOfDay(addDays(today, -registry.freshDays)),
        limit: READ_MAX,
      });
      return found.map((entry) => ({ entry, registry }));
    }),
  );
  const own = (entry: Entry) => mayEditEntry(actor, entry, roster) && seesHere(entry, here);
  const rows = lists
    .flat()
    .filter(({ entry }) => own(entry))
    .sort((a, b) => a.entry.checkedAt - b.entry.checkedAt);
  if (rows.length === 0) return refuse('您维护的台账都没有过期', { next: '发送「台账」查看各种台账。' });
  const from = offset < rows.length ? offset : 0;
  return answerOnly({
    card: entryListCard({
      title: '台账待更新',
      command: 'registry',
      words: '待更新',
      items: rows.slice(from, from + ENTRY_PAGE).map(({ entry, registry }) => ({
        id: entry.id,
        title: titleOf(entry, registry),
        where: `${registry.label} · ${roster.unitName(entry.owner)}`,
        facts: factsLine(entry, registry, roster),
        reasons: [
          {
            text: `上次更新 ${printDay(entry.checkedAt)}，应每 ${registry.freshDays ?? 0} 天核实一次`,
            tone: 'warn' as const,
          },
        ],
      })),
      total: rows.length,
      offset: from,
      lines: ['内容没变的打开后按「仍有效」，或发送「台账 编号 仍有效」。'],
      buttons: [],
    }),
  });
}
