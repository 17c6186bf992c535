/**
 * The cells of a registry's row by their fields: values in canonical form, personal ones sealed apart. A blank cell names
 * no field; a dash takes the value out. Each cell that is wrong is a reject of its own.
 */
import type { RegistryField } from '../domain/pack/work-schema.ts';
import type { EntryValue, Sealed } from '../domain/registry/entry.ts';
import { folded } from '../domain/registry/fields.ts';
import type { Change } from '../outcome.ts';
import { readField } from '../parse/entry-field.ts';
import { cellOf, type Reject, type TableRow } from '../sheets/table.ts';
import { shown } from '../sheets/value.ts';
import type { TableScene } from './kind.ts';
import { SECRET_KEY } from './registry-columns.ts';
import type { EntryTable } from './registry-row.ts';
import { unitIn } from './words.ts';

export interface Cells {
  readonly values: Readonly<Record<string, EntryValue | null>>;
  readonly sealed: Readonly<Record<string, Sealed | null>>;
  readonly contacts: readonly { readonly field: string; readonly mark: string; readonly change: Change }[];
  /** `null`: not said. */
  readonly confidential: boolean | null;
}

const NUMERIC: ReadonlySet<RegistryField['type']> = new Set(['number', 'money', 'area']);

/** @param only these fields; `null`: all */
export function readCells(
  { registry, labels }: EntryTable,
  row: TableRow,
  scene: TableScene,
  only: readonly string[] | null = null,
): Cells | { readonly rejects: readonly Reject[] } {
  const values: Record<string, EntryValue | null> = {};
  const sealed: Record<string, Sealed | null> = {};
  const contacts: Cells['contacts'][number][] = [];
  const rejects: Reject[] = [];
  for (const field of registry.fields) {
    const text = cellOf(row.values, field.id);
    if (text === '' || (only !== null && !only.includes(field.id))) continue;
    const read = readOne(field, text, scene);
    if (!read.ok) {
      const reason = read.reason.endsWith('。') ? read.reason : `${read.reason}。`;
      rejects.push({ row: row.row, column: labels.get(field.id) ?? field.label, reason });
    } else if (!field.personal) values[field.id] = read.value;
    else if (typeof read.value !== 'string') sealed[field.id] = null;
    else {
      const contact = scene.newId();
      const mark = scene.vault.mark(`${registry.id}/${field.id}/${folded(read.value)}`);
      sealed[field.id] = { contact, mark };
      const plain = JSON.stringify({ name: null, phone: null, note: read.value });
      contacts.push({ field: field.id, mark, change: { subject: 'contact', id: contact, plain } });
    }
  }
  if (rejects.length > 0) return { rejects };
  const secret = cellOf(row.values, SECRET_KEY);
  return { values, sealed, contacts, confidential: secret === '' ? null : secret === '是' };
}

/** As typed in chat; a unit's name must be one unit's, and numbers may carry their unit. */
function readOne(field: RegistryField, text: string, scene: TableScene): ReturnType<typeof readField> {
  if (field.type === 'unit' && !/^[-—－]$/u.test(text)) {
    const unit = unitIn(scene.roster, text.normalize('NFKC').trim());
    if (unit === undefined)
      return { ok: false, reason: `「${shown(text)}」不在名册中，或有几个单位叫这个名字` };
    return { ok: true, value: unit };
  }
  const read = readField(field, NUMERIC.has(field.type) ? text.replace(/^[¥￥]\s*/u, '') : text, scene);
  return read;
}
