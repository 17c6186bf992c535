// A form as the client handles it: which fields it has and how they are labelled, what they hold, what they would submit.
// Enforces what the client enforces: required, max_length, options that exist. The rest is the bot's business.
import { arrayAt, type Json, type JsonObject, member, objectAt, textAt } from '../json.ts';
import { fieldTags } from './components.ts';
import { type Node, plainWords, walkCard, wordsOf } from './walk.ts';

/** What a test or the page may put into a field: text, an option (value or visible text), several, or a check mark. */
export type FieldInput = string | number | boolean | readonly string[] | null;

/** Why the client would not take a value. */
export type FieldProblem = {
  readonly problem: 'required' | 'max_length' | 'no_such_option' | 'bad_value';
  readonly text: string;
};

const offset = '+0800';

/** The name a person would call this field by. */
export function fieldLabel(node: Node): string {
  const own =
    wordsOf(objectAt(node.element, 'label')) ||
    (node.tag === 'checker' ? wordsOf(objectAt(node.element, 'text')) : '');
  return tidyLabel(own || node.textBefore.split('\n').at(-1) || placeholderOf(node));
}

function placeholderOf(node: Node): string {
  return wordsOf(objectAt(node.element, 'placeholder')).replace(/^(请)?(选择|输入|填写)/, '');
}

function tidyLabel(label: string): string {
  return label
    .replace(/[*＊:：\s]+$/u, '')
    .replace(/^[*＊\s]+/u, '')
    .trim();
}

/** Fields of one form (by path), or those outside any form. */
export function fieldsOf(card: JsonObject, formPath: string | undefined): Node[] {
  return walkCard(card).filter((node) => fieldTags.has(node.tag) && node.formPath === formPath);
}

/** Finds a field by name, label, beginning of its label, or placeholder. */
export function findField(fields: readonly Node[], wanted: string): Node | undefined {
  return (
    fields.find((node) => textAt(node.element, 'name') === wanted) ??
    fields.find((node) => fieldLabel(node) === wanted) ??
    fields.find((node) => fieldLabel(node).startsWith(wanted)) ??
    fields.find((node) => tidyLabel(placeholderOf(node)).startsWith(wanted))
  );
}

function optionValue(node: Node, wanted: string, personId: (name: string) => string): string | undefined {
  const options = arrayAt(node.element, 'options');
  const byValue = options.find((option) => textAt(option, 'value') === wanted);
  if (byValue !== undefined) return wanted;
  if (node.tag.includes('person')) {
    const id = personId(wanted);
    const limited = options.length > 0 && !options.some((option) => textAt(option, 'value') === id);
    return id === '' || limited ? undefined : id;
  }
  const byText = options.find((option) => wordsOf(objectAt(option, 'text')) === wanted);
  return byText === undefined ? undefined : textAt(byText, 'value');
}

function dateValue(tag: string, raw: string): string | undefined {
  const bare = raw.replace(/ [+-]\d{4}$/, '');
  const pattern =
    tag === 'date_picker'
      ? /^\d{4}-\d{2}-\d{2}$/
      : tag === 'picker_time'
        ? /^\d{2}:\d{2}$/
        : /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/;
  return pattern.test(bare) ? `${bare} ${offset}` : undefined;
}

/** Turns what was put into a field into what goes over the wire; undefined = nothing chosen. */
export function fieldValue(
  node: Node,
  input: FieldInput,
  personId: (name: string) => string,
): Json | undefined | FieldProblem {
  const { tag } = node;
  const label = fieldLabel(node);
  if (tag === 'checker') return input === true;
  if (input === null || input === '') return tag === 'input' ? '' : undefined;
  if (tag === 'input') {
    const text = String(input);
    const max = member(node.element, 'max_length');
    const limit = typeof max === 'number' ? max : 1000;
    return text.length > limit ? { problem: 'max_length', text: `${label}：最多 ${limit} 字` } : text;
  }
  if (tag === 'date_picker' || tag === 'picker_time' || tag === 'picker_datetime')
    return (
      dateValue(tag, String(input)) ?? {
        problem: 'bad_value',
        text: `${label}：${String(input)} 不是日期或时间`,
      }
    );
  const wanted = Array.isArray(input) ? input.map(String) : [String(input)];
  const values = wanted.map((one) => optionValue(node, one, personId));
  const missing = wanted.find((_, index) => values[index] === undefined);
  if (missing !== undefined) return { problem: 'no_such_option', text: `${label}：没有“${missing}”这一项` };
  const known = values.filter((value): value is string => value !== undefined);
  return tag.startsWith('multi_') ? known : (known[0] ?? undefined);
}

/** What a field holds before anybody touches it. */
export function initialInput(node: Node): FieldInput {
  const { tag, element } = node;
  const held: Readonly<Record<string, string>> = {
    input: 'default_value',
    select_static: 'initial_option',
    select_person: 'initial_option',
    date_picker: 'initial_date',
    picker_time: 'initial_time',
    picker_datetime: 'initial_datetime',
  };
  if (tag === 'checker') return member(element, 'checked') === true;
  if (tag.startsWith('multi_')) return arrayAt(element, 'selected_values').map(String);
  const index = member(element, 'initial_index');
  if (tag === 'select_static' && typeof index === 'number' && index > 0)
    return textAt(arrayAt(element, 'options')[index - 1], 'value');
  return textAt(element, held[tag] ?? '');
}

/** True for a problem, false for a value. */
export function isProblem(value: Json | undefined | FieldProblem): value is FieldProblem {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'problem' in value;
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Collects a form's values: what it holds, overridden by `inputs` (by field name). Says what the client would refuse. */
export function collectForm(
  card: JsonObject,
  formPath: string,
  inputs: ReadonlyMap<string, FieldInput>,
  personId: (name: string) => string,
): { values: JsonObject; problem: FieldProblem | undefined } {
  const values: JsonObject = {};
  for (const node of fieldsOf(card, formPath)) {
    const name = textAt(node.element, 'name');
    const input = inputs.get(name) ?? initialInput(node);
    const empty = Array.isArray(input) && input.length === 0;
    const value = fieldValue(node, empty ? null : input, personId);
    if (isProblem(value)) return { values, problem: value };
    if (member(node.element, 'required') === true && node.tag !== 'checker' && isEmpty(value))
      return {
        values,
        problem: { problem: 'required', text: `有必填项未填写：${plainWords(fieldLabel(node))}` },
      };
    if (value !== undefined) values[name] = value;
  }
  return { values, problem: undefined };
}
