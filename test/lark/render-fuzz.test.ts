import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Button, Card, Element, Field } from '../../src/card.ts';
import { plainFieldName } from '../../src/lark/press.ts';
import { cardBytesMax, cardNodesMax, renderCard } from '../../src/lark/render/card.ts';
import { markdownOf, problemsOf, strayMarks, tagged } from './render-rules.ts';

const word = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('', '企业名称', '<at id=all></at>', '**', '长'.repeat(6000), '\n', '\uD800', '👨‍👩‍👧'),
);
const key = fc.oneof(
  fc.constantFrom('company', 'tag', 'submit_1', 'f1__a', '__proto__', 'constructor', ''),
  word,
);
const few = <T>(item: fc.Arbitrary<T>, maxLength = 6): fc.Arbitrary<T[]> => fc.array(item, { maxLength });
const tone = fc.constantFrom('good' as const, 'warn' as const, 'bad' as const, 'quiet' as const);
const span = fc.oneof(
  word,
  fc.record({ text: word, strong: fc.boolean(), tone }, { requiredKeys: ['text'] }),
);

const button: fc.Arbitrary<Button> = fc.record(
  {
    label: word,
    press: fc.record({
      command: fc.constantFrom('report', 'review', ''),
      action: fc.constantFrom('submit', ''),
      args: fc.dictionary(
        fc.constantFrom('id', 'month', '中文'),
        fc.oneof(fc.constant('XS-202611-0001'), word),
      ),
    }),
    look: fc.constantFrom('primary' as const, 'default' as const, 'danger' as const),
    confirm: fc.record({ title: word, text: word }),
  },
  { requiredKeys: ['label', 'press'] },
);
const option = fc.record({ value: key, label: word });
const base = { name: key, label: word, required: fc.boolean(), placeholder: word };
const field: fc.Arbitrary<Field> = fc.oneof(
  fc.record({
    ...base,
    kind: fc.constantFrom('line' as const, 'lines' as const),
    value: word,
    maxLength: fc.integer(),
  }),
  fc.record({ ...base, kind: fc.constant('choice' as const), options: few(option, 40), value: key }),
  fc.record({ ...base, kind: fc.constant('choices' as const), options: few(option, 40), values: few(key) }),
  fc.record({
    ...base,
    kind: fc.constant('date' as const),
    value: fc.oneof(word, fc.constant('2026-11-10')),
  }),
);
const form: fc.Arbitrary<Element> = fc.record({
  el: fc.constant('form' as const),
  name: key,
  fields: few(field, 12),
  buttons: few(button, 3),
});
const simple: fc.Arbitrary<Element> = fc.oneof(
  fc.record({ el: fc.constant('text' as const), text: fc.oneof(span, few(span)) }),
  fc.record({ el: fc.constant('fields' as const), fields: few(fc.record({ label: word, value: word }), 20) }),
  fc.record({
    el: fc.constant('table' as const),
    columns: few(fc.record({ key, title: word })),
    rows: few(fc.dictionary(key, fc.option(word)), 40),
    pageSize: fc.oneof(fc.integer(), fc.constant(Number.NaN)),
  }),
  fc.record({
    el: fc.constant('chart' as const),
    kind: fc.constantFrom('bar' as const, 'line' as const, 'pie' as const),
    title: word,
    unit: word,
    points: few(
      fc.record({ label: word, value: fc.double(), series: word }, { requiredKeys: ['label', 'value'] }),
      20,
    ),
  }),
  fc.record({ el: fc.constant('buttons' as const), buttons: few(button) }),
  fc.constant({ el: 'rule' as const }),
  form,
);
const element: fc.Arbitrary<Element> = fc.letrec<{ any: Element }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    simple,
    fc.record({ el: fc.constant('panel' as const), title: word, body: few(tie('any')), open: fc.boolean() }),
  ),
})).any;
const card: fc.Arbitrary<Card> = fc.record(
  {
    title: word,
    subtitle: word,
    summary: word,
    tone: fc.constantFrom(
      'notice' as const,
      'done' as const,
      'todo' as const,
      'overdue' as const,
      'closed' as const,
    ),
    body: few(element, 12),
  },
  { requiredKeys: ['title', 'tone', 'body'] },
);

test('any card at all renders within the limits, by the rules, with no markup of its texts (S18, S20)', () => {
  fc.assert(
    fc.property(card, (one) => {
      const rendered = renderCard(one);
      expect(problemsOf(rendered.json)).toEqual([]);
      expect(rendered.bytes).toBeLessThanOrEqual(cardBytesMax);
      expect(tagged(rendered.json).length).toBeLessThanOrEqual(cardNodesMax);
      expect(rendered.text.isWellFormed()).toBe(true);
      for (const content of markdownOf(rendered.json)) expect(strayMarks(content)).toEqual([]);
    }),
    // Shrinking such cards takes minutes; the seed reproduces the failure.
    { numRuns: 200, endOnFailure: true },
  );
});

test('fields of any set of forms come back under the names they were given', () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z][A-Za-z0-9_]{0,10}$/), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(names, fc.boolean()), { minLength: 1, maxLength: 3 }), (forms) => {
      const submit: Button = { label: '提交', press: { command: 'a', action: 'b', args: {} } };
      const body = forms.map(([given, inPanel]): Element => {
        const fields = given.map((name): Field => ({ kind: 'line', name, label: name }));
        const inner: Element = { el: 'form', name: 'x', fields, buttons: [submit] };
        return inPanel ? { el: 'panel', title: '更多', body: [inner] } : inner;
      });
      const rendered = renderCard({ title: '', tone: 'todo', body });
      const shown = tagged(rendered.json)
        .filter((node) => node['tag'] === 'form')
        .map((node) =>
          tagged(node)
            .filter(({ tag }) => tag === 'input')
            .map(({ name }) => plainFieldName(String(name))),
        );
      expect(shown).toEqual(forms.map(([given]) => given));
    }),
  );
});
