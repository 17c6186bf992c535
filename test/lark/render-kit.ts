/** Cards and parts of cards that the renderer's tests share. */
import type { Button, Card, Element, Field } from '../../src/card.ts';
import { renderCard } from '../../src/lark/render/card.ts';
import { tagged } from './render-rules.ts';

export const press = { command: 'report', action: 'submit', args: {} };
export const submit: Button = { label: '提交', press, look: 'primary' };
export const cancel: Button = { label: '取消', press: { ...press, action: 'cancel' } };
export const options = (count: number, label = '选项') =>
  Array.from({ length: count }, (_, at) => ({ value: `v${at}`, label: `${label}${at}` }));
export const cardOf = (...body: Element[]): Card => ({ title: '标题', tone: 'notice', body });
export const elementsOf = (card: Card): unknown =>
  (renderCard(card).json['body'] as { elements: unknown }).elements;
export const find = (card: Card, tag: string) =>
  tagged(renderCard(card).json).filter((node) => node['tag'] === tag);

export const rowsOf = (card: Card): unknown[] => {
  const rows = find(card, 'table')[0]?.['rows'];
  return Array.isArray(rows) ? rows : [];
};

export const fields: Field[] = [
  { kind: 'line', name: 'company', label: '企业名称', required: true, maxLength: 100, value: '某某公司' },
  { kind: 'lines', name: 'note', label: '备注', placeholder: '选填' },
  { kind: 'choice', name: 'industry', label: '产业', options: options(3), value: 'v1', required: true },
  { kind: 'choices', name: 'tags', label: '标签', options: options(2), values: ['v0', 'gone'] },
  { kind: 'date', name: 'happenedOn', label: '发生日期', value: '2026-11-10' },
];
export const form: Element = { el: 'form', name: 'report', fields, buttons: [submit, cancel] };
export const table = (rows: number, cell = 'x'): Element => ({
  el: 'table',
  columns: [
    { key: 'unit', title: '单位' },
    { key: 'funds', title: '到位资金', align: 'right' },
  ],
  rows: Array.from({ length: rows }, (_, at) => ({
    unit: `${cell}${at}`,
    funds: at === 0 ? null : '1,234.5',
  })),
});
export const chart = (kind: 'bar' | 'line' | 'pie', points: number): Element => ({
  el: 'chart',
  kind,
  title: '到位资金',
  unit: '万元',
  points: Array.from({ length: points }, (_, at) => ({ label: `单位${at}`, value: at })),
});
