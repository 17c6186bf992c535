/** A publication as one reader sees it, with what they may press. */

import type { BulletinView, Signature } from '../cards/bulletin/bulletin.ts';
import { isOffice, mayApprove } from '../domain/access.ts';
import type { Publication } from '../domain/publication.ts';
import type { Person, Roster } from '../domain/roster.ts';
import { figuresOf } from './read.ts';

/** Somebody looking at it: `null` for a group or for the published copy, where nothing can be pressed. */
export interface Reader {
  readonly actor: Person | null;
  readonly roster: Roster;
  readonly audience: 'private' | 'group';
}

export function bulletinView(
  publication: Publication,
  reader: Reader,
  shown: Pick<BulletinView, 'outdated' | 'receivers' | 'more'>,
): BulletinView {
  const { roster } = reader;
  const signature = (by: string | null, at: number | null): Signature | null =>
    at === null ? null : { name: roster.personName(by), at };
  return {
    id: publication.id,
    hash: publication.hash,
    state: publication.state,
    figures: figuresOf(publication),
    checked: signature(publication.checkedBy, publication.checkedAt),
    approved: signature(publication.approvedBy, publication.approvedAt),
    returnedReason: publication.state === 'published' ? null : publication.returnedReason,
    may: reader.audience === 'private' ? actionsOf(publication, reader) : [],
    ...shown,
  };
}

function actionsOf(publication: Publication, { actor, roster }: Reader): BulletinView['may'] {
  if (actor === null || publication.state === 'published') return [];
  if (publication.state === 'draft') return isOffice(actor) ? ['check', 'return'] : [];
  if (!mayApprove(actor, roster)) return [];
  return publication.checkedBy === actor.id ? ['return'] : ['approve', 'return'];
}
