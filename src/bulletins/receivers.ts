/** Who signs a bulletin and who receives it (design §5): leaders of the city, unit leaders, bound chats. */
import { has, isOffice, mayApprove } from '../domain/access.ts';
import type { BoundChat, Person, Roster } from '../domain/roster.ts';

export type Reachable = Person & { readonly openId: string };

const isReachable = (person: Person): person is Reachable => person.openId !== null;

/** Leaders with a known open_id, and every bound chat. */
export function bulletinReceivers(roster: Roster): {
  readonly people: readonly Reachable[];
  readonly chats: readonly BoundChat[];
} {
  const people = roster.people.filter(isReachable).filter((person) => has(person, 'leader'));
  return { people, chats: roster.chats };
}

/** Everybody who may sign what `checker` has checked and can be reached. */
export const approversFor = (roster: Roster, checker: string): readonly Reachable[] =>
  roster.people.filter(isReachable).filter((person) => person.id !== checker && mayApprove(person, roster));

/** The office's people who can be reached, but for one. */
export const officeExcept = (roster: Roster, except: string): readonly Reachable[] =>
  roster.people.filter(isReachable).filter((person) => person.id !== except && isOffice(person));
