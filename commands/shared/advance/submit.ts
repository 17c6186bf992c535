/** From a filled form to a submission that waits for its verifier: one way for stages, exits, 补充 and promises. */
import { submittedCard, verifyCard } from '../../../src/cards/advance/advance.ts';
import {
  formText,
  type KnownScene,
  type Pressed,
  type Result,
  type Scene,
  type Tools,
} from '../../../src/command.ts';
import { isOffice, mayReportFor, verifiersFor } from '../../../src/domain/access.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import { decideSubmitStage, type StageIntent } from '../../../src/domain/lead/decide.ts';
import { currentNumber, type Lead, pendingStage } from '../../../src/domain/lead/lead.ts';
import type { Notice } from '../../../src/outcome.ts';
import { readDay } from '../../../src/parse/date-field.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { notFound, tooLong } from '../chat.ts';
import { freeFiles } from '../evidence-files.ts';
import { leadByNumber } from '../find.ts';
import { leadChanges } from '../lead/changes.ts';
import { moveView, verifyView } from '../move-view.ts';

export const EVIDENCE_LENGTH_MAX = 200;
const NOTE_LENGTH_MAX = 1_000;

/** The lead a form was made for, unless it has changed since or this person does not move it. */
export async function leadOfForm(pressed: Pressed, here: KnownScene, tools: Tools): Promise<Lead | Refusal> {
  const lead = await leadByNumber(pressed.args['lead'], here, tools);
  if (lead === null) return notFound('这条线索');
  if (!mayReportFor(here.actor, lead.unit, here.roster)) return refuse('只有本单位填报员能推进这条线索');
  if (pressed.args['version'] !== String(lead.version)) {
    return refuse('这张表单打开之后，这条线索已有新的变化', {
      next: `请重新发送「推进 ${currentNumber(lead)}」。`,
    });
  }
  return lead;
}

/** What the common fields of every step say: day, 佐证, 说明, and the files at hand. */
export async function commonIntent(
  pressed: Pressed,
  lead: Lead,
  here: KnownScene,
  tools: Tools,
): Promise<Omit<StageIntent, 'stage'> | Refusal> {
  const day = readDay(formText(pressed, 'happenedOn') ?? '', here.today);
  if (!day.ok) return refuse(day.reason);
  const evidence = formText(pressed, 'evidence');
  const note = formText(pressed, 'note');
  const special = formText(pressed, 'override');
  const long =
    tooLong('佐证', evidence, EVIDENCE_LENGTH_MAX) ??
    tooLong('说明', note, NOTE_LENGTH_MAX) ??
    tooLong('特批理由', special, EVIDENCE_LENGTH_MAX);
  if (long !== null) return long;
  const files = await freeFiles(lead, tools);
  return {
    happenedOn: day.value,
    evidence: evidence === null ? null : maskPhonesIn(evidence),
    note: note === null ? null : maskPhonesIn(note),
    files: files.map((file) => file.id),
    override: {
      reason: special === null ? null : maskPhonesIn(special),
      isOffice: isOffice(here.actor),
      by: here.actor.id,
    },
  };
}

/** Submits it, asks the verifiers, and shows what was submitted. */
export async function submitIntent(lead: Lead, intent: StageIntent, here: KnownScene, tools: Tools): Result {
  const decided = decideSubmitStage(here.pack, lead, intent, here.today);
  if (isRefusal(decided)) return decided;
  const { after, changes } = await leadChanges(lead, decided.facts, here, tools);
  const event = pendingStage(after);
  if (event === null) throw new Error('a submitted stage must be waiting');
  const verifiers = verifiersFor(lead.unit, here.roster, here.actor.id);
  const notices: Notice[] = [];
  for (const verifier of verifiers) {
    if (verifier.openId === null) continue;
    const theirs: Scene = {
      ...here,
      actor: verifier,
      openId: verifier.openId,
      audience: 'private',
      chatUnit: undefined,
    };
    notices.push({
      key: `verify:${event.id}:${verifier.openId}`,
      to: { kind: 'person', openId: verifier.openId },
      card: verifyCard(await verifyView(after, event, theirs, tools)),
      rank: 'notice',
      about: lead.number,
    });
  }
  return {
    changes,
    answer: {
      card: submittedCard(
        await moveView(after, event, here, tools),
        verifiers.map((one) => one.name),
      ),
      toast: { tone: 'success', text: '已提交，等待审核。' },
      about: lead.number,
    },
    notices,
  };
}
