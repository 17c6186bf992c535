// Texts of a card: text objects, div, markdown, icons, tags, people and pictures.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { resourceUrl } from '../api.ts';
import type { Json, JsonObject } from '../read.ts';
import { at, flag, isObject, num, obj, objects, str } from '../read.ts';
import { groundOf, initials } from '../words.ts';
import { type CardHost, contentOf, type Place } from './host.ts';
import { larkMd, markdown } from './markdown.ts';
import { css, customColor, fontSize, hue, isHeading, space, widthOf } from './style.ts';

const glyphs: readonly (readonly [RegExp, string])[] = [
  [/chat|message|reply/, '💬'],
  [/time|clock|history/, '🕒'],
  [/calendar|date/, '📅'],
  [/member|people|person|contact|user/, '👤'],
  [/warning|alert|notice|info/, '⚠'],
  [/yes|done|check|succeed|approval/, '✔'],
  [/no|close|reject|forbidden|error/, '✖'],
  [/file|doc|report|table|sheet/, '📄'],
  [/down-small|expand|down/, '▾'],
  [/right|arrow/, '›'],
  [/link|url/, '🔗'],
  [/edit|pen/, '✎'],
  [/search/, '🔍'],
  [/bell|ring/, '🔔'],
  [/star|collect/, '★'],
  [/location|map/, '📍'],
  [/image|pic/, '🖼'],
];

/** An icon object: pictures as they are, Feishu's own icons (which are not public) as a like-minded character. */
export function icon(value: Json | undefined): TemplateResult | typeof nothing {
  if (!isObject(value)) return nothing;
  if (str(value, 'tag') === 'custom_icon')
    return html`<img class="icon" src=${resourceUrl(str(value, 'img_key'))} alt="" />`;
  const token = str(value, 'token');
  const glyph = glyphs.find(([pattern]) => pattern.test(token))?.[1] ?? '●';
  return html`<span class="icon ${hue(str(value, 'color'))}" aria-hidden="true" title=${token}>${glyph}</span>`;
}

/** A text object drawn inline. */
export function words(text: Json | undefined, host: CardHost): unknown {
  const content = contentOf(text, host.locale);
  const tag = str(text, 'tag');
  if (tag === 'lark_md') return larkMd(content, host);
  if (tag === 'markdown') return markdown(content, host);
  return content;
}

function textStyle(text: JsonObject | undefined, place: Place): string {
  const size = str(text, 'text_size');
  const lines = num(text, 'lines');
  const color = customColor(place.card, str(text, 'text_color'));
  return css({
    'font-size': fontSize(place.card, size),
    'font-weight': isHeading(size) ? '600' : undefined,
    'text-align': ['center', 'right'].includes(str(text, 'text_align')) ? str(text, 'text_align') : undefined,
    color,
    '--lines': lines === undefined ? undefined : String(Math.max(1, Math.round(lines))),
  });
}

function lastWords(content: string): string {
  const bare = content.replace(/<[^>]*>|[*~`]/g, '').trim();
  return (bare.split('\n').at(-1) ?? '').replace(/^[*＊\s]+|[*＊:：\s]+$/gu, '');
}

/** div */
export function div(element: JsonObject, place: Place): TemplateResult {
  const text = obj(element, 'text');
  place.before.words = lastWords(contentOf(text, place.host.locale));
  const isQuiet = /^(notation|small|x-small)$/.test(str(text, 'text_size'));
  return html`<div class="with-icon" .style=${css({ width: widthOf(str(element, 'width')) })}>
    ${icon(at(element, 'icon'))}
    <div
      class="text ink ${hue(str(text, 'text_color'))} ${isQuiet ? 'quiet-text' : ''} ${num(text, 'lines') === undefined ? '' : 'clamped'}"
      .style=${textStyle(text, place)}
    >${words(text, place.host)}</div>
  </div>`;
}

/** markdown */
export function md(element: JsonObject, place: Place): TemplateResult {
  const content = contentOf(element, place.host.locale);
  place.before.words = lastWords(content);
  return html`<div class="with-icon">
    ${icon(at(element, 'icon'))}
    <div class="md" .style=${textStyle(element, place)}>${markdown(content, place.host)}</div>
  </div>`;
}

/** A header or table tag. */
export function tag(text: unknown, color: string): TemplateResult {
  return html`<span class="tag ${hue(color || 'neutral')}">${text}</span>`;
}

/** An avatar with a name's last characters. */
export function avatar(id: string, name: string, size = ''): TemplateResult {
  return html`<span class="avatar small ${size} tone-${groundOf(id)}" aria-hidden="true">${initials(name)}</span>`;
}

function oneperson(
  id: string,
  element: JsonObject,
  host: CardHost,
  showsName: boolean,
  showsAvatar: boolean,
) {
  const name = host.knows(id) ? host.nameOf(id) : '未知用户';
  const capsule = str(element, 'style') === 'capsule' ? 'capsule' : '';
  return html`<span class="person ${capsule}" title=${name}>
    ${showsAvatar ? avatar(id, name, `size-${str(element, 'size') || 'medium'}`) : nothing}${
      showsName ? html`<span>${name}</span>` : html`<span class="sr">${name}</span>`
    }
  </span>`;
}

/** person */
export function person(element: JsonObject, { host }: Place): TemplateResult {
  const id = str(element, 'user_id');
  return oneperson(id, element, host, flag(element, 'show_name'), flag(element, 'show_avatar', true));
}

/** person_list */
export function personList(element: JsonObject, { host }: Place): TemplateResult {
  const [showsName, showsAvatar] = [flag(element, 'show_name', true), flag(element, 'show_avatar')];
  const ids = objects(element, 'persons').map((one) => str(one, 'id'));
  return html`<div class="people">
    ${icon(at(element, 'icon'))}${ids.map((id) => oneperson(id, element, host, showsName, showsAvatar))}
  </div>`;
}

const imageSizes: Readonly<Record<string, string>> = {
  stretch: '100%',
  large: '160px',
  medium: '80px',
  small: '40px',
  tiny: '16px',
};

/** img */
export function img(element: JsonObject, { host }: Place): TemplateResult {
  const key = str(obj(element, 'i18n_img_key'), host.locale) || str(element, 'img_key');
  const alt = contentOf(at(element, 'alt'), host.locale);
  const size = str(element, 'size');
  const exact = /^(\d{1,4}px) (\d{1,4}px)$/.exec(size);
  const side = imageSizes[size];
  const fits = str(element, 'scale_type') === 'fit_horizontal';
  const style = css({
    width: exact?.[1] ?? side ?? '100%',
    height: exact?.[2] ?? (side === undefined || size === 'stretch' ? undefined : side),
    'object-fit': fits ? 'contain' : 'cover',
    'object-position': str(element, 'scale_type') === 'crop_top' ? 'top' : undefined,
    'border-radius': space(str(element, 'corner_radius')) ?? '4px',
  });
  const title = obj(element, 'title');
  const picture = html`<img src=${resourceUrl(key)} alt=${alt || '图片'} .style=${style} loading="lazy" />`;
  const shown = flag(element, 'preview', true)
    ? html`<button type="button" class="bare" @click=${() => host.preview(resourceUrl(key), alt)}>${picture}</button>`
    : picture;
  return html`<figure class="image">${shown}${title === undefined ? nothing : html`<figcaption>${words(title, host)}</figcaption>`}</figure>`;
}

/** img_combination */
export function images(element: JsonObject, { host }: Place): TemplateResult {
  const keys = objects(element, 'img_list').map((one) => str(one, 'img_key'));
  return html`<div class="mosaic ${str(element, 'combination_mode')}">
    ${keys.map(
      (key, index) =>
        html`<button type="button" class="bare" @click=${() => host.preview(resourceUrl(key), '')}>
          <img src=${resourceUrl(key)} alt="图片 ${index + 1}" loading="lazy" />
        </button>`,
    )}
  </div>`;
}

/** audio: the client plays it; here it is only shown. */
export function audio(): TemplateResult {
  return html`<div class="audio" role="img" aria-label="语音"><span aria-hidden="true">▶ ▂▃▅▂▆▃▂</span> 语音</div>`;
}
