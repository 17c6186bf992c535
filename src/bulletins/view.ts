/** A publication as one reader sees it, with what they may press. */

import type { BulletinView, Signature } from '../cards/bulletin/bulletin.ts';
import { isOffice, mayApprove } from '../domain/access.ts';
import type { Publication } from '../domain/publication.ts';
import type { Person, Roster } from '../domain/roster.ts';
import { type OpenProjects, ownViewOf } from './own.ts';
import { figuresOf } from './read.ts';

/** Somebody looking at it: `null` for a group or for a copy that is the same for all. */
export interface Reader {
  readonly actor: Person | null;
  readonly roster: Roster;
  readonly audience: 'private' | 'group';
  /** The unit of a bound group. */
  readonly chatUnit?: string | null | undefined;
  /** UTC ms; with `open`, the reader's own unit is shown. */
  readonly now?: number;
  readonly open?: OpenProjects;
}

export function bulletinView(
  publication: Publication,
  reader: Reader,
  shown: Pick<BulletinView, 'outdated' | 'receivers' | 'more' | 'turn'>,
): BulletinView {
  const { roster, actor, audience, chatUnit, now, open } = reader;
  const signature = (by: string | null, at: number | null): Signature | null =>
    at === null ? null : { name: roster.personName(by), at };
  const figures = figuresOf(publication);
  const speaker = audience === 'private' ? actor : null;
  const unit = audience === 'private' ? (actor?.unit ?? null) : (chatUnit ?? null);
  const own =
    publication.state !== 'published' || now === undefined || open === undefined
      ? null
      : ownViewOf(publication, figures, unit, { actor: speaker, roster, now, open });
  return {
    id: publication.id,
    hash: publication.hash,
    state: publication.state,
    figures,
    checked: signature(publication.checkedBy, publication.checkedAt),
    approved: signature(publication.approvedBy, publication.approvedAt),
    returnedReason: publication.state === 'published' ? null : publication.returnedReason,
    may: audience === 'private' ? actionsOf(publication, reader) : [],
    own,
    ...shown,
  };
}

function actionsOf(publication: Publication, { actor, roster }: Reader): BulletinView['may'] {
  if (actor === null || publication.state === 'published') return [];
  if (publication.state === 'draft') return isOffice(actor) ? ['check', 'return'] : [];
  if (!mayApprove(actor, roster)) return [];
  return publication.checkedBy === actor.id ? ['return'] : ['approve', 'return'];
}
