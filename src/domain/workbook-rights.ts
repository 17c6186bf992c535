/**
 * Who may take which workbook out and bring which in; the rows themselves are judged one by one by `access.ts`.
 * Denied by default: an observer sees published things only.
 */
import { has } from './access.ts';
import type { Person, Role } from './roster.ts';
import { WORKBOOK_KINDS, type WorkbookKind } from './workbook.ts';

const EXPORT: Readonly<Record<WorkbookKind, readonly Role[]>> = {
  units: ['office', 'admin'],
  people: ['office', 'admin'],
  leads: ['reporter', 'verifier', 'office', 'leader'],
  projects: ['reporter', 'verifier', 'office', 'leader'],
  progress: ['reporter', 'verifier', 'office', 'leader'],
  // No table of targets yet.
  targets: [],
};

const IMPORT: Readonly<Record<WorkbookKind, readonly Role[]>> = {
  units: ['admin'],
  people: ['admin'],
  leads: ['reporter', 'office'],
  projects: ['office'],
  progress: ['reporter', 'office'],
  targets: [],
};

/** Kinds that anybody at all may have. */
export const OFFERED_KINDS: readonly WorkbookKind[] = WORKBOOK_KINDS.filter(
  (kind) => EXPORT[kind].length > 0,
);

export const mayExport = (person: Person, kind: WorkbookKind): boolean => has(person, ...EXPORT[kind]);
export const mayImport = (person: Person, kind: WorkbookKind): boolean => has(person, ...IMPORT[kind]);

export const kindsToExport = (person: Person): readonly WorkbookKind[] =>
  WORKBOOK_KINDS.filter((kind) => mayExport(person, kind));
export const kindsToImport = (person: Person): readonly WorkbookKind[] =>
  WORKBOOK_KINDS.filter((kind) => mayImport(person, kind));
