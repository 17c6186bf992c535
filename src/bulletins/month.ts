/**
 * A bulletin 战报/通报 of a month, quarter or year: drafted from the store, frozen as canonical JSON with its hash. Used
 * by the command, the command line and the scheduler alike. Left out: who may check and sign (`access.ts`,
 * `publication.ts`) and layout.
 */
import type { Month } from '../domain/day.ts';
import type { MonthFigures } from '../domain/month-figures.ts';
import type { Pack } from '../domain/pack/schema.ts';
import type { BulletinPeriod } from '../domain/period.ts';
import { type Publication, type PublicationFact, publicationId } from '../domain/publication.ts';
import type { Store } from '../store.ts';
import { canonicalJson, hashOf } from './canonical.ts';
import { composeMonth } from './figures.ts';
import { figuresOf, publicationOf, readWhole, type Summarise } from './read.ts';

export interface DraftedMonth {
  readonly id: string;
  /** What stood before; `null` for a first draft. */
  readonly before: Publication | null;
  /** `publication.drafted` when there is a draft to record; empty when what stands still holds. */
  readonly facts: readonly PublicationFact[];
  /** The figures that stand after those facts. */
  readonly figures: MonthFigures;
  readonly body: string;
  readonly hash: string;
  /** Checked already, and composing it today would give other figures. */
  readonly outdated: boolean;
}

export interface Drafting {
  readonly store: Store;
  readonly pack: Pack;
  readonly now: number;
  /** Where everybody stands at the period's end; without it tasks, scores and grades are left out. */
  readonly summarise?: Summarise;
}

/** The figures of a period as they are today; nothing is recorded. */
export async function composePeriod(
  { store, pack, now, summarise }: Drafting,
  period: BulletinPeriod,
): Promise<MonthFigures> {
  const { material, details } = await readWhole(store, pack, period, now, summarise);
  return composeMonth(material, details);
}

/** Drafts a period, or drafts it again when its figures have changed; what is checked or published stays. */
export async function draftPeriod(drafting: Drafting, period: BulletinPeriod): Promise<DraftedMonth> {
  const { kind, key } = period;
  const id = publicationId(kind, key);
  const before = await publicationOf(drafting.store, period);
  if (before?.state === 'published') return standing(before, false);
  const figures = await composePeriod(drafting, period);
  const same = before !== null && isSame(figuresOf(before), figures);
  if (before !== null && (same || before.state === 'checked')) return standing(before, !same);
  const body = canonicalJson(figures);
  const hash = hashOf(body);
  const fact: PublicationFact = { type: 'publication.drafted', id, kind, period: key, body, hash };
  return { id, before, facts: [fact], figures, body, hash, outdated: false };
}

/** The same of a month. */
export const draftMonth = (
  store: Store,
  pack: Pack,
  month: Month,
  now: number,
  summarise?: Summarise,
): Promise<DraftedMonth> =>
  draftPeriod(
    { store, pack, now, ...(summarise === undefined ? {} : { summarise }) },
    { kind: 'month', key: month },
  );

function standing(before: Publication, outdated: boolean): DraftedMonth {
  const { id, body, hash } = before;
  return { id, before, facts: [], figures: figuresOf(before), body, hash, outdated };
}

/** Equal but for the instant of reading. */
function isSame(a: MonthFigures, b: MonthFigures): boolean {
  return canonicalJson({ ...a, asOfAt: 0 }) === canonicalJson({ ...b, asOfAt: 0 });
}
