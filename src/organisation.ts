/**
 * What the organisation tells us, to one conclusion each: who leaves loses access in the commit that learns of it, who
 * joins is known or noted for the administrator, departments are only pointed out.
 *
 * Invariants
 *  1. An account's events count by the platform's time: an older one that comes late changes nothing.
 *  2. Leaving twice is leaving once; nothing here ever brings anybody back, because roles come back with them.
 *  3. Facts stay: a leaver's leads are theirs until they are handed over (流转 交接).
 */
import { leaverCard, organisationChangedCard } from './cards/leaver.ts';
import { dayOfInstant } from './domain/day.ts';
import type { Person, Roster } from './domain/roster.ts';
import type { Handled } from './machine.ts';
import type { Change, Notice } from './outcome.ts';
import { readPhone } from './parse/phone.ts';
import type { AccountDelivery, MembersDelivery, OrganisationDelivery } from './ports.ts';
import type { Store } from './store.ts';

export interface OrganisationDeps {
  readonly store: Store;
  readonly now: () => number;
}

const handled = (eventId: string, changes: readonly Change[], notices: readonly Notice[] = []): Handled => ({
  outcome: { changes, answer: {}, notices },
  actor: null,
  cause: `event:${eventId}`,
  privateLine: null,
});

/** `contact.user.*`. */
export async function handleAccount(deps: OrganisationDeps, delivery: AccountDelivery): Promise<Handled> {
  const { store, now } = deps;
  const { eventId, openId, gone, change } = delivery;
  const at = delivery.createdAt ?? now();
  if (at < (await store.accountSeenAt(openId))) return handled(eventId, []);
  const seen: Change = { subject: 'account-seen', openId, at };
  const roster = await store.roster();
  const person = roster.byOpenId(openId);
  if (gone !== null) {
    if (person === null) return handled(eventId, [seen]);
    const left = await leaving(deps, roster, person, gone);
    return handled(eventId, [seen, ...left.changes], left.notices);
  }
  if (person !== null || change !== 'created') return handled(eventId, [seen]);
  const known = await byMobile(deps, roster, delivery.mobile);
  if (known !== null) {
    return handled(eventId, [seen, { subject: 'person-bound', person: known.id, openId }]);
  }
  return handled(eventId, [seen, { subject: 'newcomer', openId, name: delivery.name, at: now() }]);
}

/** A roster person who waits for an account with this number. */
async function byMobile({ store }: OrganisationDeps, roster: Roster, mobile: string | null) {
  const phone = mobile === null ? null : readPhone(mobile);
  if (phone === null || phone.kind === 'wrong') return null;
  const id = await store.personByMobile(phone.normal);
  const person = id === null ? null : roster.person(id);
  return person === null || person.openId !== null ? null : person;
}

/** Who left: out of the roster, with one card to the leaders and the office about what they held. */
export async function leaving(
  { store, now }: OrganisationDeps,
  roster: Roster,
  person: Person,
  why: 'left' | 'frozen',
): Promise<{ readonly changes: readonly Change[]; readonly notices: readonly Notice[] }> {
  // Taken once each time: two events about the same leaving cannot both be committed.
  const name = `person-left:${person.id}`;
  const times = (await store.lastValue(name)) + 1;
  const { total } = await store.leads({ holder: person.id, limit: 1 });
  const card = leaverCard({
    person: person.id,
    name: person.name,
    unit: roster.unitName(person.unit),
    why,
    held: total,
  });
  const told =
    total === 0 ? roster.withRole('office') : [...leadersOf(person, roster), ...roster.withRole('office')];
  return {
    changes: [
      { subject: 'person-left', person: person.id, at: now() },
      { subject: 'sequence', name, value: times },
    ],
    notices: noticesTo(
      told.filter((one) => one.id !== person.id),
      `leaver:${person.id}:${times}`,
      card,
    ),
  };
}

/** Leaders of the person's own units; where there are none, of the units above. */
function leadersOf(person: Person, roster: Roster): readonly Person[] {
  return roster.unitsOf(person).flatMap((first) => {
    for (let at: string | null = first, steps = 0; at !== null && steps < 20; steps += 1) {
      const unit: string = at;
      const found = roster
        .withRole('leader')
        .filter((one) => one.id !== person.id && roster.unitsOf(one).includes(unit));
      if (found.length > 0) return found;
      at = roster.unit(unit)?.parent ?? null;
    }
    return [];
  });
}

function noticesTo(people: readonly Person[], key: string, card: Notice['card']): readonly Notice[] {
  const ids = new Set(people.flatMap((person) => person.openId ?? []));
  return [...ids].map((openId) => ({
    key: `${key}:${openId}`,
    to: { kind: 'person' as const, openId },
    card,
    rank: 'notice' as const,
  }));
}

/** People in a bound group. Leaving a group is no leaving of the organisation. */
export async function handleMembers(deps: OrganisationDeps, delivery: MembersDelivery): Promise<Handled> {
  const roster = await deps.store.roster();
  if (delivery.change === 'removed' || roster.chat(delivery.chatId) === null) {
    return handled(delivery.eventId, []);
  }
  const strangers = delivery.people.filter(({ openId }) => roster.byOpenId(openId) === null);
  return handled(
    delivery.eventId,
    strangers.map(({ openId, name }): Change => ({ subject: 'newcomer', openId, name, at: deps.now() })),
  );
}

/** Once a day, whatever changes: a reorganisation is hundreds of events. */
export async function handleOrganisation(
  deps: OrganisationDeps,
  delivery: OrganisationDelivery,
): Promise<Handled> {
  const roster = await deps.store.roster();
  const name = `organisation:${dayOfInstant(deps.now())}`;
  if ((await deps.store.lastValue(name)) > 0) return handled(delivery.eventId, []);
  const card = organisationChangedCard(delivery.what);
  return handled(
    delivery.eventId,
    [{ subject: 'sequence', name, value: 1 }],
    noticesTo(roster.withRole('admin'), name, card),
  );
}
