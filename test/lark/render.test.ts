import { describe, expect, test } from 'vitest';
import type { Card, Element, Field } from '../../src/card.ts';
import { cardBytesMax, cardNodesMax, renderCard } from '../../src/lark/render/card.ts';
import { cpuMsSince } from '../harness/cpu.ts';
import {
  cancel,
  cardOf,
  chart,
  fields,
  find,
  form,
  options,
  press,
  rowsOf,
  submit,
  table,
} from './render-kit.ts';
import { problemsOf, tagged } from './render-rules.ts';

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

  test('the worst card costs little', () => {
    const start = process.cpuUsage();
    for (const name of ['5,000 rows of long cells', 'many panels', 'huge texts'])
      renderCard(cards[name] ?? cardOf());
    expect(cpuMsSince(start)).toBeLessThan(3_000);
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
