/**
 * 首招保护 runs out: warnings 7 and 1 days before, then the lead goes to the pool; and 签收 nobody gave. In working hours of
 * working days only. A lead in dispute waits for its verdict.
 */

import { atHour } from '../bulletins/hours.ts';
import { claimLapsedCard, claimWarningCard, receiptLateCard } from '../cards/pool/clock.ts';
import { isOffice } from '../domain/access.ts';
import { decideLapse } from '../domain/lead/claim.ts';
import { CLAIM_DEFAULTS, citeClaim, claimRule } from '../domain/lead/claim-rule.ts';
import { currentNumber, type Lead, titleOf } from '../domain/lead/lead.ts';
import type { Person } from '../domain/roster.ts';
import type { Notice, Outcome } from '../outcome.ts';
import type { Job, JobScene, Occasion } from '../scheduler.ts';
import { activityOf, type ClaimState, claimStates, isOffDay, receiptDueOn } from './claim-clock.ts';

const NOTHING: Outcome = { changes: [], answer: {}, notices: [] };

export const claimLapse: Job = {
  id: 'claim-lapse',
  async due(scene) {
    if (!atHour(scene.now) || isOffDay(scene.today)) return [];
    const [states, unreceipted] = await Promise.all([claimStates(scene), scene.store.leadsUnreceipted()]);
    return [...states.map(occasionOf), ...unreceipted.flatMap((lead) => lateReceipt(lead, scene))];
  },
};

function occasionOf(state: ClaimState): Occasion {
  const { lead, until } = state;
  if (state.what === 'warn') {
    const key = `claim-warn:${lead.number}:${until}:${state.daysBefore}`;
    return { key, run: (scene) => warn(lead.number, until, scene) };
  }
  return {
    // By the lead's version: what was left undone because it moved meanwhile comes again.
    key: `claim-${state.what}:${lead.number}:${until}:${lead.version}`,
    run: (scene) => lapse(lead.number, scene),
  };
}

async function warn(number: string, until: string, { pack, store, today }: JobScene): Promise<Outcome> {
  const lead = await store.lead(number);
  if (lead === null || lead.holding.state !== 'held') return NOTHING;
  const roster = await store.roster();
  const rule = claimRule(pack);
  const card = claimWarningCard({
    number: currentNumber(lead),
    lead: lead.number,
    title: titleOf(lead),
    until,
    today,
    rule: `${rule.label}，${citeClaim(rule)}`,
    days: rule.protectDays,
    renewedBy: rule.renewedBy,
  });
  return {
    ...NOTHING,
    notices: tell([roster.person(lead.holder)], `claim-warn:${number}:${until}:${today}`, card, number),
  };
}

async function lapse(number: string, { pack, store, today, now }: JobScene): Promise<Outcome> {
  const lead = await store.lead(number);
  if (lead === null) return NOTHING;
  const disputed = (await store.disputesOf(number)).some((one) => one.state === 'open');
  if (disputed) return NOTHING;
  const facts = decideLapse(pack, lead, await activityOf(lead, store), today);
  if (facts.length === 0) return NOTHING;
  const changes = [{ subject: 'lead', before: lead, facts }] as const;
  if (facts[0]?.type !== 'lead.released') return { ...NOTHING, changes };
  const roster = await store.roster();
  const rule = claimRule(pack);
  const card = claimLapsedCard({
    number: currentNumber(lead),
    title: titleOf(lead),
    rule: citeClaim(rule),
    days: rule.protectDays,
    coolDownDays: CLAIM_DEFAULTS.coolDownDays,
  });
  const told = [roster.person(lead.holder)];
  return { ...NOTHING, changes, notices: tell(told, `claim-lapsed:${number}:${now}`, card, number) };
}

function lateReceipt(lead: Lead, { today }: JobScene): readonly Occasion[] {
  const dueOn = receiptDueOn(lead);
  if (dueOn === null || today <= dueOn) return [];
  const key = `receipt-late:${lead.number}:${lead.holding.receiptAskedAt}`;
  return [{ key, run: (scene) => tellReceiptLate(lead.number, dueOn, key, scene) }];
}

async function tellReceiptLate(
  number: string,
  dueOn: string,
  key: string,
  { store }: JobScene,
): Promise<Outcome> {
  const lead = await store.lead(number);
  if (lead === null || receiptDueOn(lead) === null) return NOTHING;
  const roster = await store.roster();
  const view = {
    lead: lead.number,
    number: currentNumber(lead),
    title: titleOf(lead),
    dueOn,
    holder: roster.personName(lead.holder),
    unit: roster.unitName(lead.unit),
  };
  const holder = roster.person(lead.holder);
  const office = roster.people.filter((person) => isOffice(person) && person.id !== lead.holder);
  return {
    ...NOTHING,
    notices: [
      ...tell([holder], `${key}:own`, receiptLateCard({ ...view, isHolder: true }), number),
      ...tell(office, key, receiptLateCard({ ...view, isHolder: false }), number),
    ],
  };
}

function tell(
  people: readonly (Person | null)[],
  key: string,
  card: Notice['card'],
  about: string,
): readonly Notice[] {
  return people.flatMap((person): readonly Notice[] =>
    person === null || person.openId === null
      ? []
      : [
          {
            key: `${key}:${person.id}`,
            to: { kind: 'person', openId: person.openId },
            card,
            rank: 'notice',
            about,
          },
        ],
  );
}
