// Card JSON 2.0 drawn for a person: header, layout, texts, fields, buttons. What it does not know it shows as such.
import { drawField } from './card-field.js';
import { drawTable } from './card-table.js';
import { drawChart } from './chart.js';
import { el, safeUrl } from './dom.js';
import { inline, markdown } from './markdown.js';

/** Draws a card. `host` gives people's names and takes presses: {at, people, press(path, element, inputs), choose(path, element, input)}. */
export function drawCard(card, host) {
  const drawing = { host, textBefore: '', form: undefined };
  const header = card.header;
  return el(
    'article',
    { class: 'card' },
    header ? drawHeader(header, host) : null,
    el('div', { class: 'card-body' }, drawList(card.body?.elements ?? [], 'body.elements', drawing)),
  );
}

function words(text, host) {
  if (!text) return '';
  return text.tag === 'lark_md' || text.tag === 'markdown'
    ? inline(text.content ?? '', host.at)
    : (text.content ?? '');
}

function drawHeader(header, host) {
  const tags = (header.text_tag_list ?? []).slice(0, 3);
  return el(
    'header',
    { class: `card-head head-${header.template ?? 'default'}` },
    el('h3', {}, words(header.title, host)),
    tags.map((tag) => el('span', { class: `tag tag-${tag.color ?? 'neutral'}` }, words(tag.text, host))),
    header.subtitle ? el('p', { class: 'subtitle' }, words(header.subtitle, host)) : null,
  );
}

function drawList(elements, path, drawing) {
  return elements.map((element, index) => drawElement(element, `${path}.${index}`, drawing));
}

function remember(drawing, node) {
  drawing.textBefore = node.textContent
    .trim()
    .split('\n')
    .at(-1)
    .replace(/[*:：\s]+$/u, '');
  return node;
}

function drawElement(element, path, drawing) {
  const { host } = drawing;
  switch (element.tag) {
    case 'div':
      return remember(
        drawing,
        el(
          'div',
          {
            class: `text size-${element.text?.text_size ?? 'normal'} ink-${element.text?.text_color ?? 'default'}`,
          },
          words(element.text, host),
        ),
      );
    case 'markdown':
      return remember(
        drawing,
        el(
          'div',
          { class: `md to-${element.text_align ?? 'left'} size-${element.text_size ?? 'normal'}` },
          markdown(element.content ?? '', host.at),
        ),
      );
    case 'hr':
      return el('hr');
    case 'column_set':
      return drawColumns(element, path, drawing);
    case 'form':
      return drawForm(element, path, drawing);
    case 'collapsible_panel':
      return drawPanel(element, path, drawing);
    case 'interactive_container':
      return drawContainer(element, path, drawing);
    case 'button':
      return drawButton(element, path, drawing);
    case 'table':
      return drawTable(element, host.at);
    case 'chart':
      return drawChart(element);
    case 'img':
      return el('img', {
        class: 'picture',
        src: `/sandbox/api/resources/${encodeURIComponent(element.img_key ?? '')}`,
        alt: element.alt?.content ?? '',
      });
    case 'person':
      return el('span', { class: 'at' }, host.at(element.user_id));
    case 'person_list':
      return el(
        'p',
        {},
        (element.persons ?? []).map((person) => el('span', { class: 'at' }, `${host.at(person.id)} `)),
      );
    case 'overflow':
      return drawOverflow(element, path, drawing);
    default:
      return drawLabelled(element, path, drawing);
  }
}

function drawColumns(element, path, drawing) {
  const columns = (element.columns ?? []).map((column, index) => {
    const node = el(
      'div',
      { class: column.width === 'auto' ? 'column fits' : 'column' },
      drawList(column.elements ?? [], `${path}.columns.${index}.elements`, drawing),
    );
    if (column.width !== 'auto') node.style.flexGrow = String(column.weight ?? 1);
    if (/^\d+px$/.test(column.width ?? '')) node.style.flex = `0 1 ${column.width}`;
    return node;
  });
  return el(
    'div',
    { class: `columns flow-${element.flex_mode ?? 'none'} ground-${element.background_style ?? 'default'}` },
    columns,
  );
}

function drawForm(element, path, drawing) {
  const fields = new Map();
  const inner = { ...drawing, form: { fields, initial: element } };
  const form = el(
    'form',
    { class: 'form', onsubmit: (event) => event.preventDefault() },
    drawList(element.elements ?? [], `${path}.elements`, inner),
  );
  inner.form.node = form;
  return form;
}

function drawPanel(element, path, drawing) {
  const title = words(element.header?.title, drawing.host);
  return el(
    'details',
    { class: 'panel', open: element.expanded === true },
    el('summary', {}, title),
    drawList(element.elements ?? [], `${path}.elements`, drawing),
  );
}

function drawContainer(element, path, drawing) {
  const node = el(
    'div',
    { class: 'container', role: 'button', tabIndex: 0 },
    drawList(element.elements ?? [], `${path}.elements`, drawing),
  );
  const act = () => drawing.host.press(path, element, {});
  node.addEventListener('click', (event) => {
    if (event.target.closest('button, input, select, textarea, a') === null) act();
  });
  node.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target === node) act();
  });
  return node;
}

function urlOf(element) {
  const open = (element.behaviors ?? []).find((behavior) => behavior.type === 'open_url');
  return open === undefined ? null : safeUrl(open.pc_url || open.default_url);
}

function drawButton(element, path, drawing) {
  const { host, form } = drawing;
  const press = async () => {
    if (element.form_action_type === 'reset') return form?.node.reset();
    const url = urlOf(element);
    if (url !== null) window.open(url, '_blank', 'noopener');
    const inputs =
      form === undefined ? {} : Object.fromEntries([...form.fields].map(([name, read]) => [name, read()]));
    button.disabled = true;
    button.classList.add('busy');
    await host.press(path, element, inputs);
    button.classList.remove('busy');
    button.disabled = element.disabled === true;
    return undefined;
  };
  const label = element.text?.content ?? '按钮';
  const button = el(
    'button',
    {
      type: 'button',
      class: `act ${element.type ?? 'default'} w-${element.width === 'fill' ? 'fill' : 'auto'}`,
      disabled: element.disabled === true,
      title: element.hover_tips?.content ?? '',
      onclick: press,
    },
    label,
  );
  return button;
}

function drawOverflow(element, path, drawing) {
  const select = el(
    'select',
    { 'aria-label': '更多' },
    el('option', { value: '' }, '更多…'),
    (element.options ?? []).map((one) => el('option', { value: one.value }, one.text?.content ?? one.value)),
  );
  select.addEventListener('change', () => {
    if (select.value !== '') drawing.host.choose(path, element, select.value);
    select.value = '';
  });
  return select;
}

function drawLabelled(element, path, drawing) {
  const label = element.label?.content ?? (drawing.textBefore || element.placeholder?.content || '');
  const field = drawField(element, label.replace(/[*:：\s]+$/u, ''), drawing.host.people);
  if (field === undefined) return el('p', { class: 'note' }, `（沙箱不画的组件：${element.tag}）`);
  drawing.textBefore = '';
  if (drawing.form !== undefined) drawing.form.fields.set(element.name, field.read);
  else {
    const choose = () => drawing.host.choose(path, element, field.read());
    (field.input ?? field.control).addEventListener('change', choose);
  }
  if (!element.label) return el('div', { class: 'field' }, field.control);
  const star = element.required === true ? el('span', { class: 'star', 'aria-hidden': 'true' }, '*') : null;
  return el(
    'div',
    { class: `field label-${element.label_position ?? 'top'}` },
    el('span', { class: 'label' }, element.label.content, star),
    field.control,
  );
}
