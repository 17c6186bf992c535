import { describe, expect, test } from 'vitest';
import type { Button, Card, Element, Field } from '../../src/card.ts';
import { decodePress, plainFieldName } from '../../src/lark/press.ts';
import { cardBytesMax, cardNodesMax, renderCard } from '../../src/lark/render/card.ts';
import { fixture } from './door-kit.ts';
import { problemsOf, tagged } from './render-rules.ts';

const press = { command: 'report', action: 'submit', args: {} };
const submit: Button = { label: '提交', press, look: 'primary' };
const cancel: Button = { label: '取消', press: { ...press, action: 'cancel' } };
const options = (count: number, label = '选项') =>
  Array.from({ length: count }, (_, at) => ({ value: `v${at}`, label: `${label}${at}` }));
const cardOf = (...body: Element[]): Card => ({ title: '标题', tone: 'notice', body });
const elementsOf = (card: Card): unknown => (renderCard(card).json['body'] as { elements: unknown }).elements;
const find = (card: Card, tag: string) => tagged(renderCard(card).json).filter((node) => node['tag'] === tag);

const rowsOf = (card: Card): unknown[] => {
  const rows = find(card, 'table')[0]?.['rows'];
  return Array.isArray(rows) ? rows : [];
};

const fields: Field[] = [
  { kind: 'line', name: 'company', label: '企业名称', required: true, maxLength: 100, value: '某某公司' },
  { kind: 'lines', name: 'note', label: '备注', placeholder: '选填' },
  { kind: 'choice', name: 'industry', label: '产业', options: options(3), value: 'v1', required: true },
  { kind: 'choices', name: 'tags', label: '标签', options: options(2), values: ['v0', 'gone'] },
  { kind: 'date', name: 'happenedOn', label: '发生日期', value: '2026-11-10' },
];
const form: Element = { el: 'form', name: 'report', fields, buttons: [submit, cancel] };
const table = (rows: number, cell = 'x'): Element => ({
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
const chart = (kind: 'bar' | 'line' | 'pie', points: number): Element => ({
  el: 'chart',
  kind,
  title: '到位资金',
  unit: '万元',
  points: Array.from({ length: points }, (_, at) => ({ label: `单位${at}`, value: at })),
});

describe('every card keeps the platform rules', () => {
  const huge = '很长的话'.repeat(10_000);
  const cards: Record<string, Card> = {
    empty: { title: '', tone: 'closed', body: [] },
    header: { title: 'a\nb', subtitle: '副题', summary: 'x\ny', tone: 'done', body: [{ el: 'rule' }] },
    'long header': { title: huge, subtitle: huge, summary: huge, tone: 'todo', body: [] },
    form: cardOf(form),
    'two forms with the same fields': cardOf(form, form),
    'form in a panel': cardOf({ el: 'panel', title: '更多', body: [form, { el: 'text', text: 'x' }] }),
    'table in a panel': cardOf({ el: 'panel', title: '', body: [table(3)] }),
    'panels in panels': cardOf({
      el: 'panel',
      title: '一',
      body: [
        { el: 'panel', title: '二', body: [{ el: 'panel', title: '三', body: [table(2), chart('pie', 3)] }] },
      ],
    }),
    'a form whose names clash with ours': cardOf({
      el: 'form',
      name: 'x',
      fields: [
        { kind: 'line', name: 'submit_1', label: '一' },
        { kind: 'line', name: 'submit_1', label: '二' },
        { kind: 'line', name: 'form_x', label: '' },
        { kind: 'line', name: '', label: '四' },
      ],
      buttons: [submit, submit, submit],
    }),
    'a form without buttons': cardOf({ el: 'form', name: 'x', fields, buttons: [] }),
    'choices without options': cardOf({
      el: 'form',
      name: 'x',
      fields: [{ kind: 'choice', name: 'a', label: '产业', options: [] }],
      buttons: [submit],
    }),
    'five tables': cardOf(...Array.from({ length: 5 }, () => table(30))),
    'odd tables': cardOf(
      table(0),
      { el: 'table', columns: [], rows: [{}] },
      {
        el: 'table',
        columns: ['tag', 'a b', 'x', 'x', '__proto__'].map((key) => ({ key, title: key })),
        rows: [{ tag: 'button', 'a b': '1' }],
        pageSize: 99,
      },
    ),
    '5,000 rows': cardOf(table(5000, '某某单位')),
    '5,000 rows of long cells': cardOf(table(5000, huge)),
    'huge texts': cardOf(
      ...Array.from(
        { length: 20 },
        (): Element => ({ el: 'text', text: [huge, { text: huge, strong: true }] }),
      ),
    ),
    '300 texts': cardOf(...Array.from({ length: 300 }, (): Element => ({ el: 'text', text: 'x' }))),
    '100 fields': cardOf({
      el: 'fields',
      fields: Array.from({ length: 100 }, () => ({ label: huge, value: huge })),
    }),
    'many fields in rows': cardOf(
      ...Array.from(
        { length: 4 },
        (): Element => ({
          el: 'fields',
          fields: Array.from({ length: 12 }, () => ({ label: 'a', value: '' })),
        }),
      ),
    ),
    '100 buttons': cardOf({ el: 'buttons', buttons: Array.from({ length: 100 }, () => submit) }),
    '1,000 options': cardOf({
      el: 'form',
      name: 'x',
      fields: [
        {
          kind: 'choice',
          name: 'a',
          label: '企业',
          options: options(1000, huge.slice(0, 300)),
          value: 'v900',
        },
      ],
      buttons: [submit],
    }),
    'many panels': cardOf(
      ...Array.from(
        { length: 60 },
        (_, at): Element => ({ el: 'panel', title: `${at}`, body: [table(5), { el: 'text', text: huge }] }),
      ),
    ),
    charts: cardOf(
      chart('bar', 3),
      chart('bar', 7),
      chart('line', 12),
      chart('pie', 4),
      chart('bar', 0),
      chart('bar', 500),
    ),
    'odd numbers': cardOf({
      el: 'chart',
      kind: 'bar',
      title: '',
      unit: '',
      points: [Number.NaN, Number.POSITIVE_INFINITY, 1].map((value) => ({ label: 'x', value, series: 's' })),
    }),
    'hostile confirm': cardOf({
      el: 'buttons',
      buttons: [{ ...submit, label: '', confirm: { title: '', text: huge } }],
    }),
    'oversized press': cardOf({
      el: 'buttons',
      buttons: [{ ...submit, press: { ...press, args: { id: huge } } }],
    }),
    'a whole year': cardOf(
      { el: 'text', text: ['共 ', { text: '12', strong: true }, ' 项'] },
      chart('bar', 12),
      table(60),
      {
        el: 'panel',
        title: '明细',
        body: [table(60), { el: 'fields', fields: [{ label: 'a', value: 'b' }] }],
      },
      form,
    ),
  };

  test.each(Object.entries(cards))('%s', (_name, card) => {
    const rendered = renderCard(card);
    expect(problemsOf(rendered.json)).toEqual([]);
    expect(rendered.bytes).toBe(Buffer.byteLength(rendered.text));
    expect(rendered.bytes).toBeLessThanOrEqual(cardBytesMax);
    expect(tagged(rendered.json).length).toBeLessThanOrEqual(cardNodesMax);
    expect(JSON.parse(rendered.text)).toEqual(rendered.json);
  });

  test('the worst card takes less than a second', () => {
    const start = performance.now();
    for (const name of ['5,000 rows of long cells', 'many panels', 'huge texts'])
      renderCard(cards[name] ?? cardOf());
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe('what gives way, and in which order', () => {
  test('nothing is cut from an ordinary card', () => {
    expect(renderCard(cardOf(form, table(10), chart('bar', 12))).cut).toEqual([]);
  });

  test('long texts first, rows still whole', () => {
    const rendered = renderCard(cardOf({ el: 'text', text: '长'.repeat(50_000) }, table(40)));
    expect(rendered.cut).toEqual(['text']);
    expect(rowsOf(cardOf({ el: 'text', text: '长'.repeat(50_000) }, table(40)))).toHaveLength(40);
  });

  test('then rows, as few as needed, with a line saying how many are left', () => {
    const card = cardOf(table(2000, '某某单位'));
    const rendered = renderCard(card);
    const shown = rowsOf(card).length;
    expect(rendered.bytes).toBeGreaterThan(cardBytesMax * 0.95);
    expect(rendered.cut).toContain(`rows:${2000 - shown}`);
    expect(rendered.text).toContain(`其余 ${2000 - shown} 行未显示，请用更窄的条件查询`);
  });

  test('then panels, with a line saying so; forms and buttons stay', () => {
    const panel: Element = {
      el: 'panel',
      title: '明细',
      body: Array.from({ length: 60 }, () => ({ el: 'text', text: 'x' })),
    };
    const rendered = renderCard(cardOf(panel, panel, form, { el: 'buttons', buttons: [cancel] }));
    expect(rendered.cut).toContain('panel');
    expect(rendered.text).toContain('内容过长，部分未显示');
    expect(tagged(rendered.json).filter((node) => node['tag'] === 'button')).toHaveLength(3);
  });

  test('a chosen option survives when options must go', () => {
    const field: Field = { kind: 'choice', name: 'a', label: '企业', options: options(400), value: 'v399' };
    const card = cardOf({ el: 'form', name: 'x', fields: [field], buttons: [submit] });
    expect(renderCard(card).cut).toContain('options:a');
    expect(find(card, 'select_static')[0]).toMatchObject({ initial_option: 'v399' });
  });

  test('a card that cannot be shown at all says so', () => {
    const buttons = Array.from({ length: 300 }, () => submit);
    const rendered = renderCard(cardOf({ el: 'buttons', buttons }));
    expect(rendered.cut).toContain('everything');
    expect(rendered.text).toContain('内容过长，无法显示');
  });
});

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
