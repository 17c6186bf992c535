import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Span } from '../../src/card.ts';
import { renderCard } from '../../src/lark/render/card.ts';
import {
  cleanLine,
  cleanText,
  cutText,
  escapeMarkdown,
  messageLengthMax,
  renderText,
} from '../../src/lark/text.ts';
import { cpuMsSince } from '../harness/cpu.ts';
import { markdownOf, problemsOf, readMarkdown, strayMarks, tagged } from './render-rules.ts';

const hostile = [
  '<at id=all></at>',
  '<at user_id="all">所有人</at>',
  '<at email=a@b.cn></at>',
  '[x](http://evil.cn)',
  '![](img_v2_1)',
  "<a href='http://evil.cn'>x</a>",
  "<font color='red'>x</font>",
  "<person id='ou_x'></person>",
  '`code` **b** *i* _u_ ~~s~~ $urlVal',
  '| a | b |\n|---|---|',
  'x\n# 标题\n> 引用\n- 项\n1. 项',
  '    code',
  '&lt;at id=all&gt; &#60; &amp; &reg &copy',
  ':OK: <!-- x --> <raw>x</raw>\\*',
  '***',
  '**',
  '&#',
  '<br>',
  '</font>',
  '<',
  '&#60;at id=all&#62;',
];
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.constantFrom(...hostile, '招商', '\n', ' ', '**', '\u200B', '\u202E', '\uD800'), {
      maxLength: 6,
    })
    .map((parts) => parts.join('')),
);
const tone = fc.constantFrom('good' as const, 'warn' as const, 'bad' as const, 'quiet' as const);
const span: fc.Arbitrary<Span> = fc.oneof(
  anyText,
  fc.record({ text: anyText, strong: fc.boolean(), tone }, { requiredKeys: ['text'] }),
);

const cardOf = (text: Span | readonly Span[]) =>
  renderCard({ title: '标题', tone: 'notice', body: [{ el: 'text', text }] });

describe('emphasised text (S18)', () => {
  test.each(hostile)('%j is shown literally', (text) => {
    const { json } = cardOf(['前', { text, strong: true }, '后']);
    const [content = ''] = markdownOf(json);
    expect(strayMarks(content)).toEqual([]);
    expect(readMarkdown(content)).toBe(`前${text}后`);
  });

  test('for every text nothing but the template makes markup, and reading it gives the text back', () => {
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 5 }), (spans) => {
        const { json } = cardOf(spans);
        const expected = spans.map((one) => cleanText(typeof one === 'string' ? one : one.text)).join('');
        const nodes = tagged(json).map((node) => node['tag']);
        expect(nodes.every((tag) => ['plain_text', 'div', 'markdown'].includes(String(tag)))).toBe(true);
        const shown = tagged(json)
          .slice(1)
          .map((node) =>
            node['tag'] === 'markdown' ? readMarkdown(String(node['content'])) : (node['content'] ?? ''),
          )
          .join('');
        expect(shown).toBe(expected);
        for (const content of markdownOf(json)) expect(strayMarks(content)).toEqual([]);
        expect(problemsOf(json)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test('bold closes beside punctuation and Chinese, and never swallows spaces', () => {
    const [content] = markdownOf(cardOf(['共', { text: ' 合计： ', strong: true }, '三项']).json);
    expect(content).toBe('共&#32;**合计：\u200B**&#32;三项');
  });

  test('neighbours of one style become one run, lines are emphasised one by one', () => {
    const spans = [
      { text: 'a', strong: true },
      { text: 'b\nc', strong: true, tone: undefined },
      'd',
    ] as Span[];
    expect(markdownOf(cardOf(spans).json)).toEqual(['**ab**<br>**c**d']);
  });

  test('text without emphasis, or with one colour, is never markdown', () => {
    for (const text of hostile) {
      expect(markdownOf(cardOf([text, text]).json)).toEqual([]);
      expect(markdownOf(cardOf({ text, tone: 'bad' }).json)).toEqual([]);
    }
  });

  test('every ASCII mark is an entity and & comes first', () => {
    expect(escapeMarkdown('&lt;')).toBe('&#38;lt&#59;');
    expect(escapeMarkdown('a\n  b')).toBe('a<br>&#32; b');
  });
});

describe('cleaning (S19)', () => {
  test.each([
    ['a\u202Egnp.exe', 'agnp.exe'],
    ['a\u200B\u200C\u200Eb\uFEFF', 'ab'],
    ['a\0b\u0007\u009Fc', 'abc'],
    ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['a\tb', 'a b'],
    ['x\uD800y', 'x\uFFFDy'],
    ['👨‍👩‍👧 ❤️ 👍🏽', '👨‍👩‍👧 ❤️ 👍🏽'],
    ['招\u200D商', '招商'],
    [`e${'\u0301'.repeat(50)}`, `e${'\u0301'.repeat(4)}`],
    ['\u3164\u115F', ''],
  ])('%j → %j', (text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });

  test('cleaning twice changes nothing more, and what is left is well formed', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = cleanText(text);
        expect(once.isWellFormed()).toBe(true);
        expect(cleanText(once)).toBe(once);
        expect(cleanLine(text)).not.toContain('\n');
      }),
    );
  });
});

describe('cutting', () => {
  test('never splits a grapheme and never exceeds the length', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.integer({ min: 1, max: 12 }),
        (text, lengthMax) => {
          const cut = cutText(text, lengthMax);
          expect(cut.length).toBeLessThanOrEqual(Math.max(lengthMax, 1));
          if (text.length <= lengthMax) {
            expect(cut).toBe(text);
            return;
          }
          const segments = [...new Intl.Segmenter('zh').segment(text)].map(({ segment }) => segment);
          const kept = cut.slice(0, -1);
          const whole = segments.some((_one, count) => segments.slice(0, count).join('') === kept);
          expect(cut.endsWith('…') && whole).toBe(true);
        },
      ),
    );
    expect(cutText('👨‍👩‍👧👨‍👩‍👧', 12)).toBe('👨‍👩‍👧…');
  });
});

describe('text messages (S18)', () => {
  test.each(hostile)('%j cannot notify, link or format', (text) => {
    const shown = renderText(text);
    expect(shown).not.toMatch(/<|\]\(/);
    expect(shown.replaceAll('＜', '<').replaceAll('](', '](').replaceAll(']（', '](')).toBe(text);
  });

  test('is cut below the platform limit of 150 KB', () => {
    const content = JSON.stringify({ text: renderText('中\n"'.repeat(100_000)) });
    expect(renderText('中'.repeat(100_000))).toHaveLength(messageLengthMax);
    expect(Buffer.byteLength(content)).toBeLessThan(150 * 1024);
  });

  test('hostile texts of 100 KB are rendered at once', () => {
    for (const unit of ['<', '](', '\u200D', '\u0301', '👨\u200D', '\r', '\uD800']) {
      const text = unit.repeat(100_000 / unit.length);
      const start = process.cpuUsage();
      renderText(text);
      expect(cpuMsSince(start)).toBeLessThan(300);
    }
  });
});
