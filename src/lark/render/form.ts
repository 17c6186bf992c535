/**
 * Forms: inputs with labels, choices, dates, and the buttons that submit them.
 *
 * Choices and dates have no label of their own on the platform: a line before each says it, and its placeholder
 * begins with it. Names keep what the card gave (see `press.ts` for cards with several forms).
 */
import type { Element, Field, Option } from '../../card.ts';
import { fieldName } from '../press.ts';
import { cleanText, cutText } from '../text.ts';
import { renderFormButtons } from './button.ts';
import { type Draft, fitLine, type Node, paragraph, plain, takeName } from './draft.ts';

type FormElement = Extract<Element, { el: 'form' }>;
type Kind<K extends Field['kind']> = Extract<Field, { kind: K }>;

const placeholderLengthMax = 100;
const inputLengthMax = 1000;

function placeholder(draft: Draft, label: string, hint: string): Node {
  return plain(fitLine(draft, `${label}（${hint}）`, placeholderLengthMax));
}

function clampLength(length: number | undefined): number {
  return length === undefined || !Number.isFinite(length)
    ? inputLengthMax
    : Math.min(inputLengthMax, Math.max(1, Math.floor(length)));
}

function renderInput(draft: Draft, field: Kind<'line' | 'lines'>, name: string, label: string): Node[] {
  const lengthMax = clampLength(field.maxLength);
  const clean = cleanText(field.value ?? '');
  const value = field.kind === 'line' ? clean.replaceAll('\n', ' ') : clean;
  // A cut mark would be submitted as part of the value.
  const shown = cutText(value, lengthMax, '');
  if (shown.length < value.length) draft.cut.add(`value:${field.name}`);
  const hint = fitLine(draft, field.placeholder ?? `请输入${label}`, placeholderLengthMax);
  return [
    {
      tag: 'input',
      name,
      label: plain(label),
      label_position: 'top',
      placeholder: plain(hint),
      ...(shown === '' ? {} : { default_value: shown }),
      required: field.required === true,
      max_length: lengthMax,
      width: 'fill',
      ...(field.kind === 'lines' ? { input_type: 'multiline_text', rows: 3, auto_resize: true } : {}),
    },
  ];
}

/** Distinct, non-empty options; the chosen ones are kept when there are too many. */
function readOptions(draft: Draft, field: Kind<'choice' | 'choices'>, chosen: ReadonlySet<string>): Option[] {
  const distinct = new Map<string, Option>();
  for (const option of field.options)
    if (option.value !== '' && !distinct.has(option.value)) distinct.set(option.value, option);
  const all = [...distinct.values()];
  if (all.length <= draft.fit.optionsMax) return all;
  draft.cut.add(`options:${field.name}`);
  const kept = new Set(all.filter(({ value }) => chosen.has(value)).slice(0, draft.fit.optionsMax));
  for (const option of all) {
    if (kept.size >= draft.fit.optionsMax) break;
    kept.add(option);
  }
  return all.filter((option) => kept.has(option));
}

function caption(label: string, required: boolean): Node {
  return paragraph(required ? `${label} *` : label);
}

function renderChoice(draft: Draft, field: Kind<'choice' | 'choices'>, name: string, label: string): Node[] {
  const given = field.kind === 'choice' ? [field.value] : (field.values ?? []);
  const chosen = new Set(given.filter((value) => value !== undefined));
  const options = readOptions(draft, field, chosen);
  if (options.length === 0) {
    draft.cut.add(`field:${field.name}`);
    return [paragraph(`${label}：没有可选项`, { color: 'grey' })];
  }
  const selected = options.filter(({ value }) => chosen.has(value)).map(({ value }) => value);
  const initial =
    field.kind === 'choices'
      ? { selected_values: selected }
      : selected[0] === undefined
        ? {}
        : { initial_option: selected[0] };
  const select: Node = {
    tag: field.kind === 'choice' ? 'select_static' : 'multi_select_static',
    name,
    placeholder: placeholder(draft, label, field.placeholder ?? '请选择'),
    required: field.required === true,
    width: 'fill',
    options: options.map((option) => ({
      text: plain(fitLine(draft, option.label, 100) || option.value.slice(0, 100)),
      value: option.value,
    })),
    ...initial,
  };
  return [caption(label, field.required === true), select];
}

function isDate(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

function renderDate(draft: Draft, field: Kind<'date'>, name: string, label: string): Node[] {
  const picker: Node = {
    tag: 'date_picker',
    name,
    placeholder: placeholder(draft, label, field.placeholder ?? '请选择日期'),
    required: field.required === true,
    width: 'fill',
    ...(field.value !== undefined && isDate(field.value) ? { initial_date: field.value } : {}),
  };
  return [caption(label, field.required === true), picker];
}

function isInput(field: Field): field is Kind<'line' | 'lines'> {
  return field.kind === 'line' || field.kind === 'lines';
}

function renderField(draft: Draft, field: Field, formNumber: number | null): Node[] {
  const wanted = fieldName(field.name === '' ? 'field' : field.name, formNumber);
  const name = takeName(draft, wanted);
  if (name !== wanted) draft.cut.add(`name:${field.name}`);
  const label = fitLine(draft, field.label, 60) || field.name;
  if (isInput(field)) return renderInput(draft, field, name, label);
  return field.kind === 'date'
    ? renderDate(draft, field, name, label)
    : renderChoice(draft, field, name, label);
}

/** A form, directly under the card's body. Without a usable button the platform would refuse the card: then none. */
export function renderForm(draft: Draft, form: FormElement): Node[] {
  draft.forms += 1;
  const formNumber = draft.prefixed ? draft.forms : null;
  const fields = form.fields.flatMap((field) => renderField(draft, field, formNumber));
  const buttons = renderFormButtons(draft, form.buttons);
  if (buttons.length === 0) {
    draft.cut.add('form');
    return [];
  }
  const wanted = form.name.replace(/[^A-Za-z0-9_]/g, '_').slice(0, 40) || 'form';
  return [{ tag: 'form', name: takeName(draft, `form_${wanted}`), elements: [...fields, ...buttons] }];
}
