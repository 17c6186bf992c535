/** 台账 待更新: entries past their freshness, or whom nobody was in touch with for long, of those somebody keeps. */
import { ENTRY_PAGE, entryListCard } from '../../../src/cards/registry/list.ts';
import { printDay } from '../../../src/cards/show.ts';
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { mayEditEntry } from '../../../src/domain/access.ts';
import { addDays, instantOfDay } from '../../../src/domain/day.ts';
import { refuse } from '../../../src/domain/decision.ts';
import type { Registry } from '../../../src/domain/pack/schema.ts';
import { contactedOn, isContactDue } from '../../../src/domain/registry/due.ts';
import type { Entry } from '../../../src/domain/registry/entry.ts';
import { isStale } from '../../../src/domain/registry/fields.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { seesHere } from './find.ts';
import { refuseRegistrar } from './form.ts';
import { factsLine, titleOf } from './print.ts';

const READ_MAX = 2_000;

export async function sayStale(offset: number, here: KnownScene, tools: Tools): Result {
  const refused = refuseRegistrar(here);
  if (refused !== null) return refused;
  const { pack, today, actor, roster } = here;
  const lists = await Promise.all(pack.registries.map((registry) => lapsedIn(registry, today, tools)));
  const own = (entry: Entry) => mayEditEntry(actor, entry, roster) && seesHere(entry, here);
  const rows = lists
    .flat()
    .filter(({ entry }) => own(entry))
    .sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : a.entry.id < b.entry.id ? -1 : 1));
  if (rows.length === 0)
    return refuse('您维护的台账都没有过期，也没有该联络的', { next: '发送「台账」查看各种台账。' });
  const from = offset < rows.length ? offset : 0;
  return answerOnly({
    card: entryListCard({
      title: '台账待更新',
      command: 'registry',
      words: '待更新',
      items: rows.slice(from, from + ENTRY_PAGE).map(({ entry, registry, why }) => ({
        id: entry.id,
        title: titleOf(entry, registry),
        where: `${registry.label} · ${roster.unitName(entry.owner)}`,
        facts: factsLine(entry, registry, roster),
        reasons: [{ text: why, tone: 'warn' as const }],
      })),
      total: rows.length,
      offset: from,
      lines: ['内容没变的打开后按「仍有效」，或发送「台账 编号 仍有效」；联络过的发送「台账 编号 已联络」。'],
      buttons: [],
    }),
  });
}

interface Lapse {
  readonly entry: Entry;
  readonly registry: Registry;
  readonly since: string;
  readonly why: string;
}

async function lapsedIn(registry: Registry, today: string, tools: Tools): Promise<readonly Lapse[]> {
  const { freshDays, contactDays } = registry;
  const registries = [registry.id];
  const stale =
    freshDays === undefined
      ? []
      : await tools.store.entries({
          registries,
          checkedBefore: instantOfDay(addDays(today, -freshDays)),
          limit: READ_MAX,
        });
  const all = contactDays === undefined ? [] : await tools.store.entries({ registries, limit: READ_MAX });
  return [
    ...stale
      .filter((entry) => isStale(registry, entry, today))
      .map((entry) => {
        const since = printDay(entry.checkedAt);
        return {
          entry,
          registry,
          since,
          why: `上次更新 ${since}，应每 ${freshDays ?? 0} 天核实一次（系统默认）`,
        };
      }),
    ...all
      .filter((entry) => isContactDue(registry, entry, today))
      .map((entry) => {
        const since = contactedOn(registry, entry);
        return {
          entry,
          registry,
          since,
          why: `最近联络 ${since}，应每 ${contactDays ?? 0} 天联络一次（系统默认）`,
        };
      }),
  ];
}
