import { describe, expect, test } from 'vitest';
import type { Button, Card, Element, Field } from '../../src/card.ts';
import { decodePress, plainFieldName } from '../../src/lark/press.ts';
import { renderCard } from '../../src/lark/render/card.ts';
import { fixture } from './door-kit.ts';
import { cardOf, chart, elementsOf, fields, find, form, press, submit, table } from './render-kit.ts';
import { tagged } from './render-rules.ts';

describe('forms', () => {
  test('a single form keeps its field names and labels begin with the word', () => {
    const inputs = tagged(elementsOf(cardOf(form))).filter((node) => node['required'] !== undefined);
    expect(inputs.map((node) => node['name'])).toEqual(['company', 'note', 'industry', 'tags', 'happenedOn']);
    expect(find(cardOf(form), 'select_static')[0]).toMatchObject({
      placeholder: { tag: 'plain_text', content: '产业（请选择）' },
      initial_option: 'v1',
    });
    expect(find(cardOf(form), 'multi_select_static')[0]).toMatchObject({ selected_values: ['v0'] });
    expect(find(cardOf(form), 'date_picker')[0]).toMatchObject({ initial_date: '2026-11-10' });
  });

  test('fields of several forms get their form as prefix, which decoding takes off', () => {
    const inputs = tagged(elementsOf(cardOf(form, form))).filter((node) => node['required'] !== undefined);
    const names = inputs.map((node) => String(node['name']));
    expect(names.slice(4, 6)).toEqual(['f1__happenedOn', 'f2__company']);
    expect(names.map(plainFieldName).slice(5)).toEqual(['company', 'note', 'industry', 'tags', 'happenedOn']);
  });

  test('a lone field whose name looks prefixed comes back whole', () => {
    const card = cardOf({
      el: 'form',
      name: 'x',
      fields: [{ kind: 'line', name: 'f1__a', label: '甲' }],
      buttons: [submit],
    });
    expect(plainFieldName(String(find(card, 'input')[0]?.['name']))).toBe('f1__a');
  });

  test('提交 submits; a later default button does not, so that required fields never hold it back', () => {
    const [first, second] = find(cardOf(form), 'button');
    expect(first).toMatchObject({ form_action_type: 'submit', name: 'submit_1' });
    expect(second).not.toHaveProperty('form_action_type');
    expect(second).toMatchObject({ name: 'press_2' });
  });

  test('退回 as a danger button submits too', () => {
    const back: Button = { label: '退回', press, look: 'danger' };
    const card = cardOf({ el: 'form', name: 'x', fields, buttons: [submit, back] });
    expect(find(card, 'button').map((node) => node['form_action_type'])).toEqual(['submit', 'submit']);
  });

  test('a button brings back the command it was given', () => {
    const [first] = find(cardOf(form), 'button');
    const value = { type: 'callback', value: { v: 1, c: 'report', a: 'submit', p: {} } };
    expect(first).toMatchObject({ behaviors: [value] });
    expect(decodePress(value.value)).toEqual(press);
  });

  test('a date that is none is left empty, a prefilled value is cut without a mark', () => {
    const odd: Field[] = [
      { kind: 'date', name: 'd', label: '日期', value: '2026-02-30' },
      { kind: 'line', name: 'l', label: '行', value: '一二三\n四', maxLength: 2 },
    ];
    const card = cardOf({ el: 'form', name: 'x', fields: odd, buttons: [submit] });
    expect(find(card, 'date_picker')[0]).not.toHaveProperty('initial_date');
    expect(find(card, 'input')[0]).toMatchObject({ default_value: '一二', max_length: 2 });
    expect(renderCard(card).cut).toEqual(['value:l']);
  });
});

describe('golden cards', () => {
  const golden = (name: string, card: Card): void =>
    expect(renderCard(card).json).toEqual(fixture(`rendered-${name}`));

  test('a notice with a field, a colour and a rule', () => {
    const card: Card = {
      title: '线索已登记',
      subtitle: 'XS-202611-0001',
      tone: 'done',
      summary: '已登记',
      body: [
        { el: 'text', text: { text: '待审核', tone: 'warn' }, size: 'small' },
        { el: 'text', text: ['投资额 ', { text: '3亿元', strong: true, tone: 'good' }] },
        { el: 'rule' },
        { el: 'fields', fields: [{ label: '企业名称', value: '<at id=all></at>' }] },
        { el: 'buttons', buttons: [{ ...submit, confirm: { title: '确认', text: '提交？' } }] },
      ],
    };
    golden('notice', card);
  });

  test('a ranking: table and lying chart', () => {
    golden('ranking', { title: '排名', tone: 'notice', body: [table(2), chart('bar', 7)] });
  });

  test('the form', () => {
    golden('form', cardOf(form));
  });
});

describe('elements', () => {
  test('a value that is not there prints as —, never as 0', () => {
    expect(find(cardOf(table(1)), 'table')[0]?.['rows']).toEqual([{ unit: 'x0', funds: '—' }]);
    expect(renderCard(cardOf({ el: 'fields', fields: [{ label: 'a', value: ' ' }] })).text).toContain('—');
  });

  test('a table in a panel stands right behind it', () => {
    const card = cardOf(
      { el: 'panel', title: '明细', body: [{ el: 'text', text: 'x' }, table(1)] },
      { el: 'rule' },
    );
    expect((elementsOf(card) as { tag: string }[]).map(({ tag }) => tag)).toEqual([
      'collapsible_panel',
      'table',
      'hr',
    ]);
  });

  test('six bars stand, seven lie; series are grouped', () => {
    expect(find(cardOf(chart('bar', 6)), 'chart')[0]).toMatchObject({
      chart_spec: { xField: 'label', yField: 'value' },
    });
    expect(find(cardOf(chart('bar', 7)), 'chart')[0]).toMatchObject({
      chart_spec: { direction: 'horizontal', xField: 'value', yField: 'label' },
    });
    const grouped: Element = {
      el: 'chart',
      kind: 'line',
      title: 't',
      unit: '',
      points: [{ label: 'a', value: 1, series: '今年' }],
    };
    expect(find(cardOf(grouped), 'chart')[0]).toMatchObject({ chart_spec: { seriesField: 'series' } });
  });
});
