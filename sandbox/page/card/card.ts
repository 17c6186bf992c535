// A card JSON 2.0 drawn for a person: header, layout and every component. What it does not know it says so.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Json, JsonObject } from '../read.ts';
import { at, flag, isObject, num, obj, objects, str } from '../read.ts';
import { safeUrl } from '../words.ts';
import { button, container, overflow } from './action.ts';
import { chart } from './chart.ts';
import { field } from './field.ts';
import { type CardHost, contentOf, type Place } from './host.ts';
import { css, flowStyle, groundClass, hue, space } from './style.ts';
import { table } from './table.ts';
import { audio, div, icon, images, img, md, person, personList, tag, words } from './text.ts';

/** Draws a card. */
export function drawCard(card: JsonObject, host: CardHost): TemplateResult {
  const place: Place = { host, card, form: undefined, before: { words: '' } };
  const header = obj(card, 'header');
  const body = obj(card, 'body');
  const width = str(obj(card, 'config'), 'width_mode') || 'default';
  const link = obj(card, 'card_link');
  const url = safeUrl(str(link, 'pc_url') || str(link, 'url'));
  return html`<article class="card width-${width}" aria-label=${contentOf(at(header, 'title'), host.locale) || '卡片'}>
    ${header === undefined ? nothing : drawHeader(header, host)}
    <div class="card-body" .style=${flowStyle(body, '8px', '12px')}>${drawList(at(body, 'elements'), 'body.elements', place)}</div>
    ${url === undefined ? nothing : html`<a class="card-link" href=${url} target="_blank" rel="noopener noreferrer">打开链接</a>`}
  </article>`;
}

function drawHeader(header: JsonObject, host: CardHost): TemplateResult {
  const own = obj(header, 'i18n_text_tag_list');
  const tags =
    own !== undefined && Array.isArray(own[host.locale])
      ? objects(own, host.locale)
      : objects(header, 'text_tag_list');
  const subtitle = contentOf(at(header, 'subtitle'), host.locale);
  const template = str(header, 'template') || 'default';
  return html`<header class="card-head ${template === 'default' ? 'plain' : hue(template)}" .style=${css({ padding: space(str(header, 'padding')) })}>
    ${icon(at(header, 'icon'))}
    <div class="card-title">
      <p class="title">${words(at(header, 'title'), host)}${tags
        .slice(0, 3)
        .map((one) => tag(words(at(one, 'text'), host), str(one, 'color')))}</p>
      ${subtitle === '' ? nothing : html`<p class="subtitle">${subtitle}</p>`}
    </div>
  </header>`;
}

function drawList(list: Json | undefined, path: string, place: Place): unknown[] {
  if (!Array.isArray(list)) return [];
  return list.map((element, index) =>
    isObject(element) ? drawElement(element, `${path}.${index}`, place) : nothing,
  );
}

function drawElement(element: JsonObject, path: string, place: Place): unknown {
  const drawn = drawByTag(element, path, place);
  const margin = space(str(element, 'margin'));
  const isPointed = place.host.state.pointed === path;
  if (margin === undefined && !isPointed) return drawn;
  return html`<div class="spaced ${isPointed ? 'pointed' : ''}" .style=${css({ margin })}>${drawn}</div>`;
}

function drawByTag(element: JsonObject, path: string, place: Place): unknown {
  switch (str(element, 'tag')) {
    case 'div':
      return div(element, place);
    case 'markdown':
      return md(element, place);
    case 'hr':
      return html`<hr />`;
    case 'column_set':
      return columns(element, path, place);
    case 'form':
      return form(element, path, place);
    case 'collapsible_panel':
      return panel(element, path, place);
    case 'interactive_container':
      return container(element, path, place, drawList(at(element, 'elements'), `${path}.elements`, place));
    case 'button':
      return button(element, path, place);
    case 'overflow':
      return overflow(element, path, place);
    case 'table':
      return table(element, path, place);
    case 'chart':
      return chart(element);
    case 'img':
      return img(element, place);
    case 'img_combination':
      return images(element, place);
    case 'person':
      return person(element, place);
    case 'person_list':
      return personList(element, place);
    case 'audio':
      return audio();
    default:
      return drawField(element, path, place);
  }
}

function drawField(element: JsonObject, path: string, place: Place): TemplateResult {
  const area = at(obj(element, 'button_area'), 'buttons');
  const buttons = Array.isArray(area)
    ? html`<span class="checker-buttons">${drawList(area, `${path}.button_area.buttons`, place)}</span>`
    : nothing;
  return (
    field(element, path, place, buttons) ??
    html`<p class="unknown">当前版本暂不支持查看此内容（${str(element, 'tag') || '没有 tag'}）</p>`
  );
}

function columns(element: JsonObject, path: string, place: Place): TemplateResult {
  const mode = str(element, 'flex_mode') || 'none';
  const gap = space(str(element, 'horizontal_spacing')) ?? '8px';
  const align = { center: 'center', right: 'end' }[str(element, 'horizontal_align')];
  const outer = css({ gap, 'justify-content': align });
  return html`<div class="columns flow-${mode} ${groundClass(str(element, 'background_style'))}" .style=${outer}>
    ${objects(element, 'columns').map((column, index) => {
      const width = str(column, 'width') || 'auto';
      const weight = Math.min(5, Math.max(1, num(column, 'weight') ?? 1));
      const flex =
        width === 'weighted' ? `${weight} 1 0` : /^\d+px$/.test(width) ? `0 1 ${width}` : undefined;
      const style = `${flowStyle(column, '8px')};${css({ flex: mode === 'none' ? flex : undefined })}`;
      return html`<div class="column ${groundClass(str(column, 'background_style'))}" .style=${style}>
        ${drawList(at(column, 'elements'), `${path}.columns.${index}.elements`, place)}
      </div>`;
    })}
  </div>`;
}

function form(element: JsonObject, path: string, place: Place): TemplateResult {
  const inner: Place = { ...place, form: { fields: [] } };
  return html`<form class="form" data-path=${path} .style=${flowStyle(element, '12px')} @submit=${(event: Event) => event.preventDefault()}>
    ${drawList(at(element, 'elements'), `${path}.elements`, inner)}
  </form>`;
}

function panel(element: JsonObject, path: string, place: Place): TemplateResult {
  const { host } = place;
  const header = obj(element, 'header');
  const border = obj(element, 'border');
  const isOpen = host.state.open.get(path) ?? flag(element, 'expanded');
  const side = str(header, 'icon_position') || 'left';
  const style = css({
    'border-radius': space(str(border, 'corner_radius')) ?? '5px',
    '--panel-icon': side === 'right' ? '1' : '0',
  });
  const toggle = (event: Event) => {
    const open = (event.currentTarget as HTMLDetailsElement).open;
    if (open === isOpen) return;
    host.state.open.set(path, open);
    host.redraw();
  };
  return html`<details
    class="panel ${border === undefined ? '' : 'bordered'} ${groundClass(str(element, 'background_color'))} icon-${side}"
    .style=${style}
    ?open=${isOpen}
    @toggle=${toggle}
  >
    <summary class=${groundClass(str(header, 'background_color'))} .style=${css({ padding: space(str(header, 'padding')) })}>
      <span class="panel-title">${words(at(header, 'title'), host)}</span>
    </summary>
    <div .style=${flowStyle(element, '8px', '8px 0 0')}>${drawList(at(element, 'elements'), `${path}.elements`, place)}</div>
  </details>`;
}
