/**
 * 会议 that are owed (domain.md P13): the office, and the units that owe their own, hear of it near the end of the period and
 * on the day after it; and of a new 处理建议 whoever may decide on it. Nothing is decided here.
 */
import { atHour } from '../bulletins/hours.ts';
import { owedCard } from '../cards/meeting.ts';
import { PROPOSALS_PAGE, type ProposalView, proposalCard, proposalListCard } from '../cards/proposal.ts';
import { has, isCityLeader, isOffice } from '../domain/access.ts';
import { addDays } from '../domain/day.ts';
import { currentNumber, titleOf } from '../domain/lead/lead.ts';
import { isMeetingReminder, type OwedMeeting, owedMeetings, sayPeriod } from '../domain/meeting/cadence.ts';
import { isAccountability, type Proposal } from '../domain/proposal.ts';
import type { Person, Roster } from '../domain/roster.ts';
import type { Notice, Outcome } from '../outcome.ts';
import type { Job, JobScene, Occasion } from '../scheduler.ts';

/** Two years: this period and the one before it, whatever the rhythm. */
const HELD_DAYS = 740;
const PROPOSALS_MAX = 200;
const UNITS_NAMED_MAX = 30;

export const meetingDue: Job = {
  id: 'meetings',
  async due(scene) {
    if (!atHour(scene.now)) return [];
    const proposals = await scene.store.proposals(['proposed'], PROPOSALS_MAX);
    const owed = await owedNow(scene);
    const groups = Map.groupBy(owed, keyOf);
    return [
      ...[...groups.keys()].map(
        (key): Occasion => ({ key: `meeting-due:${key}`, run: (at) => remind(key, at) }),
      ),
      ...proposals
        .filter((proposal) => !isOfPeriod(proposal))
        .map(
          ({ number }): Occasion => ({
            key: `proposal-told:${number}`,
            run: (at) => tellProposal(number, at),
          }),
        ),
      // What a period's end proposes comes all at once, and is told in one card.
      ...[...new Set(proposals.filter(isOfPeriod).map((one) => one.proposedAt))].map(
        (proposedAt): Occasion => ({
          key: `proposals-told:${proposedAt}`,
          run: (at) => tellProposals(proposedAt, at),
        }),
      ),
    ];
  },
};

const keyOf = ({ cadence, period, state }: OwedMeeting): string => `${cadence.id}:${period.key}:${state}`;

async function owedNow({ pack, store, today }: JobScene): Promise<readonly OwedMeeting[]> {
  if (!pack.cadences.some((cadence) => cadence.kind === 'meeting')) return [];
  const [roster, held] = await Promise.all([
    store.roster(),
    store.meetingsHeld(addDays(today, -HELD_DAYS), today),
  ]);
  return owedMeetings(pack, roster.activeOn(today), held, today).filter((one) =>
    isMeetingReminder(one, today),
  );
}

async function remind(key: string, scene: JobScene): Promise<Outcome> {
  const roster = await scene.store.roster();
  const owed = (await owedNow(scene)).filter((one) => keyOf(one) === key);
  const notices = roster.people.flatMap((person) => noticeTo(person, owed, key, roster));
  return { changes: [], answer: {}, notices };
}

/** The office all of them, a unit's people its own. */
function noticeTo(
  person: Person,
  owed: readonly OwedMeeting[],
  key: string,
  roster: Roster,
): readonly Notice[] {
  const units = roster.unitsOf(person);
  const isUnits = has(person, 'reporter', 'leader');
  const own = owed.filter(
    ({ unit }) => isOffice(person) || (unit !== null && isUnits && units.includes(unit)),
  );
  const [first] = own;
  if (first === undefined || person.openId === null) return [];
  const { cadence, period, state } = first;
  const isMissed = state === 'missed';
  const names = own.flatMap(({ unit }) => (unit === null ? [] : [roster.unitName(unit)]));
  const named = names.slice(0, UNITS_NAMED_MAX).join('、');
  const more = names.length > UNITS_NAMED_MAX ? ` 等 ${names.length} 个单位` : '';
  const principle = cadence.strength === 'principle' ? '原则上' : '';
  const lines = [
    `${sayPeriod(period)}${principle}应召开「${cadence.label}」${cadence.min} 次（${cadence.clause}），${isMissed ? '没有按期召开' : `${period.endOn} 前召开`}。`,
    ...(named === '' ? [] : [`${isMissed ? '未开' : '还没开'}：${named}${more}`]),
  ];
  const title = `${isMissed ? '会议未按期召开' : '会议提醒'}：${cadence.label}`;
  return [
    {
      key: `meeting-due:${key}:${person.id}`,
      to: { kind: 'person', openId: person.openId },
      card: owedCard(title, lines, isMissed),
      rank: 'notice',
    },
  ];
}

/** Made by an evaluation, not by a finding (`period-proposals.ts`). */
const isOfPeriod = ({ flag }: Proposal): boolean => flag === null;

/** Whoever may decide, but not who recorded the finding. */
const mayDecide = (person: Person, proposal: Proposal, roster: Roster): boolean =>
  person.id !== proposal.proposedBy &&
  (isOffice(person) ||
    isCityLeader(person, roster) ||
    (has(person, 'discipline') && isAccountability(proposal)));

const viewOf = (proposal: Proposal, roster: Roster, lead: string | null): ProposalView => ({
  proposal,
  unit: proposal.unit === null ? '—' : roster.unitName(proposal.unit),
  lead,
  proposedBy: roster.personName(proposal.proposedBy),
  decidedBy: null,
  mayDecide: true,
  isOwn: false,
});

/** Those of one period, still to be decided: one alone as itself, several as the list. */
async function tellProposals(proposedAt: number, scene: JobScene): Promise<Outcome> {
  const { store } = scene;
  const [pending, roster] = await Promise.all([store.proposals(['proposed'], PROPOSALS_MAX), store.roster()]);
  const own = pending.filter((one) => isOfPeriod(one) && one.proposedAt === proposedAt);
  const [first] = own;
  if (first !== undefined && own.length === 1) return tellProposal(first.number, scene);
  const notices = roster.people.flatMap((person): Notice[] => {
    const views = own.filter((one) => mayDecide(person, one, roster)).map((one) => viewOf(one, roster, null));
    if (views.length === 0 || person.openId === null) return [];
    return [
      {
        key: `proposals:${proposedAt}:${person.id}`,
        to: { kind: 'person', openId: person.openId },
        card: proposalListCard({
          views: views.slice(0, PROPOSALS_PAGE),
          total: views.length,
          offset: 0,
          all: false,
        }),
        rank: 'notice',
      },
    ];
  });
  return { changes: [], answer: {}, notices };
}

async function tellProposal(number: string, { store }: JobScene): Promise<Outcome> {
  const [proposal, roster] = await Promise.all([store.proposal(number), store.roster()]);
  if (proposal === null) return { changes: [], answer: {}, notices: [] };
  const lead = proposal.lead === null ? null : await store.lead(proposal.lead);
  const deciders = roster.people.filter((person) => mayDecide(person, proposal, roster));
  const card = proposalCard(
    viewOf(proposal, roster, lead === null ? null : `${currentNumber(lead)} ${titleOf(lead)}`),
  );
  const notices = deciders.flatMap((person): Notice[] =>
    person.openId === null
      ? []
      : [
          {
            key: `proposal:${number}:${person.id}`,
            to: { kind: 'person', openId: person.openId },
            card,
            rank: 'notice',
            about: number,
          },
        ],
  );
  return { changes: [], answer: {}, notices };
}
