/** Who else hears of a bulletin's next state: those who may sign it, its receivers, or those who must mend it. */

import { bulletinCard } from '../cards/bulletin/bulletin.ts';
import { plain, sayButton, warning } from '../cards/show.ts';
import { periodOfFigures } from '../domain/month-figures.ts';
import { sayPeriod } from '../domain/period.ts';
import type { Publication } from '../domain/publication.ts';
import type { Person, Roster } from '../domain/roster.ts';
import type { Notice } from '../outcome.ts';
import type { OpenProjects } from './own.ts';
import { figuresOf } from './read.ts';
import { approversFor, bulletinReceivers, officeExcept } from './receivers.ts';
import { bulletinView, type Reader } from './view.ts';

/** Who did it, on the command line too. */
export interface Actor {
  readonly actor: Person;
  readonly roster: Roster;
}

const NOTHING_MORE = { outdated: false, receivers: null, more: [] } as const;

/** A card of their own for everybody else who may sign. */
export function approvalNotices(publication: Publication, by: Actor): readonly Notice[] {
  return approversFor(by.roster, by.actor.id).map((person) => ({
    key: `sign:${publication.id}:${publication.version}:${person.id}`,
    to: { kind: 'person', openId: person.openId },
    card: bulletinCard(
      bulletinView(publication, { actor: person, roster: by.roster, audience: 'private' }, NOTHING_MORE),
    ),
    rank: 'notice',
    about: publication.id,
  }));
}

/**
 * The frozen figures to every leader and bound chat, each once; a unit's leader and chat also see their own place.
 * @param open what could move each unit, as `readOpen` gives it
 */
export function publishedNotices(
  publication: Publication,
  by: Actor,
  now: number,
  open: OpenProjects,
): readonly Notice[] {
  const { roster } = by;
  const { people, chats } = bulletinReceivers(roster);
  const about = publication.id;
  const cardFor = (reader: Reader) => bulletinCard(bulletinView(publication, reader, NOTHING_MORE));
  return [
    ...people.map(
      (person): Notice => ({
        key: `bulletin:${publication.id}:${person.id}`,
        to: { kind: 'person', openId: person.openId },
        card: cardFor({ actor: person, roster, audience: 'private', now, open }),
        rank: 'bulletin',
        about,
      }),
    ),
    ...chats.map(
      (chat): Notice => ({
        key: `bulletin:${publication.id}:${chat.chatId}`,
        to: { kind: 'chat', chatId: chat.chatId },
        card: cardFor({ actor: null, roster, audience: 'group', chatUnit: chat.unit, now, open }),
        rank: 'bulletin',
        about,
      }),
    ),
  ];
}

/** Whoever checked it, and the office, learn the reason and how to go on. */
export function returnedNotices(before: Publication, after: Publication, by: Actor): readonly Notice[] {
  const { roster, actor } = by;
  const period = periodOfFigures(figuresOf(after));
  const when = sayPeriod(period);
  const checker = before.checkedBy === null ? null : roster.person(before.checkedBy);
  const office = officeExcept(roster, actor.id);
  const reachable =
    checker === null ||
    checker.openId === null ||
    checker.id === actor.id ||
    office.some((one) => one.id === checker.id)
      ? office
      : [...office, { ...checker, openId: checker.openId }];
  return reachable.map((person) => ({
    key: `returned:${after.id}:${after.version}:${person.id}`,
    to: { kind: 'person', openId: person.openId },
    card: {
      title: `${when}战报被退回`,
      tone: 'todo',
      body: [
        plain(`${actor.name} 退回了${when}战报。`),
        warning(`理由：${after.returnedReason ?? ''}`),
        { el: 'buttons', buttons: [sayButton('查看草稿', 'bulletin', period.key, 'primary')] },
      ],
    },
    rank: 'notice',
    about: after.id,
  }));
}
