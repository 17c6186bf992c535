/** 交接 on its day: leads go to the deputy on the first day of an absence, and come back after its last. */
import { type HandoverView, handoverCard } from '../cards/transfer/handover.ts';
import { currentNumber, type Lead, titleOf } from '../domain/lead/lead.ts';
import type { Pack } from '../domain/pack/schema.ts';
import { stageLabel } from '../domain/pack/view.ts';
import type { Roster } from '../domain/roster.ts';
import { type Handover, type HandoverFact, movesOfLeads } from '../domain/transfer/handover.ts';
import type { Change, Notice, Outcome } from '../outcome.ts';
import type { Job, JobScene, Occasion } from '../scheduler.ts';

const NOTHING: Outcome = { changes: [], answer: {}, notices: [] };

export const transferHandover: Job = {
  id: 'transfer-handover',
  async due({ store, today }) {
    const pending = await store.handoversPending();
    return pending.flatMap((one): Occasion[] => {
      const occasions: Occasion[] = [];
      if (one.state === 'ordered' && one.fromOn <= today)
        occasions.push({ key: `handover:${one.id}:move`, run: (scene) => move(one.id, scene) });
      if (one.state === 'moved' && one.untilOn !== null && one.untilOn < today)
        occasions.push({ key: `handover:${one.id}:return`, run: (scene) => giveBack(one.id, scene) });
      return occasions;
    });
  },
};

async function move(id: string, scene: JobScene): Promise<Outcome> {
  const handover = await scene.store.handover(id);
  if (handover === null || handover.state !== 'ordered') return NOTHING;
  const moves = movesOfLeads(await leadsOf(handover, scene), handover.from, handover.to);
  const fact: HandoverFact = {
    type: 'handover.moved',
    leads: moves.map(({ lead }) => lead.number).sort(),
  };
  return outcomeOf(handover, fact, moves, '已交接', scene);
}

async function giveBack(id: string, scene: JobScene): Promise<Outcome> {
  const handover = await scene.store.handover(id);
  if (handover === null || handover.state !== 'moved') return NOTHING;
  const moves = movesOfLeads(await leadsOf(handover, scene), handover.to, handover.from);
  const fact: HandoverFact = {
    type: 'handover.returned',
    leads: moves.map(({ lead }) => lead.number).sort(),
  };
  return outcomeOf(handover, fact, moves, '代管到期，已交还', scene);
}

async function leadsOf(handover: Handover, { store }: JobScene): Promise<readonly Lead[]> {
  const leads = await Promise.all(handover.leads.map((number) => store.lead(number)));
  return leads.filter((lead) => lead !== null);
}

async function outcomeOf(
  handover: Handover,
  fact: HandoverFact,
  moves: ReturnType<typeof movesOfLeads>,
  state: string,
  { store, pack }: JobScene,
): Promise<Outcome> {
  const roster = await store.roster();
  const view = viewOf(
    handover,
    moves.map(({ lead }) => lead),
    state,
    roster,
    pack,
  );
  const moved = fact.type === 'handover.moved';
  const notices = [handover.from, handover.to].flatMap((id): Notice[] => {
    const person = roster.person(id);
    if (person === null || person.openId === null) return [];
    const mayReceipt = moved && id === handover.to && handover.receiptedAt === null;
    return [
      {
        key: `handover:${handover.id}:${fact.type}:${id}`,
        to: { kind: 'person', openId: person.openId },
        card: handoverCard(view, mayReceipt),
        rank: 'notice',
        about: handover.id,
      },
    ];
  });
  const changes: Change[] = [
    { subject: 'handover', before: handover, facts: [fact] },
    ...moves.map(({ lead, facts }): Change => ({ subject: 'lead', before: lead, facts })),
  ];
  return { changes, answer: {}, notices };
}

function viewOf(
  handover: Handover,
  leads: readonly Lead[],
  state: string,
  roster: Roster,
  pack: Pack,
): HandoverView {
  const { fromOn, untilOn } = handover;
  return {
    id: handover.id,
    unit: roster.unitName(handover.unit),
    from: roster.personName(handover.from),
    to: roster.personName(handover.to),
    when: untilOn === null ? `${fromOn} 起` : `${fromOn} 至 ${untilOn}`,
    reason: handover.reason,
    state,
    total: leads.length,
    leads: leads.map((lead) => ({
      number: currentNumber(lead),
      title: titleOf(lead),
      stage: stageLabel(pack, lead.stage),
    })),
  };
}
