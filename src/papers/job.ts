/**
 * Papers of what was signed: a publication without papers is the request, durable in its own commit. Its papers are made,
 * kept, recorded and promised to the office and the leaders of the city; everybody else takes them by a button.
 *
 * Invariants
 *  1. Bytes are kept before the fact; the fact, the promises and the end of the occasion are one commit. A crash before
 *     it makes them again, byte for byte the same, under the same hashes; a crash after it finds nothing to do.
 *  2. Each receiver's promise has the publication's key: once, whatever happens.
 *  3. What cannot be made is tried again ever more rarely and holds up nothing else.
 */
import { figuresOf } from '../bulletins/read.ts';
import { isCityLeader, isOffice } from '../domain/access.ts';
import type { PaperFact, PaperFile, PaperKind } from '../domain/paper.ts';
import type { Roster } from '../domain/roster.ts';
import type { Notice, Outcome } from '../outcome.ts';
import type { Files, Log } from '../ports.ts';
import type { Job, JobScene } from '../scheduler.ts';
import { paperNotice } from './notice.ts';
import { paperName, paperSource } from './paper.ts';
import type { PaperMaker } from './thread.ts';

export interface PaperJobDeps {
  readonly files: Pick<Files, 'put'>;
  readonly make: PaperMaker;
  readonly log: Log;
  /** UTC ms, for the pause after a failure. */
  readonly now: () => number;
}

/** A tick makes so many at most: after an upgrade the past is caught up bit by bit. */
const AT_ONCE = 2;
const LOOKED_AT = 50;
/** What was signed longer ago is made for the button and sent to nobody. */
const SENT_MS = 7 * 86_400_000;
const PAUSES_MS = [60_000, 600_000, 3_600_000, 6 * 3_600_000] as const;
const DAY_MS = 86_400_000;

export const ENDINGS: Readonly<Record<PaperKind, string>> = { word: 'docx', excel: 'xlsx' };

export function papersJob({ files, make, log, now }: PaperJobDeps): Job {
  const failures = new Map<string, { readonly count: number; readonly until: number }>();

  async function run(id: string, { store, now: at }: JobScene): Promise<Outcome> {
    const publication = await store.publication(id);
    const source = publication === null ? null : paperSource(publication);
    if (publication === null || source === null || (await store.papers(id)) !== null) return NOTHING;
    const made = await make(source);
    if (made.withoutPicture !== null) log.warn('paper_without_picture', { id, why: made.withoutPicture });
    const name = paperName(figuresOf(publication));
    const keep = async (kind: PaperKind): Promise<PaperFile> => ({
      hash: await files.put(made[kind]),
      name: `${name}.${ENDINGS[kind]}`,
      bytes: made[kind].byteLength,
    });
    const word = await keep('word');
    const excel = await keep('excel');
    const fact: PaperFact = {
      type: 'paper.made',
      id,
      body: source.hash,
      word,
      excel,
      pictures: made.pictures,
    };
    const isFresh = at - source.approvedAt <= SENT_MS;
    return {
      changes: [{ subject: 'paper', before: null, facts: [fact] }],
      answer: {},
      notices: isFresh ? paperNotices(fact, await store.roster()) : [],
    };
  }

  return {
    id: 'papers',
    async due({ store }) {
      const waiting = await store.unpapered(LOOKED_AT);
      const ready = waiting.filter(({ id }) => (failures.get(id)?.until ?? 0) <= now());
      return ready.slice(0, AT_ONCE).map(({ id }) => ({
        key: `papers:${id}`,
        run: async (scene) => {
          try {
            const outcome = await run(id, scene);
            failures.delete(id);
            return outcome;
          } catch (error) {
            const count = (failures.get(id)?.count ?? 0) + 1;
            failures.set(id, { count, until: now() + (PAUSES_MS[count - 1] ?? DAY_MS) });
            throw error;
          }
        },
      }));
    },
  };
}

const NOTHING: Outcome = { changes: [], answer: {}, notices: [] };

/** To the office and the leaders of the city who can be reached, each file once. */
function paperNotices(fact: PaperFact, roster: Roster): readonly Notice[] {
  const people = roster.people.filter((person) => isOffice(person) || isCityLeader(person, roster));
  return people.flatMap(({ id, openId }) =>
    openId === null
      ? []
      : (['word', 'excel'] as const).map((kind) => ({
          ...paperNotice(fact[kind], openId, fact.id),
          key: `paper:${fact.id}:${kind}:${id}`,
          rank: 'bulletin' as const,
        })),
  );
}
