/**
 * The platform's rules for a card, read from its documents and written apart from the renderer: what it would refuse,
 * and what a person could have smuggled in.
 */

type Obj = Record<string, unknown>;

const isObj = (value: unknown): value is Obj =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const components: Record<string, readonly string[]> = {
  div: ['text', 'width', 'icon', 'margin'],
  markdown: ['content', 'text_size', 'text_align', 'icon', 'margin'],
  hr: ['margin'],
  table: [
    'page_size',
    'row_height',
    'row_max_height',
    'freeze_first_column',
    'header_style',
    'columns',
    'rows',
  ],
  chart: ['aspect_ratio', 'height', 'color_theme', 'preview', 'chart_spec'],
  column_set: ['horizontal_spacing', 'horizontal_align', 'flex_mode', 'background_style', 'columns'],
  collapsible_panel: [
    'expanded',
    'header',
    'border',
    'padding',
    'elements',
    'vertical_spacing',
    'background_color',
  ],
  form: ['name', 'elements', 'direction', 'vertical_spacing', 'padding'],
  input: [
    ...['name', 'required', 'placeholder', 'default_value', 'width', 'max_length', 'input_type', 'rows'],
    ...['auto_resize', 'label', 'label_position'],
  ],
  select_static: ['name', 'required', 'placeholder', 'width', 'options', 'initial_option'],
  multi_select_static: ['name', 'required', 'placeholder', 'width', 'options', 'selected_values'],
  date_picker: ['name', 'required', 'placeholder', 'width', 'initial_date'],
  button: ['type', 'size', 'width', 'text', 'confirm', 'behaviors', 'name', 'form_action_type'],
};
const interactive = new Set(['input', 'select_static', 'multi_select_static', 'date_picker', 'button']);
const sizes = new Set([undefined, 'heading', 'normal', 'notation']);
const colors = new Set([undefined, 'grey', 'green', 'orange', 'red']);

/** Every object with a tag, anywhere. */
export function tagged(value: unknown): Obj[] {
  if (Array.isArray(value)) return value.flatMap(tagged);
  if (!isObj(value)) return [];
  const own = typeof value['tag'] === 'string' ? [value] : [];
  return [...own, ...Object.values(value).flatMap(tagged)];
}

class Report {
  readonly problems: string[] = [];
  readonly names = new Set<string>();

  say(ok: boolean, problem: string): void {
    if (!ok) this.problems.push(problem);
  }

  name(value: unknown): void {
    this.say(typeof value === 'string' && value !== '', 'empty name');
    this.say(!this.names.has(String(value)), `name twice: ${String(value)}`);
    this.names.add(String(value));
  }
}

function checkText(report: Report, node: unknown, lengthMax = 10_000): void {
  if (!isObj(node)) {
    report.say(false, 'text object missing');
    return;
  }
  const content = node['content'];
  report.say(node['tag'] === 'plain_text', `text is ${String(node['tag'])}`);
  report.say(typeof content === 'string' && content !== '' && content.length <= lengthMax, 'text content');
  report.say(
    sizes.has(node['text_size'] as string) && colors.has(node['text_color'] as string),
    'text style',
  );
}

function checkTable(report: Report, node: Obj): void {
  const names = list(node['columns']).map((column) => (isObj(column) ? column['name'] : undefined));
  report.say(names.length > 0 && names.length <= 50 && new Set(names).size === names.length, 'columns');
  const size = node['page_size'];
  report.say(Number.isInteger(size) && Number(size) >= 1 && Number(size) <= 10, 'page_size');
  for (const row of list(node['rows'])) {
    report.say(isObj(row) && Object.keys(row).every((key) => names.includes(key)), 'row keys');
    report.say(
      isObj(row) && Object.values(row).every((cell) => typeof cell === 'string'),
      'cells are strings',
    );
  }
}

function checkButton(report: Report, node: Obj, inForm: boolean): void {
  checkText(report, node['text'], 100);
  const behaviors = list(node['behaviors']);
  report.say(behaviors.length > 0, 'button without behaviour');
  for (const behavior of behaviors)
    report.say(
      isObj(behavior) && behavior['type'] === 'callback' && isObj(behavior['value']),
      'behaviour value',
    );
  if (!inForm) report.say(node['form_action_type'] === undefined, 'submit outside a form');
  const confirm = node['confirm'];
  if (isObj(confirm)) for (const key of ['title', 'text']) checkText(report, confirm[key]);
}

function checkOptions(report: Report, node: Obj): void {
  const options = list(node['options']).filter(isObj);
  const values = options.map((option) => option['value']);
  report.say(values.length > 0 && new Set(values).size === values.length, 'option values');
  report.say(
    values.every((value) => typeof value === 'string' && value !== ''),
    'option value',
  );
  for (const option of options) checkText(report, option['text'], 100);
  for (const chosen of [node['initial_option'], ...list(node['selected_values'])])
    if (chosen !== undefined) report.say(values.includes(chosen), 'chosen option');
}

function checkChart(report: Report, node: Obj): void {
  const spec = node['chart_spec'];
  report.say(isObj(spec) && !JSON.stringify(spec).includes('null'), 'chart spec');
  report.say(isObj(spec) && ['bar', 'line', 'pie'].includes(String(spec['type'])), 'chart type');
}

function checkComponent(report: Report, node: unknown, where: 'root' | 'form' | 'box', depth: number): void {
  if (!isObj(node)) {
    report.say(false, 'component is no object');
    return;
  }
  const tag = String(node['tag']);
  const known = components[tag];
  if (known === undefined) {
    report.say(false, `unknown tag ${tag}`);
    return;
  }
  for (const key of Object.keys(node)) report.say(key === 'tag' || known.includes(key), `${tag}.${key}`);
  report.say(depth <= 5, 'nested too deep');
  if (tag === 'form' || tag === 'table') report.say(where === 'root', `${tag} not at the root`);
  const inForm = where === 'form';
  if (interactive.has(tag) && inForm) report.name(node['name']);
  if (tag !== 'button' && interactive.has(tag)) report.say(inForm, `${tag} outside a form`);
  if (isObj(node['placeholder'])) checkText(report, node['placeholder'], 100);
  if (tag === 'div') checkText(report, node['text']);
  if (tag === 'table') checkTable(report, node);
  if (tag === 'button') checkButton(report, node, inForm);
  if (tag === 'chart') checkChart(report, node);
  if (tag.includes('select')) checkOptions(report, node);
  if (tag === 'input') {
    const size = Number(node['max_length']);
    report.say(size >= 1 && size <= 1000 && String(node['default_value'] ?? '').length <= size, 'max_length');
  }
  if (tag === 'form') {
    report.name(node['name']);
    report.say(
      tagged(node).some((inner) => inner['form_action_type'] === 'submit'),
      'form without submit',
    );
  }
  const next = tag === 'form' || inForm ? 'form' : 'box';
  const boxes = [node, ...list(node['columns']).filter(isObj)].filter(
    (box) => tag !== 'table' && box !== undefined,
  );
  for (const box of boxes)
    for (const inner of list(box['elements']))
      checkComponent(report, inner, next, depth + (box === node ? 1 : 2));
}

/** What the platform would object to; empty for a good card. */
export function problemsOf(card: unknown): string[] {
  const report = new Report();
  const root = isObj(card) ? card : {};
  report.say(root['schema'] === '2.0', 'schema');
  const header = isObj(root['header']) ? root['header'] : {};
  checkText(report, header['title']);
  report.say(['blue', 'green', 'orange', 'red', 'grey'].includes(String(header['template'])), 'template');
  const elements = isObj(root['body']) ? list(root['body']['elements']) : [];
  for (const element of elements) checkComponent(report, element, 'root', 0);
  const nodes = tagged(card);
  report.say(nodes.filter((node) => node['tag'] === 'table').length <= 3, 'tables');
  report.say(nodes.length <= 200, `elements: ${nodes.length}`);
  report.say(Buffer.byteLength(JSON.stringify(card)) <= 30 * 1024, 'size');
  report.say(!nodes.some((node) => node['tag'] === 'lark_md'), 'lark_md');
  return report.problems;
}

/** All markdown in a card. */
export function markdownOf(card: unknown): string[] {
  return tagged(card)
    .filter((node) => node['tag'] === 'markdown')
    .map((node) => String(node['content']));
}

/** What is left of a markdown text as a reader sees it, when the template's own marks are taken away. */
export function readMarkdown(content: string): string {
  return content
    .replace(/<font color='(?:green|orange|red|grey)'>|<\/font>|\*\*\u200B?|\u200B?\*\*/g, '')
    .replaceAll('\u200B', '')
    .replaceAll('<br>', '\n')
    .replace(/&#([0-9]+);/g, (_all, code: string) => String.fromCodePoint(Number(code)));
}

/** Marks in a markdown text that neither the template put there nor an entity is made of. */
export function strayMarks(content: string): string[] {
  const rest = content
    .replace(/<font color='(?:green|orange|red|grey)'>|<\/font>|<br>|\*\*/g, '')
    .replace(/&#[0-9]+;/g, '');
  return rest.match(/[!-/:-@[-`{-~\n]/g) ?? [];
}
