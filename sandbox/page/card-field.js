// The fields of cards as native controls: what they show at first, and what they hold when submitted.
import { el } from './dom.js';

const dateKinds = {
  date_picker: ['date', 'initial_date', (value) => value],
  picker_time: ['time', 'initial_time', (value) => value],
  picker_datetime: ['datetime-local', 'initial_datetime', (value) => value.replace('T', ' ')],
};

function textField(field, common) {
  const multiline = field.input_type === 'multiline_text';
  const control = el(multiline ? 'textarea' : 'input', {
    ...common,
    type: multiline ? undefined : field.input_type === 'password' ? 'password' : 'text',
    rows: multiline ? Math.min(field.rows ?? 3, 8) : undefined,
    maxLength: field.max_length ?? 1000,
    placeholder: field.placeholder?.content ?? '',
    value: field.default_value ?? '',
  });
  return { control, read: () => control.value };
}

function optionsOf(field, people) {
  if (!field.tag.includes('person'))
    return (field.options ?? []).map((one) => [one.value, one.text?.content ?? one.value]);
  const listed = (field.options ?? []).map((one) => one.value).filter((id) => people.has(id));
  return (listed.length > 0 ? listed : people.members).map((id) => [id, people.name(id)]);
}

function oneOf(field, common, people) {
  const options = optionsOf(field, people);
  const initial = field.initial_option ?? options[(field.initial_index ?? 0) - 1]?.[0] ?? '';
  const blank = el('option', { value: '' }, field.placeholder?.content ?? '请选择');
  const control = el(
    'select',
    common,
    blank,
    options.map(([value, text]) => el('option', { value }, text)),
  );
  control.value = initial;
  return { control, read: () => control.value };
}

function manyOf(field, common, people) {
  const chosen = new Set(field.selected_values ?? []);
  const boxes = optionsOf(field, people).map(([value, text]) => {
    const box = el('input', {
      type: 'checkbox',
      value,
      checked: chosen.has(value),
      disabled: common.disabled,
    });
    return [box, el('label', { class: 'chip' }, box, text)];
  });
  const control = el(
    'div',
    { class: 'chips', role: 'group', 'aria-label': common['aria-label'] },
    boxes.map(([, label]) => label),
  );
  return { control, read: () => boxes.filter(([box]) => box.checked).map(([box]) => box.value) };
}

function dateField(field, common) {
  const [type, initialKey, out] = dateKinds[field.tag];
  const control = el('input', { ...common, type, value: (field[initialKey] ?? '').replace(' ', 'T') });
  return { control, read: () => out(control.value) };
}

function checker(field, common) {
  const control = el('input', { ...common, type: 'checkbox', checked: field.checked === true });
  return {
    control: el('label', { class: 'check' }, control, field.text?.content ?? ''),
    read: () => control.checked,
    input: control,
  };
}

/** Draws a field. `label` is its accessible name. Gives its control and how to read it; undefined for other tags. */
export function drawField(field, label, people) {
  const common = {
    'aria-label': label || undefined,
    disabled: field.disabled === true,
    required: field.required === true,
  };
  if (field.tag === 'input') return textField(field, common);
  if (field.tag === 'select_static' || field.tag === 'select_person') return oneOf(field, common, people);
  if (field.tag === 'multi_select_static' || field.tag === 'multi_select_person')
    return manyOf(field, common, people);
  if (field.tag in dateKinds) return dateField(field, common);
  if (field.tag === 'checker') return checker(field, common);
  return undefined;
}
