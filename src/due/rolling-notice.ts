/** A yearly check sent to somebody who has to act on it, or to hear of it. */
import { checkCard } from '../cards/rolling/rolling.ts';
import { type CheckFacts, checkView } from '../cards/rolling/view.ts';
import type { Person } from '../domain/roster.ts';
import type { Notice } from '../outcome.ts';

/** One card a person and version of the check; none to whoever is not bound. */
export function checkNotice(facts: CheckFacts, person: Person, headline: string): readonly Notice[] {
  if (person.openId === null) return [];
  const { check, lead } = facts;
  return [
    {
      key: `rolling:${check.id}:${check.version}:${person.id}`,
      to: { kind: 'person', openId: person.openId },
      card: checkCard(checkView(facts, person), headline),
      rank: 'notice',
      about: lead.number,
    },
  ];
}
