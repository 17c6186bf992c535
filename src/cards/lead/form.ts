/** The 登记 form: filled from a sentence, confirmed by a person. What was unsure is empty and pointed at. */
import type { Card, Element, Field, Option } from '../../card.ts';
import { plain, quiet, warning } from '../show.ts';

/** What stands in the fields: text as a person would type it, ids for choices. */
export interface LeadForm {
  readonly company: string;
  readonly project: string;
  readonly amount: string;
  readonly currency: string;
  readonly industry: string;
  readonly landing: string;
  readonly channel: string;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly note: string;
  /** 推荐人, where one was named; the field stands in the form only then. */
  readonly referrer?: string;
  /** One sentence per field left open. */
  readonly hints: readonly string[];
  /** What was understood, said back in words: “5.2亿元 = 52000万元”. */
  readonly understood: readonly string[];
}

export interface LeadFormView {
  readonly draft: string;
  readonly form: LeadForm;
  readonly currencies: readonly Option[];
  readonly industries: readonly Option[];
  /** Units to land in; typed instead of chosen when there are too many for a card. */
  readonly landings: readonly Option[];
  readonly channels: readonly Option[];
  /** 1-based place in a message with several leads, and what became of the ones before. */
  readonly place: { readonly at: number; readonly of: number; readonly done: readonly string[] };
}

const LANDINGS_MAX = 60;

export function leadFormCard(view: LeadFormView): Card {
  const { draft, place } = view;
  const many = place.of > 1;
  const press = (action: string) => ({ command: 'register', action, args: { draft, at: String(place.at) } });
  return {
    title: many ? `登记线索（第 ${place.at} 条，共 ${place.of} 条）` : '登记线索',
    tone: 'todo',
    summary: '请核对后提交登记',
    body: [
      ...place.done.map((line): Element => ({ el: 'text', text: { text: line, tone: 'good' } })),
      plain('请核对下面的内容，改好后按「提交」。'),
      ...view.form.understood.map(quiet),
      ...view.form.hints.map(warning),
      {
        el: 'form',
        name: 'lead',
        fields: fieldsOf(view),
        buttons: [
          { label: '提交', look: 'primary', press: press('submit') },
          { label: many ? '跳过这条' : '取消', press: press('cancel') },
        ],
      },
    ],
  };
}

function fieldsOf({ form, ...lists }: LeadFormView): readonly Field[] {
  const landing: Field =
    lists.landings.length > LANDINGS_MAX
      ? {
          kind: 'line',
          name: 'landing',
          label: '拟落户',
          value: nameOf(lists.landings, form.landing),
          placeholder: '县区或园区名称',
        }
      : { kind: 'choice', name: 'landing', label: '拟落户', options: lists.landings, value: form.landing };
  return [
    { kind: 'line', name: 'company', label: '企业名称', required: true, value: form.company, maxLength: 100 },
    { kind: 'line', name: 'project', label: '项目名称', value: form.project, maxLength: 100 },
    {
      kind: 'line',
      name: 'amount',
      label: '投资额（万元；可写 5.2亿）',
      value: form.amount,
      placeholder: '如 52000 或 5.2亿',
      maxLength: 50,
    },
    { kind: 'choice', name: 'currency', label: '币种', options: lists.currencies, value: form.currency },
    { kind: 'choice', name: 'industry', label: '产业', options: lists.industries, value: form.industry },
    landing,
    { kind: 'choice', name: 'channel', label: '线索来源', options: lists.channels, value: form.channel },
    { kind: 'line', name: 'contactName', label: '联系人', value: form.contactName, maxLength: 50 },
    { kind: 'line', name: 'contactPhone', label: '联系电话', value: form.contactPhone, maxLength: 40 },
    ...(form.referrer === undefined || form.referrer === ''
      ? []
      : [{ kind: 'line' as const, name: 'referrer', label: '推荐人', value: form.referrer, maxLength: 30 }]),
    { kind: 'lines', name: 'note', label: '备注', value: form.note, maxLength: 1_000 },
  ];
}

const nameOf = (options: readonly Option[], id: string): string =>
  options.find((one) => one.value === id)?.label ?? id;
