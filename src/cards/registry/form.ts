/** The form of a registry, made from the fields its pack declares; the 疑似重复 card; and which registry is meant. */
import type { Card, Element, Field, Option } from '../../card.ts';
import type { Registry } from '../../domain/pack/schema.ts';
import type { RegistryField } from '../../domain/pack/work-schema.ts';
import { plain, quiet, sayButton } from '../show.ts';

export interface EntryFormView {
  readonly draft: string;
  readonly registry: Registry;
  /** TZ-…, when one is edited. */
  readonly id: string | null;
  /** What each field holds, as typed or printed. */
  readonly typed: Readonly<Record<string, string>>;
  /** Units that may be chosen; `null`: too many, they are typed. */
  readonly units: readonly Option[] | null;
  readonly lines: readonly string[];
}

/** A field's name in the form: ids of packs may be Chinese, names may not. */
export const formName = (registry: Registry, field: RegistryField): string =>
  `f${registry.fields.indexOf(field)}`;

const FLAGS: readonly Option[] = [
  { value: '是', label: '是' },
  { value: '否', label: '否' },
];
const LONG = /要点|内容|说明|策略|方案|情况|需求|指标/u;

function fieldOf(view: EntryFormView, field: RegistryField): Field {
  const { registry, units, typed } = view;
  const value = typed[field.id];
  const base = {
    name: formName(registry, field),
    label: `${field.label}${unitOf(field)}`,
    ...(field.required ? { required: true } : {}),
  };
  const held = value === undefined || value === '' ? {} : { value: value.slice(0, 500) };
  const chosen = (options: readonly Option[]): Field => ({
    ...base,
    kind: 'choice',
    options,
    ...(options.some((one) => one.value === value) ? held : {}),
  });
  if (field.type === 'choice' && field.options !== undefined)
    return chosen(field.options.map((one) => ({ value: one, label: one })));
  if (field.type === 'flag') return chosen(FLAGS);
  if (field.type === 'unit' && units !== null) return chosen(units);
  if (field.type === 'date' && (value === undefined || value === '' || /^\d{4}-\d{2}-\d{2}$/u.test(value)))
    return { ...base, kind: 'date', ...held };
  const kind = field.type === 'text' && LONG.test(field.label) ? 'lines' : 'line';
  const hint = placeholderOf(field);
  return { ...base, kind, maxLength: 500, ...(hint === null ? {} : { placeholder: hint }), ...held };
}

const unitOf = (field: RegistryField): string =>
  field.unit !== undefined
    ? `（${field.unit}）`
    : field.type === 'money'
      ? '（万元）'
      : field.type === 'area'
        ? '（平方米）'
        : '';

function placeholderOf(field: RegistryField): string | null {
  if (field.personal) return '个人信息，加密保存';
  if (field.type === 'project') return '项目编号或名称';
  if (field.type === 'unit') return '单位名称';
  return field.type === 'file' ? '文号或存放处' : null;
}

export function entryFormCard(view: EntryFormView): Card {
  const { registry, id, draft } = view;
  const added = registry.fields.filter((field) => field.origin === 'default').map((field) => field.label);
  return {
    title: id === null ? `登记：${registry.label}` : `修改 ${id}`,
    subtitle: registry.label,
    tone: 'todo',
    body: [
      ...view.lines.map(plain),
      {
        el: 'form',
        name: 'registry_entry',
        fields: registry.fields.map((field) => fieldOf(view, field)),
        buttons: [
          {
            label: '提交',
            look: 'primary',
            press: { command: 'registry', action: 'submit', args: { draft } },
          },
          { label: '取消', press: { command: 'registry', action: 'cancel', args: { draft } } },
        ],
      },
      quiet(
        `依据 ${registry.clause}${registry.origin === 'default' ? '（系统默认）' : ''}${
          added.length === 0 ? '' : `；${added.join('、')}为系统默认栏，可不填`
        }。`,
      ),
    ],
  };
}

export interface AlikeView {
  readonly draft: string;
  readonly name: string;
  readonly alike: readonly { readonly id: string; readonly title: string; readonly owner: string }[];
}

export const alikeCard = ({ draft, name, alike }: AlikeView): Card => ({
  title: '疑似重复',
  tone: 'todo',
  body: [
    plain(`要登记的「${name}」与台账里的这些相近：`),
    {
      el: 'table',
      columns: [
        { key: 'id', title: '编号' },
        { key: 'title', title: '名称' },
        { key: 'owner', title: '责任单位' },
      ],
      rows: alike.map((one) => ({ ...one })),
    },
    {
      el: 'buttons',
      buttons: [
        { label: '仍要登记', press: { command: 'registry', action: 'force', args: { draft } } },
        { label: '放弃', press: { command: 'registry', action: 'cancel', args: { draft } } },
        ...alike.slice(0, 3).map(({ id }) => sayButton(id, 'registry', id)),
      ],
    },
  ],
});

/** Several registries answer to the word: one is chosen. */
export const whichCard = (title: string, registries: readonly Registry[], words: string): Card => ({
  title,
  tone: 'todo',
  body: [
    plain('本市方案有几种台账，请选一种：'),
    {
      el: 'buttons',
      buttons: registries.map((registry) =>
        sayButton(registry.label, 'registry', `新增 ${registry.label}${words === '' ? '' : ` ${words}`}`),
      ),
    },
  ],
});

export const closedFormCard = (text: string): Card => {
  const body: readonly Element[] = [plain(text)];
  return { title: '已取消', tone: 'closed', body };
};
