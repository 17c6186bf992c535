/** Who received a published bulletin and who did not, by name: for the office. */
import type { Receipts } from '../cards/bulletin/bulletin.ts';
import { has } from '../domain/access.ts';
import type { Roster } from '../domain/roster.ts';
import type { Delivered } from '../store/bulletins.ts';
import { bulletinReceivers } from './receivers.ts';

const REASON_MAX = 40;

/** Leaders of the roster nobody can send anything to: no open_id is known. */
export const unboundLeaders = (roster: Roster): readonly string[] =>
  roster.people
    .filter((person) => has(person, 'leader') && person.openId === null)
    .map((person) => `${person.name}（${roster.unitName(person.unit)}）`);

/** @param delivered copies of the publication; none before it has been sent */
export function receiptsOf(roster: Roster, delivered: readonly Delivered[]): Receipts {
  const { people, chats } = bulletinReceivers(roster);
  const name = (to: string): string =>
    roster.person(to)?.name ?? `${roster.unitName(roster.chat(to)?.unit ?? null)}工作群`;
  const toPeople = delivered.filter((one) => roster.person(one.to) !== null && one.state === 'sent');
  return {
    people: people.length,
    chats: chats.length,
    unbound: unboundLeaders(roster),
    failed: delivered
      .filter((one) => ['parked', 'uncertain', 'purged'].includes(one.state))
      .map((one) => `${name(one.to)}（${sayWhy(one)}）`),
    sent: toPeople.length,
    read: toPeople.filter((one) => one.readAt !== null).length,
  };
}

const sayWhy = ({ state, why }: Delivered): string =>
  state === 'uncertain' ? '是否送达不明' : (why ?? '平台拒收').slice(0, REASON_MAX);
