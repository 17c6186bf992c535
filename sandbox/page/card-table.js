// Tables of cards: they page as Feishu's do.
import { el } from './dom.js';
import { inline, markdown } from './markdown.js';

const dateFormat = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });

function numberText(value, format = {}) {
  const digits = format.precision ?? Math.min(10, (String(value).split('.')[1] ?? '').length);
  const text = value.toLocaleString('zh-CN', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: format.separator === true,
  });
  return `${format.symbol ?? ''}${text}`;
}

function cell(value, column, at) {
  if (value === undefined || value === null) return '';
  switch (column.data_type ?? 'text') {
    case 'number':
      return typeof value === 'number' ? numberText(value, column.format) : String(value);
    case 'lark_md':
      return inline(String(value), at);
    case 'markdown':
      return markdown(String(value), at);
    case 'options': {
      const options = Array.isArray(value) ? value : [value];
      return options.map((one) =>
        el('span', { class: `tag tag-${one.color ?? 'blue'}` }, one.text ?? String(one)),
      );
    }
    case 'persons':
      return (Array.isArray(value) ? value : [value]).map((id) => el('span', { class: 'at' }, at(id)));
    case 'date':
      return typeof value === 'number' ? dateFormat.format(value) : String(value);
    default:
      return String(value);
  }
}

/** Draws a table element with its pager. */
export function drawTable(table, at) {
  const columns = table.columns ?? [];
  const rows = table.rows ?? [];
  const size = table.page_size ?? 5;
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const body = el('tbody');
  const where = el('span', { class: 'note' });
  let page = 0;
  const alignOf = (column) => column.horizontal_align ?? (column.data_type === 'number' ? 'right' : 'left');
  const show = (next) => {
    page = Math.min(Math.max(next, 0), pages - 1);
    const slice = rows.slice(page * size, page * size + size);
    body.replaceChildren(
      ...slice.map((row) =>
        el(
          'tr',
          {},
          columns.map((column) =>
            el('td', { class: `to-${alignOf(column)}` }, cell(row[column.name], column, at)),
          ),
        ),
      ),
    );
    where.textContent = `${page + 1} / ${pages}`;
  };
  show(0);
  const head = columns.map((column) =>
    el('th', { class: `to-${alignOf(column)}` }, column.display_name ?? column.name),
  );
  const pager = el(
    'div',
    { class: 'pager' },
    el(
      'button',
      { type: 'button', class: 'quiet', 'aria-label': '上一页', onclick: () => show(page - 1) },
      '‹',
    ),
    where,
    el(
      'button',
      { type: 'button', class: 'quiet', 'aria-label': '下一页', onclick: () => show(page + 1) },
      '›',
    ),
  );
  return el(
    'div',
    { class: 'table' },
    el('div', { class: 'scroll' }, el('table', {}, el('thead', {}, el('tr', {}, head)), body)),
    pages > 1 ? pager : null,
  );
}
