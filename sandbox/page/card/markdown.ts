// The markdown of cards: CommonMark by markdown-it with raw HTML off, Feishu's own tags as inline rules on top, and the
// result cleaned once more before it becomes nodes. What is not understood stays the text it is.

import DOMPurify from 'dompurify';
import type { DirectiveResult } from 'lit/directive.js';
import { guard } from 'lit/directives/guard.js';
import MarkdownIt from 'markdown-it/browser';
import { resourceUrl } from '../api.ts';
import { longText, safeUrl } from '../words.ts';
import { hue } from './style.ts';

type Names = { readonly nameOf: (id: string) => string };
type Attributes = Readonly<Record<string, string>>;
type Inner = (text: string) => string;

const safe = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0) ?? 0};`);

function decode(text: string): string {
  return text
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, hex: string) =>
      String.fromCodePoint(Number.parseInt(hex, 16) % 0x110000),
    )
    .replace(/&#(\d{1,7});/g, (_, digits: string) => String.fromCodePoint(Number(digits) % 0x110000))
    .replace(
      /&(amp|lt|gt|quot|sim|nbsp);/g,
      (all, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', sim: '~', nbsp: ' ' })[name] ?? all,
    );
}

function attributesOf(source: string): Attributes {
  const found: Record<string, string> = {};
  for (const [, name, double, single, bare] of source.matchAll(
    /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s'">]+))/g,
  ))
    found[(name ?? '').toLowerCase()] = decode(double ?? single ?? bare ?? '');
  return found;
}

function anchor(url: string, inner: string): string {
  const href = safeUrl(url);
  return href === undefined
    ? `<span>${inner}</span>`
    : `<a href="${safe(href)}" target="_blank" rel="noopener noreferrer">${inner}</a>`;
}

function mention(attributes: Attributes, names: Names): string {
  const ids = (attributes['ids'] ?? attributes['id'] ?? attributes['email'] ?? '').split(',');
  const shown = ids.map((id) => `@${id === 'all' ? '所有人' : names.nameOf(id.trim())}`);
  return shown.map((one) => `<span class="at">${safe(one)}</span>`).join(' ');
}

function person(attributes: Attributes, names: Names): string {
  const name = safe(names.nameOf(attributes['id'] ?? ''));
  const capsule = attributes['style'] === 'capsule' ? ' capsule' : '';
  const avatar = attributes['show_avatar'] === 'false' ? '' : `<span class="dot">${name.slice(-2)}</span>`;
  return `<span class="person${capsule}">${avatar}${attributes['show_name'] === 'false' ? '' : name}</span>`;
}

function moment(attributes: Attributes): string {
  const ms = Number(attributes['millisecond']);
  if (!Number.isFinite(ms)) return '';
  const zone = { timeZone: 'Asia/Shanghai' } as const;
  const forms: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
    date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
    date_short: { month: 'long', day: 'numeric' },
    date: { year: 'numeric', month: 'long', day: 'numeric' },
    week: { weekday: 'long' },
    week_short: { weekday: 'short' },
    time: { hour: '2-digit', minute: '2-digit', hour12: false },
    time_sec: { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false },
    timezone: { timeZoneName: 'short' },
  };
  const form = forms[attributes['format_type'] ?? 'date_num'];
  return safe(
    form === undefined ? longText(ms) : new Intl.DateTimeFormat('zh-CN', { ...zone, ...form }).format(ms),
  );
}

/** Feishu's tags. Those with `inner` may hold markdown. */
function drawTag(name: string, attributes: Attributes, inner: string, render: Inner, names: Names): string {
  switch (name) {
    case 'br':
      return '<br>';
    case 'hr':
      return '<span class="rule"></span>';
    case 'at':
      return mention(attributes, names);
    case 'person':
      return person(attributes, names);
    case 'a':
      return anchor(attributes['href'] ?? '', inner === '' ? safe(attributes['href'] ?? '') : render(inner));
    case 'link':
      return anchor(
        attributes['pc_url'] || attributes['url'] || '',
        `<span class="link-mark" aria-hidden="true">↗</span>${render(inner)}`,
      );
    case 'font':
      return `<span class="ink ${hue(attributes['color'] ?? '')}">${render(inner)}</span>`;
    case 'text_tag':
      return `<span class="tag ${hue(attributes['color'] ?? 'neutral')}">${render(inner)}</span>`;
    case 'number_tag':
      return `<span class="number ${hue(attributes['background_color'] ?? 'grey')}">${safe(decode(inner)).slice(0, 12)}</span>`;
    case 'local_datetime':
      return attributes['link'] === undefined
        ? moment(attributes)
        : anchor(attributes['link'], moment(attributes));
    case 'raw':
      return safe(inner);
    case 'audio':
      return '<span class="note">[语音]</span>';
    default:
      return '';
  }
}

const single = /^<(br|hr)\s*\/?>/i;
const paired =
  /^<(at|person|a|link|font|text_tag|number_tag|local_datetime|raw|audio)(\s[^<>]*?)?(?:\/>|>([\s\S]*?)<\/\1\s*>|>)/i;
const emoji = /^:([A-Z][A-Za-z0-9_]{1,23}):/;
const emojis: Readonly<Record<string, string>> = {
  OK: '👌',
  THUMBSUP: '👍',
  SMILE: '😊',
  DONE: '✅',
  FIRE: '🔥',
  HEART: '❤️',
  CLAP: '👏',
  ROSE: '🌹',
};

/** The end of a `<font>` that holds another: counted, because a pattern cannot. */
function balanced(rest: string, name: string): number {
  let depth = 0;
  for (const found of rest.matchAll(new RegExp(`<(/?)${name}\\b[^<>]*>`, 'gi'))) {
    depth += found[1] === '/' ? -1 : 1;
    if (depth === 0) return found.index;
  }
  return -1;
}

function build() {
  const md = new MarkdownIt({ html: false, linkify: true, breaks: true });
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  md.validateLink = (url) => /^(https?:|tel:)/i.test(url) || /^img_/.test(url);
  md.inline.ruler.before('html_inline', 'feishu', (state, silent) => {
    const rest = state.src.slice(state.pos);
    const found = single.exec(rest) ?? paired.exec(rest);
    if (found === null) return false;
    const name = (found[1] ?? '').toLowerCase();
    let [all, , attributes = '', inner = ''] = found;
    if (name === 'font' && all.includes('</')) {
      const end = balanced(rest, name);
      if (end > 0) {
        const start = rest.indexOf('>') + 1;
        inner = rest.slice(start, end);
        all = rest.slice(0, rest.indexOf('>', end) + 1);
      }
    }
    if (!silent) {
      const token = state.push('feishu', '', 0);
      token.meta = { name, attributes: attributesOf(attributes), inner };
    }
    state.pos += all.length;
    return true;
  });
  md.inline.ruler.before('emphasis', 'emoji', (state, silent) => {
    const found = state.src.charCodeAt(state.pos) === 58 ? emoji.exec(state.src.slice(state.pos)) : null;
    const shown = emojis[found?.[1] ?? ''];
    if (found === null || shown === undefined) return false;
    if (!silent) state.push('text', '', 0).content = shown;
    state.pos += found[0].length;
    return true;
  });
  md.renderer.rules['feishu'] = (tokens, index, _options, env) => {
    const { name, attributes, inner } = (tokens[index]?.meta ?? {}) as {
      name: string;
      attributes: Attributes;
      inner: string;
    };
    return drawTag(name, attributes, inner, (text) => md.renderInline(text, env), env as unknown as Names);
  };
  md.renderer.rules['link_open'] = (tokens, index) => {
    const href = safeUrl(String(tokens[index]?.attrGet('href') ?? ''));
    return href === undefined ? '<a>' : `<a href="${safe(href)}" target="_blank" rel="noopener noreferrer">`;
  };
  md.renderer.rules['image'] = (tokens, index) => {
    const token = tokens[index];
    return `<img src="${safe(resourceUrl(String(token?.attrGet('src') ?? '')))}" alt="${safe(token?.content ?? '')}" class="picture">`;
  };
  md.renderer.rules['heading_open'] = (tokens, index) => `<p class="head ${tokens[index]?.tag ?? 'h3'}">`;
  md.renderer.rules['heading_close'] = () => '</p>';
  for (const cell of ['th', 'td']) {
    md.renderer.rules[`${cell}_open`] = (tokens, index) => {
      const align = /right|center/.exec(String(tokens[index]?.attrGet('style') ?? ''))?.[0] ?? 'left';
      return `<${cell} class="to-${align}">`;
    };
  }
  md.renderer.rules['table_open'] = () => '<div class="scroll" tabindex="0"><table>';
  md.renderer.rules['table_close'] = () => '</table></div>';
  return md;
}

const parser = build();
const clean = {
  ADD_ATTR: ['target', 'tabindex'],
  FORBID_TAGS: ['style', 'form', 'input'],
  RETURN_DOM_FRAGMENT: true as const,
};

/** A whole markdown text as nodes. `<br>` inside table cells and after list items holds too. */
export function markdown(source: string, names: Names): DirectiveResult {
  // Made anew only with other words: a new fragment would take the reader's selection with it.
  return guard([source], () => DOMPurify.sanitize(parser.render(source, { ...names }), clean));
}

/** lark_md: one paragraph with inline marks, line breaks kept. */
export function larkMd(source: string, names: Names): DirectiveResult {
  return guard([source], () => DOMPurify.sanitize(parser.renderInline(source, { ...names }), clean));
}
