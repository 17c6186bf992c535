/**
 * Who may take which workbook out and bring which in; the rows themselves are judged one by one by `access.ts`.
 * Denied by default: an observer sees published things only.
 */
import { has } from './access.ts';
import type { Person, Role } from './roster.ts';
import { type FixedKind, isFixedKind, WORKBOOK_KINDS, type WorkbookKind } from './workbook.ts';

const EXPORT: Readonly<Record<FixedKind, readonly Role[]>> = {
  units: ['office', 'admin'],
  people: ['office', 'admin'],
  leads: ['reporter', 'verifier', 'office', 'leader'],
  projects: ['reporter', 'verifier', 'office', 'leader'],
  progress: ['reporter', 'verifier', 'office', 'leader'],
  targets: ['office', 'leader'],
  figures: ['office', 'leader'],
  activities: ['reporter', 'verifier', 'office', 'leader'],
  public: ['office'],
};

const IMPORT: Readonly<Record<FixedKind, readonly Role[]>> = {
  units: ['admin'],
  people: ['admin'],
  leads: ['reporter', 'office'],
  projects: ['office'],
  progress: ['reporter', 'office'],
  targets: ['office'],
  figures: ['office'],
  activities: ['reporter', 'office'],
  // Made from the registries: those are imported.
  public: [],
};

/** 台账: read by all units (`seesEntry`), kept by who files for the unit and by the office (`mayEditEntry`). */
const REGISTRY_EXPORT: readonly Role[] = ['reporter', 'verifier', 'office', 'leader', 'assessor', 'admin'];
const REGISTRY_IMPORT: readonly Role[] = ['reporter', 'office'];

/** Kinds that anybody at all may have. */
export const OFFERED_KINDS: readonly FixedKind[] = WORKBOOK_KINDS.filter((kind) => EXPORT[kind].length > 0);

export const mayExport = (person: Person, kind: WorkbookKind): boolean =>
  has(person, ...(isFixedKind(kind) ? EXPORT[kind] : REGISTRY_EXPORT));
export const mayImport = (person: Person, kind: WorkbookKind): boolean =>
  has(person, ...(isFixedKind(kind) ? IMPORT[kind] : REGISTRY_IMPORT));

export const mayExportRegistries = (person: Person): boolean => has(person, ...REGISTRY_EXPORT);
export const mayImportRegistries = (person: Person): boolean => has(person, ...REGISTRY_IMPORT);

/** Without registries, which a pack may have many of. */
export const kindsToExport = (person: Person): readonly FixedKind[] =>
  WORKBOOK_KINDS.filter((kind) => mayExport(person, kind));
export const kindsToImport = (person: Person): readonly FixedKind[] =>
  WORKBOOK_KINDS.filter((kind) => mayImport(person, kind));
