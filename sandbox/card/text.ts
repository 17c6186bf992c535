// What a person reads on a card, as lines of plain words: for tests, transcripts and the list's preview.
import { arrayAt, isObject, type JsonObject, member, objectAt, textAt } from '../json.ts';
import { type Node, plainWords, walkCard, wordsOf } from './walk.ts';

function cellWords(cell: unknown): string {
  if (Array.isArray(cell)) return cell.map(cellWords).join(' ');
  if (isObject(cell)) return textAt(cell, 'text');
  return cell === null || cell === undefined ? '' : plainWords(String(cell));
}

function tableLines(table: JsonObject): string[] {
  const columns = arrayAt(table, 'columns');
  const head = columns.map((column) => textAt(column, 'display_name') || textAt(column, 'name')).join(' | ');
  const rows = arrayAt(table, 'rows').map((row) =>
    columns.map((column) => cellWords(member(row, textAt(column, 'name')))).join(' | '),
  );
  return [head, ...rows];
}

function chartLines(chart: JsonObject): string[] {
  const spec = objectAt(chart, 'chart_spec');
  const data = member(spec, 'data');
  const sets = Array.isArray(data) ? data : [data];
  const rows = sets.flatMap((set) => arrayAt(set, 'values'));
  const title = textAt(objectAt(spec, 'title'), 'text');
  return [title, ...rows.map((row) => (isObject(row) ? Object.values(row).map(cellWords).join(' | ') : ''))];
}

function linesOf(node: Node): string[] {
  const { tag, element } = node;
  switch (tag) {
    case 'markdown':
      return [plainWords(textAt(element, 'content'))];
    case 'div':
      return [divWords(element)];
    case 'table':
      return tableLines(element);
    case 'chart':
      return chartLines(element);
    case 'button':
      return [`[${wordsOf(objectAt(element, 'text'))}]`];
    case 'checker':
      return [wordsOf(objectAt(element, 'text'))];
    case 'collapsible_panel':
      return [plainWords(wordsOf(objectAt(objectAt(element, 'header'), 'title')))];
    case 'input':
      return [`${wordsOf(objectAt(element, 'label'))} ${textAt(element, 'default_value')}`.trim()];
    default:
      return chosenWords(node);
  }
}

function chosenWords({ element }: Node): string[] {
  const chosen = [textAt(element, 'initial_option'), ...arrayAt(element, 'selected_values').map(String)];
  const options = arrayAt(element, 'options').filter((option) => chosen.includes(textAt(option, 'value')));
  const words = options.map((option) => wordsOf(objectAt(option, 'text')));
  return [[...words, textAt(element, 'initial_date')].join(' ').trim()];
}

function divWords(div: JsonObject): string {
  const text = objectAt(div, 'text');
  return textAt(text, 'tag') === 'lark_md' ? plainWords(wordsOf(text)) : wordsOf(text);
}

/** The card's title. */
export function cardTitle(card: JsonObject): string {
  return plainWords(wordsOf(objectAt(objectAt(card, 'header'), 'title')));
}

/** Everything a person reads on the card, one line an element; buttons in square brackets. */
export function cardText(card: JsonObject): string {
  const header = objectAt(card, 'header');
  const tags = arrayAt(header, 'text_tag_list').map((tag) => wordsOf(objectAt(tag, 'text')));
  const top = [cardTitle(card), wordsOf(objectAt(header, 'subtitle')), ...tags];
  return [...top, ...walkCard(card).flatMap(linesOf)].filter((line) => line !== '').join('\n');
}
