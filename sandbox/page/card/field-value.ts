// What a field of a card holds before anybody touches it, and when it is empty. Pure.
import type { FieldValue } from '../model.ts';
import type { JsonObject } from '../read.ts';
import { flag, num, objects, str, strings } from '../read.ts';

const held: Readonly<Record<string, string>> = {
  input: 'default_value',
  select_static: 'initial_option',
  select_person: 'initial_option',
  date_picker: 'initial_date',
  picker_time: 'initial_time',
  picker_datetime: 'initial_datetime',
};

/** True for fields that hold several values. */
export function holdsMany(element: JsonObject): boolean {
  return str(element, 'tag').startsWith('multi_') || flag(element, 'multi_select');
}

/** The initial value of a field. */
export function initialValue(element: JsonObject): FieldValue {
  const tag = str(element, 'tag');
  if (tag === 'checker') return flag(element, 'checked');
  if (holdsMany(element)) return strings(element, 'selected_values');
  const index = num(element, 'initial_index');
  if (tag === 'select_static' && index !== undefined && index > 0)
    return str(objects(element, 'options')[index - 1], 'value');
  return str(element, held[tag] ?? '');
}

/** True when a required field would be refused. */
export function isEmptyValue(value: FieldValue): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}
