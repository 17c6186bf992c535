// The judge of cards: one good card, and for every rule a card that breaks it.
import { describe, expect, test } from 'vitest';
import { cardText } from '../../sandbox/card/text.ts';
import { validateCard } from '../../sandbox/card/validate.ts';
import type { JsonObject } from '../../sandbox/json.ts';
import { cardWith } from './scripted-bot.ts';

const around = { personExists: (id: string) => id === 'ou_1', atAllAllowed: false };
const judge = (card: JsonObject | string, strict = true) =>
  validateCard(typeof card === 'string' ? card : JSON.stringify(card), { strict }, around);
const codes = (card: JsonObject | string, strict = true) =>
  judge(card, strict).errors.map((finding) => (finding.code === 230025 ? 230025 : finding.subCode));

const plain = (content: string): JsonObject => ({ tag: 'plain_text', content });
const submit: JsonObject = { tag: 'button', name: 'go', text: plain('提交'), form_action_type: 'submit' };
const form = (...elements: JsonObject[]): JsonObject => ({
  tag: 'form',
  name: 'f',
  elements: [...elements, submit],
});
const md = (content: string): JsonObject => ({ tag: 'markdown', content });
const table = (extra: JsonObject = {}): JsonObject => ({
  tag: 'table',
  columns: [{ name: 'a' }, { name: 'n', data_type: 'number' }],
  rows: [{ a: 'x', n: 1 }],
  ...extra,
});
const nested = (depth: number): JsonObject =>
  depth === 0
    ? { tag: 'hr' }
    : { tag: 'collapsible_panel', header: { title: plain('x') }, elements: [nested(depth - 1)] };
const open = (url: string): JsonObject => ({
  tag: 'button',
  text: plain('看'),
  behaviors: [{ type: 'open_url', default_url: url }],
});

describe('good cards pass', () => {
  const good: [string, JsonObject][] = [
    ['empty', { schema: '2.0' }],
    [
      'a form with everything',
      cardWith([
        form(
          { tag: 'input', name: 'a', label: plain('名称'), required: true, max_length: 50 },
          { tag: 'select_static', name: 'b', options: [{ text: plain('甲'), value: '1' }] },
          { tag: 'date_picker', name: 'c', initial_date: '2026-11-22' },
          { tag: 'select_person', name: 'd', options: [{ value: 'ou_1' }] },
          { tag: 'checker', name: 'e', text: plain('保密') },
          {
            tag: 'column_set',
            columns: [
              {
                tag: 'column',
                elements: [{ tag: 'button', name: 'r', text: plain('重置'), form_action_type: 'reset' }],
              },
            ],
          },
        ),
        table({ page_size: 10 }),
        { tag: 'chart', chart_spec: { type: 'bar', data: { values: [] } } },
        md("<at id=ou_1></at> [政策](https://a.cn/b?c=1) &#60;at id&#61;all&#62; <font color='red'>x</font>"),
        open('https://a.cn'),
        { tag: 'button', disabled: true, text: plain('已通过') },
        nested(5),
      ]),
    ],
    ['200 elements', cardWith(Array.from({ length: 200 - 1 }, () => ({ tag: 'hr' })))],
    [
      'a long option list',
      cardWith([
        form({
          tag: 'select_static',
          name: 'b',
          options: Array.from({ length: 250 }, (_, i) => ({ text: plain(`${i}`), value: `${i}` })),
        }),
      ]),
    ],
  ];
  for (const [name, card] of good) test(name, () => expect(judge(card).errors).toEqual([]));
});

describe('each violation is found', () => {
  const bad: [string, JsonObject | string, number][] = [
    ['not JSON', '{', 200621],
    ['schema 1.0', { elements: [] }, 200621],
    ['over 30 KB', cardWith([md('字'.repeat(10_300))]), 230025],
    ['over 200 elements', cardWith(Array.from({ length: 201 }, () => ({ tag: 'hr' }))), 11310],
    ['a sixth table', cardWith(Array.from({ length: 6 }, () => table())), 11310],
    [
      'pipe tables count too',
      cardWith([...Array.from({ length: 5 }, () => table()), md('a|b\n---|---\n1|2')]),
      11310,
    ],
    ['an unknown tag', cardWith([{ tag: 'note', elements: [] }]), 200861],
    ['an unknown property', cardWith([{ tag: 'hr', color: 'red' }]), 200861],
    ['an unknown config property', { schema: '2.0', config: { wide_screen_mode: true } }, 200861],
    ['update_multi false', { schema: '2.0', config: { update_multi: false } }, 300302],
    ['a header without title', { schema: '2.0', header: { template: 'blue' } }, 200621],
    [
      'a form in a column',
      cardWith([{ tag: 'column_set', columns: [{ tag: 'column', elements: [form()] }] }]),
      200621,
    ],
    [
      'a table in a panel',
      cardWith([{ tag: 'collapsible_panel', header: { title: plain('x') }, elements: [table()] }]),
      200621,
    ],
    ['a form without submit', cardWith([{ tag: 'form', name: 'f', elements: [] }]), 200621],
    ['a form without name', cardWith([{ tag: 'form', elements: [submit] }]), 200530],
    ['a field without name', cardWith([form({ tag: 'input' })]), 200530],
    ['a repeated name', cardWith([form({ tag: 'input', name: 'a' }, { tag: 'input', name: 'a' })]), 200530],
    [
      'a repeated element_id',
      cardWith([
        { tag: 'hr', element_id: 'a' },
        { tag: 'hr', element_id: 'a' },
      ]),
      300301,
    ],
    ['a malformed element_id', cardWith([{ tag: 'hr', element_id: '1a' }]), 300301],
    ['six levels', cardWith([nested(6)]), 200621],
    [
      'a string as callback value',
      cardWith([{ tag: 'button', text: plain('x'), behaviors: [{ type: 'callback', value: 'x' }] }]),
      200621,
    ],
    ['a javascript address', cardWith([open('javascript:alert(1)')]), 200621],
    ['a link to a file', cardWith([md('[x](file:///etc/passwd)')]), 200621],
    ['a bare address before Chinese', cardWith([md('见https://a.cn/b，谢谢')]), 200621],
    ['@ nobody', cardWith([md('<at id=ou_nobody></at>')]), 100290],
    ['@ all where forbidden', cardWith([md('<at id=all></at>')]), 100290],
    ['five pipe tables in one text', cardWith([md('a|b\n---|---\n\n'.repeat(5))]), 11310],
    ['confirm without text', cardWith([{ ...open('https://a.cn'), confirm: { title: plain('x') } }]), 200621],
    [
      'a repeated option',
      cardWith([
        form({
          tag: 'select_static',
          name: 's',
          options: [
            { text: plain('a'), value: '1' },
            { text: plain('b'), value: '1' },
          ],
        }),
      ]),
      200621,
    ],
    ['a row key no column has', cardWith([table({ rows: [{ z: 1 }] })]), 200915],
    ['a cell of the wrong kind', cardWith([table({ rows: [{ n: '1' }] })]), 200914],
    ['page_size 11', cardWith([table({ page_size: 11 })]), 200621],
    ['a chart without type', cardWith([{ tag: 'chart', chart_spec: {} }]), 200550],
    ['a chart with null axes', cardWith([{ tag: 'chart', chart_spec: { type: 'bar', axes: null } }]), 200550],
    ['max_length 1001', cardWith([form({ tag: 'input', name: 'a', max_length: 1001 })]), 200621],
    ['a string for a boolean', cardWith([form({ tag: 'input', name: 'a', required: 'true' })]), 200621],
    [
      'lark_md on a button',
      cardWith([
        {
          tag: 'button',
          text: { tag: 'lark_md', content: 'x' },
          behaviors: [{ type: 'callback', value: {} }],
        },
      ]),
      200621,
    ],
    ['an image without alt', cardWith([{ tag: 'img', img_key: 'img_1' }]), 200570],
    ['submit outside a form', cardWith([submit]), 200621],
    ['an element that is a string', { schema: '2.0', body: { elements: ['x'] } }, 200621],
    ['elements that are no array', { schema: '2.0', body: { elements: {} } }, 200621],
  ];
  for (const [name, card, code] of bad) test(`${name} → ${code}`, () => expect(codes(card)).toContain(code));
});

test('the finding names the place, as the platform’s message does', () => {
  const finding = judge(cardWith([{ tag: 'hr' }, { tag: 'chart', chart_spec: {} }])).errors[0];
  expect(finding?.path).toBe('ROOT -> body -> elements -> [1](tag: chart) -> chart_spec');
});

test('lenient judging turns unknown properties into warnings', () => {
  const verdict = judge(cardWith([{ tag: 'hr', color: 'red' }]), false);
  expect(verdict.errors).toEqual([]);
  expect(verdict.warnings).toHaveLength(1);
});

test('the words of a card are what a person reads: entities decoded, marks dropped', () => {
  const card = cardWith([md('**金额** &#60;5000&#62; 万<br>第二行'), table(), open('https://a.cn')], '战报');
  expect(cardText(card)).toBe('战报\n金额 <5000> 万\n第二行\na | n\nx | 1\n[看]');
});
