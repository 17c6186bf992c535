/** 催办 of a 台账 entry: whoever handles it hears, once a person and day; only the office and leaders above may. */
import { nudgeCard, nudgedCard } from '../../../src/cards/overdue.ts';
import { sayButton } from '../../../src/cards/show.ts';
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { coversUnit, has, isCityLeader, isOffice } from '../../../src/domain/access.ts';
import { isRefusal, refuse } from '../../../src/domain/decision.ts';
import { openDueOn } from '../../../src/domain/registry/due.ts';
import { handlersOf } from '../../../src/domain/task/standing.ts';
import type { Notice } from '../../../src/outcome.ts';
import { entryMeant, registryOf } from './find.ts';
import { titleOf } from './print.ts';
import { notInPack } from './show.ts';

export async function hurryEntry(number: string, here: KnownScene, tools: Tools): Result {
  const { roster, actor, today } = here;
  const entry = await entryMeant(number, here, tools);
  if (isRefusal(entry)) return entry;
  const registry = registryOf(here, entry);
  if (registry === null) return notInPack(entry);
  const isAbove =
    isOffice(actor) ||
    isCityLeader(actor, roster) ||
    (entry.owner !== null && has(actor, 'leader') && coversUnit(actor, entry.owner, roster));
  if (!isAbove)
    return refuse(`${entry.id} 只能由招商办和上级领导催办`, {
      clause: registry.clause,
      next: `发送「台账 ${entry.id}」查看。`,
    });
  const dueOn = openDueOn(registry, entry);
  if (dueOn === null)
    return refuse(`${entry.id} 没有未办结的期限，不用催办`, { next: `发送「台账 ${entry.id}」查看。` });
  const people =
    entry.owner === null
      ? roster.people.filter(isOffice)
      : handlersOf({ unit: entry.owner, holder: null }, roster);
  const others = people.filter((person) => person.id !== actor.id);
  const title = titleOf(entry, registry);
  const card = nudgeCard({
    number: entry.id,
    title,
    by: actor.name,
    lines: [`${registry.label}：期限 ${dueOn}${dueOn < today ? '，已经过了' : ''}。`],
    buttons: [
      sayButton('办结', 'registry', `${entry.id} 办结`, 'primary'),
      sayButton('查看', 'registry', entry.id),
    ],
    red: dueOn < today,
  });
  const notices = others.flatMap((person): Notice[] =>
    person.openId === null
      ? []
      : [
          {
            key: `nudge:${entry.id}:${actor.id}:${today}:${person.id}`,
            to: { kind: 'person', openId: person.openId },
            card,
            rank: 'notice',
            about: entry.id,
          },
        ],
  );
  const names = others.filter((person) => person.openId !== null).map((person) => person.name);
  const silent = others.filter((person) => person.openId === null).map((person) => person.name);
  // The day's turn: a second press finds it taken.
  const once = `nudge:${entry.id}:${actor.id}:${today}`;
  if ((await tools.store.lastValue(once)) > 0)
    return refuse(`您今天已经催办过 ${entry.id}，一天只能催一次`, { next: '明天再催，或直接联系承办单位。' });
  return {
    changes: [{ subject: 'sequence', name: once, value: 1 }],
    answer: {
      card: nudgedCard(entry.id, title, names, silent),
      toast: { tone: 'success', text: `已催办 ${names.join('、')}。` },
      about: entry.id,
    },
    notices,
  };
}
