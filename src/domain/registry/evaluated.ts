/** An entry as a row of a facts file's `registries`: the shapes the evaluator counts by (`facts-file/loose.ts`). */
import { dayOfInstant } from '../day.ts';
import type { Registry } from '../pack/schema.ts';
import { mistakeOf } from './decide.ts';
import { type Entry, patched } from './entry.ts';

type Cell = string | boolean;

/**
 * Personal values go by their marks: filled in, told apart, never said. What the present pack would not take (a field
 * it no longer has, an option that went) is left out rather than failing the whole evaluation.
 */
export function evaluatedRow(
  registry: Registry,
  entry: Entry,
  units: ReadonlySet<string>,
): Readonly<Record<string, Cell>> {
  const cells: Record<string, Cell> = {};
  for (const field of registry.fields) {
    const sealed = entry.sealed[field.id];
    const value = sealed?.mark ?? entry.values[field.id];
    if (value === undefined) continue;
    if (sealed === undefined && mistakeOf(field, value) !== null) continue;
    if (field.type === 'unit' && typeof value === 'string' && !units.has(value)) continue;
    cells[field.id] = value;
  }
  const owner = entry.owner !== null && units.has(entry.owner) ? entry.owner : null;
  cells['id'] = entry.id;
  cells['updatedOn'] = dayOfInstant(entry.checkedAt);
  // A field of the same name says it already, in the city's own words.
  if (owner !== null) cells['owner'] ??= owner;
  return patched(cells, {});
}
