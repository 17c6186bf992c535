/** Which lead a row is about: by its number, or by who it is of. Numbers of other books find nothing and are kept as words. */
import { coreName, isLikelySame, nameKeys } from '../domain/company.ts';
import type { Lead } from '../domain/lead/lead.ts';
import { formatNumber, NUMBER_PREFIX, type Numbered, readNumber } from '../domain/number.ts';
import { cellOf, type Row } from '../sheets/table.ts';
import type { Batch, TableScene } from './kind.ts';

const CANDIDATES_MAX = 80;
/** A serial beyond this would leave a hole no month fills. */
export const SERIAL_MAX = 99_999;

export interface OurNumber {
  readonly number: string;
  /** `YYYY-MM` */
  readonly month: string;
  readonly serial: number;
}

/** A number of our own form, whole; `null` for anything else. */
export function ourNumber(kind: Numbered, text: string): OurNumber | null {
  const read = readNumber(text);
  if (read === null || read.prefix !== NUMBER_PREFIX[kind] || read.month?.length !== 6) return null;
  const month = `${read.month.slice(0, 4)}-${read.month.slice(4)}`;
  const serial = Number(read.digits);
  return serial === 0 ? null : { number: formatNumber(kind, month, serial), month, serial };
}

/** By project number, then lead number. */
export async function leadOfNumbers(row: Row, scene: TableScene): Promise<Lead | null> {
  for (const [kind, key] of [
    ['project', 'project#'],
    ['lead', 'number'],
  ] as const) {
    const ours = ourNumber(kind, cellOf(row, key));
    const lead = ours === null ? null : await scene.store.lead(ours.number);
    if (lead !== null) return lead;
  }
  return null;
}

const fold = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

export interface Alike {
  /** The very same: company, project and unit. */
  readonly same: Lead | null;
  /** Others whose company's name is like it. */
  readonly similar: readonly Lead[];
}

export async function alike(
  row: { readonly company: string; readonly project: string; readonly unit: string },
  scene: TableScene,
  batch: Batch,
): Promise<Alike> {
  const stored = await scene.store.leadsByKeys(nameKeys(row.company), CANDIDATES_MAX);
  const found = [...stored, ...batch.registered].filter(
    (lead) =>
      lead.status === 'open' &&
      [lead.company, ...lead.formerNames].some((name) => isLikelySame(name, row.company)),
  );
  const isSame = (lead: Lead): boolean =>
    (lead.unit === row.unit || lead.holding.promoter === row.unit) &&
    [lead.company, ...lead.formerNames].some(
      (name) => fold(name) === fold(row.company) || coreName(name) === coreName(row.company),
    ) &&
    fold(lead.project ?? '') === fold(row.project);
  const same = found.find(isSame) ?? null;
  return { same, similar: found.filter((lead) => lead !== same) };
}

export const sameWords = (one: string, other: string): boolean => fold(one) === fold(other);
