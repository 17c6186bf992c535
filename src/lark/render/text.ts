/**
 * Text and label/value elements.
 *
 * Whatever can be a text object that is never parsed becomes one; only emphasis inside a line needs markdown, and then
 * every mark of the text is escaped.
 */
import type { Element, Span } from '../../card.ts';
import { cleanText, cutText, escapeMarkdown } from '../text.ts';
import { clip, type Draft, fitLine, fitText, type Node, paragraph, type TextStyle } from './draft.ts';

type TextElement = Extract<Element, { el: 'text' }>;
type FieldsElement = Extract<Element, { el: 'fields' }>;
type Tone = 'good' | 'warn' | 'bad' | 'quiet';

const toneColors: Readonly<Record<Tone, string>> = {
  good: 'green',
  warn: 'orange',
  bad: 'red',
  quiet: 'grey',
};

interface Run {
  readonly text: string;
  readonly strong: boolean;
  readonly tone: Tone | undefined;
}

/** Cleaned runs within the length; neighbours of one style are joined, since `**a****b**` would not be bold. */
function readRuns(draft: Draft, spans: Span | readonly Span[]): Run[] {
  const list =
    typeof spans === 'string' || !Array.isArray(spans) ? [spans as Span] : (spans as readonly Span[]);
  const runs: Run[] = [];
  let room = draft.fit.textLengthMax;
  for (const span of list) {
    const { text: raw, strong = false, tone } = typeof span === 'string' ? { text: span } : span;
    const clean = cleanText(clip(raw, draft.fit.textLengthMax));
    if (clean === '') continue;
    if (clean.length > room) draft.cut.add('text');
    const text = cutText(clean, room);
    room -= text.length;
    const last = runs.at(-1);
    if (last !== undefined && last.strong === strong && last.tone === tone)
      runs[runs.length - 1] = { ...last, text: last.text + text };
    else if (text !== '') runs.push({ text, strong, tone });
  }
  return runs;
}

/**
 * `**` opens and closes only beside a letter, a digit or the like; an entity ends in `;`, so a zero-width space of ours
 * stands between where the text itself begins or ends with anything else.
 */
function embolden(text: string): string {
  const inner = text.trim();
  if (inner === '') return escapeMarkdown(text);
  const [before = '', after = ''] = text.split(inner, 2);
  const left = /^[\p{L}\p{N}]/u.test(inner) ? '' : '\u200B';
  const right = /[\p{L}\p{N}]$/u.test(inner) ? '' : '\u200B';
  return `${escapeMarkdown(before)}**${left}${escapeMarkdown(inner)}${right}**${escapeMarkdown(after)}`;
}

function markdownOf(run: Run): string {
  return run.text
    .split('\n')
    .map((line) => {
      const body = run.strong ? embolden(line) : escapeMarkdown(line);
      return run.tone === undefined || line === ''
        ? body
        : `<font color='${toneColors[run.tone]}'>${body}</font>`;
    })
    .join('<br>');
}

const sizes = { normal: undefined, small: 'notation', heading: 'heading' } as const;

/** A text element; nothing when it has no visible character. */
export function renderTextElement(draft: Draft, element: TextElement): Node[] {
  const runs = readRuns(draft, element.text);
  const [only] = runs;
  if (only === undefined) return [];
  const size = sizes[element.size ?? 'normal'];
  if (runs.length === 1 && !only.strong) {
    const style: TextStyle = {
      ...(size === undefined ? {} : { size }),
      ...(only.tone === undefined ? {} : { color: toneColors[only.tone] }),
    };
    return [paragraph(only.text, style)];
  }
  const content = runs.map(markdownOf).join('');
  return [{ tag: 'markdown', content, ...(size === undefined ? {} : { text_size: size }) }];
}

/** Beyond this many, two columns each would eat the card's element count. */
const fieldRowsMax = 12;

function fieldRow(label: string, value: string): Node {
  const column = (weight: number, node: Node): Node => ({
    tag: 'column',
    width: 'weighted',
    weight,
    elements: [node],
  });
  return {
    tag: 'column_set',
    flex_mode: 'none',
    horizontal_spacing: '8px',
    columns: [column(2, paragraph(label, { color: 'grey' })), column(5, paragraph(value))],
  };
}

/** Label and value pairs, label in grey; an empty value prints as —. */
export function renderFields(draft: Draft, element: FieldsElement): Node[] {
  const pairs = element.fields.map(
    ({ label, value }) => [fitLine(draft, label, 40), fitText(draft, value).trim() || '—'] as const,
  );
  if (pairs.length === 0) return [];
  if (!draft.fit.compactFields && pairs.length <= fieldRowsMax)
    return pairs.map(([label, value]) => fieldRow(label, value));
  return [paragraph(pairs.map(([label, value]) => `${label}：${value}`).join('\n'))];
}
