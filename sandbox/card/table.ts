// The table component's own rules: columns declared, rows keyed by them, cells of the declared kind.
import { arrayAt, isObject, type Json, type JsonObject, member, textAt } from '../json.ts';
import type { Findings } from './rules.ts';

const dataTypes = new Set(['text', 'lark_md', 'markdown', 'number', 'options', 'persons', 'date']);
const columnsMax = 50;

function cellFits(cell: Json, dataType: string): boolean {
  if (cell === null) return true;
  if (dataType === 'number' || dataType === 'date') return typeof cell === 'number';
  if (dataType === 'lark_md' || dataType === 'markdown') return typeof cell === 'string';
  if (dataType === 'options')
    return (
      typeof cell === 'string' ||
      (Array.isArray(cell) && cell.every((item) => typeof item === 'string' || textAt(item, 'text') !== ''))
    );
  if (dataType === 'persons')
    return (
      typeof cell === 'string' || (Array.isArray(cell) && cell.every((item) => typeof item === 'string'))
    );
  return !isObject(cell) && !Array.isArray(cell);
}

/** Checks columns, rows and page size of one table. */
export function checkTable(table: JsonObject, path: string, findings: Findings) {
  const columns = new Map<string, string>();
  const declared = arrayAt(table, 'columns');
  if (declared.length === 0 || declared.length > columnsMax)
    findings.error(path, `a table has 1 to ${columnsMax} columns`, 200915);
  for (const column of declared) {
    const name = textAt(column, 'name');
    const type = textAt(column, 'data_type') || 'text';
    if (name === '' || columns.has(name))
      findings.error(path, `column name missing or repeated: "${name}"`, 200915);
    if (!dataTypes.has(type)) findings.error(path, `unknown data_type "${type}"`, 200915);
    columns.set(name, type);
  }
  const size = member(table, 'page_size');
  if (size !== undefined && (typeof size !== 'number' || !Number.isInteger(size) || size < 1 || size > 10))
    findings.error(path, 'page_size must be 1 to 10');
  arrayAt(table, 'rows').forEach((row, rowIndex) => {
    if (!isObject(row)) {
      findings.error(path, `row ${rowIndex} is not an object`, 200914);
      return;
    }
    for (const [key, cell] of Object.entries(row)) {
      const type = columns.get(key);
      if (type === undefined)
        findings.error(path, `row ${rowIndex}: key "${key}" is not a declared column`, 200915);
      else if (!cellFits(cell, type))
        findings.error(
          path,
          `row index: ${rowIndex}, column: ${key}, the cell is not of type ${type}`,
          200914,
        );
    }
  });
}
