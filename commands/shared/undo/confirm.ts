/** 确认撤销: the step's new facts in one commit with what follows from them, and word to whoever it concerned. */

import { undoneNoticeCard } from '../../../src/cards/undo/list.ts';
import { undoneCard } from '../../../src/cards/undo/undo.ts';
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { type Activity, evolveActivity } from '../../../src/domain/activity/activity.ts';
import { UNDO_REASON } from '../../../src/domain/undo/others.ts';
import type { Change } from '../../../src/outcome.ts';
import { numberFrom } from '../../../src/store/return-visits.ts';
import { activityEffects } from '../../../src/store/visit-effects.ts';
import { leadChanges } from '../lead/changes.ts';
import { tell } from '../pool/lead.ts';
import { actOnTask } from '../task/act.ts';
import { transferFacts } from '../transfer/find.ts';
import { stepOutcome } from '../transfer/outcome.ts';
import type { UndoStep } from './steps.ts';

export async function confirmUndo(step: UndoStep, here: KnownScene, tools: Tools): Result {
  const { change } = step;
  // Tasks and transfers tell their other side in their own words.
  if (change.subject === 'task' && change.before !== null)
    return actOnTask(change.before, { do: 'withdraw', reason: UNDO_REASON }, here, tools);
  if (change.subject === 'transfer' && change.before !== null) {
    const read = await transferFacts(change.before, here, tools);
    const news = `${here.actor.name} 撤回`;
    return stepOutcome(change.before, { facts: change.facts, toast: '已撤销。', news }, read, here);
  }
  const { words, title, about, stream, seq } = step;
  const people = step.tell.flatMap((id) => here.roster.person(id) ?? []);
  return {
    changes: await changesOf(change, here, tools),
    answer: {
      card: undoneCard({ words, title }),
      toast: { tone: 'success', text: '已撤销。' },
      about,
    },
    notices: tell(people, here, {
      key: `undone:${stream}:${seq}`,
      card: undoneNoticeCard(here.actor.name, { words, title }),
      about,
    }),
  };
}

/** A lead's facts may take its points back with them. */
async function changesOf(
  change: UndoStep['change'],
  here: KnownScene,
  tools: Tools,
): Promise<readonly Change[]> {
  if (change.subject === 'activity' && change.before !== null) {
    const after = change.facts.reduce<Activity>(
      (state, fact) => evolveActivity(state, fact, here.now, here.actor.id),
      change.before,
    );
    return [change, ...(await activityEffects(change.before, after, here, tools, numberFrom(tools.store)))];
  }
  if (change.subject !== 'lead' || change.before === null) return [change];
  return (await leadChanges(change.before, change.facts, here, tools)).changes;
}
