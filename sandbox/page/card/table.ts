// Tables of cards: they page as Feishu's do, every data type drawn as its own kind.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Json, JsonObject } from '../read.ts';
import { at, flag, isObject, num, obj, objects, str } from '../read.ts';
import type { CardHost, Place } from './host.ts';
import { larkMd, markdown } from './markdown.ts';
import { css } from './style.ts';
import { avatar, tag } from './text.ts';

function numberText(value: number, format: JsonObject | undefined): string {
  const own = (String(value).split('.')[1] ?? '').length;
  const digits = Math.min(10, Math.max(0, num(format, 'precision') ?? own));
  const text = value.toLocaleString('zh-CN', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: flag(format, 'separator'),
  });
  return `${str(format, 'symbol')}${text}`;
}

function dateText(ms: number, format: string): string {
  const local = new Date(ms + 8 * 3_600_000).toISOString();
  if (format === '') return `${local.slice(0, 19)}+08:00`;
  return format
    .replace('YYYY', local.slice(0, 4))
    .replace('MM', local.slice(5, 7))
    .replace('DD', local.slice(8, 10))
    .replace('HH', local.slice(11, 13))
    .replace('mm', local.slice(14, 16))
    .replace('ss', local.slice(17, 19));
}

function personCell(value: Json, host: CardHost): TemplateResult[] {
  const ids = (Array.isArray(value) ? value : [value]).map(String);
  return ids.map((id) => {
    const name = host.knows(id) ? host.nameOf(id) : '未知用户';
    return html`<span class="person">${avatar(id, name)}<span>${name}</span></span>`;
  });
}

function cell(value: Json | undefined, column: JsonObject, host: CardHost): unknown {
  if (value === undefined || value === null) return '';
  switch (str(column, 'data_type')) {
    case 'number':
      return typeof value === 'number' ? numberText(value, obj(column, 'format')) : String(value);
    case 'lark_md':
      return larkMd(String(value), host);
    case 'markdown':
      return html`<div class="md">${markdown(String(value), host)}</div>`;
    case 'options':
      return (Array.isArray(value) ? value : [value]).map((one) =>
        tag(
          isObject(one) ? str(one, 'text') : String(one),
          isObject(one) ? str(one, 'color') || 'blue' : 'blue',
        ),
      );
    case 'persons':
      return personCell(value, host);
    case 'date':
      return typeof value === 'number' ? dateText(value, str(column, 'date_format')) : String(value);
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
}

const rowHeights: Readonly<Record<string, string>> = { low: '32px', middle: '48px', high: '64px' };

function alignOf(column: JsonObject): string {
  return str(column, 'horizontal_align') || (str(column, 'data_type') === 'number' ? 'right' : 'left');
}

function columnStyle(column: JsonObject): string {
  const width = str(column, 'width');
  const sound = /^(\d{2,3}px|\d{1,3}%)$/.test(width);
  return css({
    'text-align': alignOf(column),
    'vertical-align': { top: 'top', center: 'middle', bottom: 'bottom' }[str(column, 'vertical_align')],
    width: sound ? width : undefined,
    'min-width': sound && width.endsWith('px') ? width : undefined,
  });
}

function pager(path: string, page: number, pages: number, host: CardHost): TemplateResult {
  const turn = (next: number) => {
    host.state.pages.set(path, Math.min(Math.max(next, 0), pages - 1));
    host.redraw();
  };
  return html`<div class="pager">
    <button type="button" class="quiet" aria-label="上一页" ?disabled=${page === 0} @click=${() => turn(page - 1)}>‹</button>
    <span class="note">${page + 1} / ${pages}</span>
    <button type="button" class="quiet" aria-label="下一页" ?disabled=${page === pages - 1} @click=${() => turn(page + 1)}>›</button>
  </div>`;
}

/** table */
export function table(element: JsonObject, path: string, { host }: Place): TemplateResult {
  const columns = objects(element, 'columns');
  const rows = objects(element, 'rows');
  const size = Math.min(10, Math.max(1, num(element, 'page_size') ?? 5));
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const page = Math.min(host.state.pages.get(path) ?? 0, pages - 1);
  const style = obj(element, 'header_style');
  const height = str(element, 'row_height');
  const head = css({
    'text-align': str(style, 'text_align') || undefined,
    'font-size': str(style, 'text_size') === 'heading' ? '16px' : undefined,
    'font-weight': flag(style, 'bold', true) ? '600' : '400',
  });
  const ground = str(style, 'background_style') === 'none' ? 'plain-head' : '';
  const frozen = flag(element, 'freeze_first_column') ? 'frozen' : '';
  const rowStyle = css({ height: rowHeights[height] ?? (/^\d{2,3}px$/.test(height) ? height : undefined) });
  return html`<div class="table ${height === 'auto' ? 'tall' : ''}" data-path=${path}>
    <div class="scroll" tabindex="0" role="group" aria-label="表格">
      <table class="${ground} ${frozen}">
        <thead>
          <tr>
            ${columns.map((column) => html`<th scope="col" .style=${`${columnStyle(column)};${head}`}>${str(column, 'display_name') || str(column, 'name')}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows
            .slice(page * size, page * size + size)
            .map(
              (row) =>
                html`<tr .style=${rowStyle}>${columns.map((column) => html`<td .style=${columnStyle(column)}><div class="cell">${cell(at(row, str(column, 'name')), column, host)}</div></td>`)}</tr>`,
            )}
        </tbody>
      </table>
    </div>
    ${pages > 1 ? pager(path, page, pages, host) : nothing}
  </div>`;
}
