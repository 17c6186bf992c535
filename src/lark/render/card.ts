/**
 * The neutral card as Feishu card JSON 2.0, within the platform's limits.
 *
 * 1. User text stands only in text objects that are never parsed, or escaped to the last mark.
 * 2. The result always fits: long texts are shortened first, then table rows, then panels, options and whole elements
 *    go, and what went is listed. Buttons and forms go last.
 * 3. It never throws.
 */
import type { Card, Element, Tone } from '../../card.ts';
import { looksPrefixed } from '../press.ts';
import { type Draft, type Fit, fitLine, type Node, paragraph, plain } from './draft.ts';
import { panelDepthMax, renderElement } from './element.ts';

/** The platform's 30 KB, less what an update adds around the card. UTF-8 bytes. */
export const cardBytesMax = 28_000;
/** The platform's 200, counted as anything with a tag, less a margin. */
export const cardNodesMax = 180;

export interface RenderedCard {
  /** For the body of a callback's answer. */
  readonly json: Readonly<Record<string, unknown>>;
  /** The same, compact, for `content` of a message. */
  readonly text: string;
  /** Of `text` in UTF-8. */
  readonly bytes: number;
  /** What was left out or shortened, by stable names such as `text`, `rows:12`, `panel`; empty for most cards. */
  readonly cut: readonly string[];
}

const templates: Readonly<Record<Tone, string>> = {
  notice: 'blue',
  done: 'green',
  todo: 'orange',
  overdue: 'red',
  closed: 'grey',
};

const rowsMax = 1000;
const anyNumber = Number.POSITIVE_INFINITY;
const sizes = [
  { textLengthMax: 4000, cellLengthMax: 300 },
  { textLengthMax: 800, cellLengthMax: 80 },
  { textLengthMax: 200, cellLengthMax: 40 },
] as const;

type Shape = Pick<Fit, 'optionsMax' | 'panelsMax' | 'elementsMax' | 'compactFields'>;

/** From everything to next to nothing. */
const shapes: readonly Shape[] = [
  { compactFields: false, panelsMax: anyNumber, optionsMax: anyNumber, elementsMax: anyNumber },
  { compactFields: true, panelsMax: anyNumber, optionsMax: anyNumber, elementsMax: anyNumber },
  { compactFields: true, panelsMax: 2, optionsMax: anyNumber, elementsMax: anyNumber },
  { compactFields: true, panelsMax: 0, optionsMax: anyNumber, elementsMax: anyNumber },
  { compactFields: true, panelsMax: 0, optionsMax: 50, elementsMax: 100 },
  { compactFields: true, panelsMax: 0, optionsMax: 20, elementsMax: 30 },
  { compactFields: true, panelsMax: 0, optionsMax: 8, elementsMax: 8 },
  { compactFields: true, panelsMax: 0, optionsMax: 3, elementsMax: 0 },
];

function countNodes(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 'tag' in value && typeof value.tag === 'string' ? 1 : 0;
  for (const inner of Object.values(value)) count += countNodes(inner);
  return count;
}

function formsOf(body: readonly Element[], depth = 0): Extract<Element, { el: 'form' }>[] {
  return body.flatMap((element) => {
    if (element.el === 'form') return [element];
    return element.el === 'panel' && depth < panelDepthMax ? formsOf(element.body, depth + 1) : [];
  });
}

function assemble(draft: Draft, card: Card, elements: readonly Node[]): RenderedCard {
  const title = fitLine(draft, card.title, 200) || '招商助手';
  const subtitle = fitLine(draft, card.subtitle ?? '', 200);
  const wide = elements.some(({ tag }) => tag === 'table' || tag === 'chart');
  const json = {
    schema: '2.0',
    config: {
      update_multi: true,
      ...(wide ? { width_mode: 'fill' } : {}),
      summary: { content: fitLine(draft, card.summary ?? '', 100) || title.slice(0, 200) },
    },
    header: {
      title: plain(title),
      ...(subtitle === '' ? {} : { subtitle: plain(subtitle) }),
      template: templates[card.tone],
    },
    body: { elements },
  };
  const text = JSON.stringify(json);
  return { json, text, bytes: new TextEncoder().encode(text).length, cut: [...draft.cut] };
}

function newDraft(fit: Fit, card: Card): Draft {
  const forms = formsOf(card.body);
  const prefixed =
    forms.length > 1 || forms.some(({ fields }) => fields.some(({ name }) => looksPrefixed(name)));
  return { fit, names: new Set(), cut: new Set(), prefixed, tables: 0, panels: 0, forms: 0 };
}

function build(card: Card, fit: Fit): RenderedCard {
  const draft = newDraft(fit, card);
  const elements: Node[] = [];
  let shown = 0;
  for (const element of card.body) {
    const acts = element.el === 'form' || element.el === 'buttons';
    if (!acts && shown >= fit.elementsMax) draft.cut.add('element');
    else elements.push(...renderElement(draft, element));
    if (!acts) shown += 1;
  }
  if (draft.cut.has('panel') || draft.cut.has('element'))
    elements.push(paragraph('内容过长，部分未显示', { size: 'notation', color: 'grey' }));
  return assemble(draft, card, elements);
}

function fits(rendered: RenderedCard): boolean {
  return rendered.bytes <= cardBytesMax && countNodes(rendered.json) <= cardNodesMax;
}

/** The most rows with which the card fits, if any number does. */
function fitRows(card: Card, fit: Fit): RenderedCard | undefined {
  let best: RenderedCard | undefined;
  let low = 1;
  let high = fit.rowsMax;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const rendered = build(card, { ...fit, rowsMax: middle });
    if (fits(rendered)) {
      best = rendered;
      low = middle + 1;
    } else high = middle - 1;
  }
  return best;
}

function fitShape(card: Card, shape: Shape): RenderedCard | undefined {
  for (const size of sizes) {
    const rendered = build(card, { ...shape, ...size, rowsMax });
    if (fits(rendered)) return rendered;
    // Too many components stay too many, however short their texts.
    if (countNodes(rendered.json) > cardNodesMax + 10) return undefined;
  }
  return fitRows(card, { ...shape, ...sizes[2], rowsMax });
}

/** Renders a card; see the file header for what gives way when it is too large. */
export function renderCard(card: Card): RenderedCard {
  for (const shape of shapes) {
    const rendered = fitShape(card, shape);
    if (rendered !== undefined) return rendered;
  }
  const fit = { ...sizes[2], rowsMax: 1, optionsMax: 1, panelsMax: 0, elementsMax: 0, compactFields: true };
  const draft = newDraft(fit, { ...card, body: [] });
  draft.cut.add('everything');
  return assemble(draft, card, [paragraph('内容过长，无法显示，请用更窄的条件查询')]);
}
