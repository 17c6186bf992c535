// The markdown of cards, drawn as DOM nodes: blocks (headings, lists, quotes, code, pipe tables, rules) and inline marks.
// Anything not understood is shown as the text it is.
import { el, safeUrl } from './dom.js';

const named = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', sim: '~', zwj: '\u200d' };

/** Turns entities into characters. */
export function decode(text) {
  return text
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16) % 0x110000))
    .replace(/&#(\d{1,7});/g, (_, digits) => String.fromCodePoint(Number(digits) % 0x110000))
    .replace(/&([a-z]+);/g, (all, name) => named[name] ?? all);
}

const inlineRules = [
  [/^\\([\\`*_{}[\]()#+\-.!~|<>])/, (m) => m[1]],
  [/^<br\s*\/?>/i, () => el('br')],
  [/^\*\*([^*][\s\S]*?)\*\*/, (m, at) => el('strong', {}, inline(m[1], at))],
  [/^~~([\s\S]+?)~~/, (m, at) => el('s', {}, inline(m[1], at))],
  [/^\*([^*\s][^*]*?)\*/, (m, at) => el('em', {}, inline(m[1], at))],
  [/^`([^`]+)`/, (m) => el('code', {}, decode(m[1]))],
  [/^!\[([^\]]*)\]\(([^)]*)\)/, (m) => el('span', { class: 'note' }, `[图片 ${decode(m[1])}]`)],
  [/^\[([^\]]*)\]\(([^)\s]*)\)/, (m, at) => link(m[2], inline(m[1], at))],
  [
    /^<a\s+href\s*=\s*['"]?([^'"\s>]*)['"]?[^>]*>([\s\S]*?)<\/a>/i,
    (m, at) => link(m[1], m[2] ? inline(m[2], at) : m[1]),
  ],
  [
    /^<link\s[^>]*?\burl\s*=\s*['"]([^'"]*)['"][^>]*>([\s\S]*?)<\/link>/i,
    (m, at) => link(m[1], inline(m[2], at)),
  ],
  [
    /^<font\s+color\s*=\s*['"]?([a-z]+)[^>]*>([\s\S]*?)<\/font>/i,
    (m, at) => el('span', { class: `ink-${m[1]}` }, inline(m[2], at)),
  ],
  [
    /^<text_tag\s+color\s*=\s*['"]?([a-z]+)[^>]*>([\s\S]*?)<\/text_tag>/i,
    (m, at) => el('span', { class: `tag tag-${m[1]}` }, inline(m[2], at)),
  ],
  [
    /^<number_tag[^>]*>([\s\S]*?)<\/number_tag>/i,
    (m) => el('span', { class: 'tag tag-neutral' }, decode(m[1])),
  ],
  [
    /^<(?:at|person)\s[^>]*?\bids?\s*=\s*['"]?([\w,-]+)['"]?[^>]*>\s*(?:<\/(?:at|person)>)?/i,
    (m, at) => el('span', { class: 'at' }, m[1].split(',').map(at).join(' ')),
  ],
  [
    /^<local_datetime[^>]*?millisecond\s*=\s*['"]?(\d+)[^>]*>(?:\s*<\/local_datetime>)?/i,
    (m) => new Date(Number(m[1])).toLocaleString('zh-CN'),
  ],
];

function link(url, content) {
  const href = safeUrl(decode(url));
  if (href === null) return el('span', {}, content);
  return el('a', { href, target: '_blank', rel: 'noopener noreferrer' }, content);
}

/** Inline text as nodes; `at` names the person of an id. */
export function inline(text, at = (id) => `@${id}`) {
  const nodes = [];
  let plain = '';
  let rest = text;
  const flush = () => {
    if (plain !== '') nodes.push(document.createTextNode(decode(plain)));
    plain = '';
  };
  while (rest !== '') {
    const skip = rest.search(/[\\<*~`![]/);
    if (skip !== 0) {
      plain += skip < 0 ? rest : rest.slice(0, skip);
      rest = skip < 0 ? '' : rest.slice(skip);
      continue;
    }
    let used = 0;
    for (const [pattern, build] of inlineRules) {
      const match = pattern.exec(rest);
      if (match === null) continue;
      flush();
      nodes.push(build(match, at));
      used = match[0].length;
      break;
    }
    if (used === 0) plain += rest[0];
    rest = rest.slice(Math.max(used, 1));
  }
  flush();
  return nodes;
}

function cells(line) {
  return line
    .replace(/^\s*\||\|\s*$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}

function pipeTable(lines, at) {
  const [head, , ...rows] = lines;
  const row = (line, tag) =>
    el(
      'tr',
      {},
      cells(line).map((cell) => el(tag, {}, inline(cell, at))),
    );
  return el(
    'div',
    { class: 'scroll' },
    el(
      'table',
      {},
      el('thead', {}, row(head, 'th')),
      el(
        'tbody',
        {},
        rows.map((line) => row(line, 'td')),
      ),
    ),
  );
}

function list(lines, ordered, at) {
  const items = lines.map((line) => el('li', {}, inline(line.replace(/^\s*(?:[-*+]|\d+[.)])\s+/, ''), at)));
  return el(ordered ? 'ol' : 'ul', {}, items);
}

const blockRules = [
  { test: /^\s*(---+|\*\*\*+|<hr\s*\/?>)\s*$/i, draw: () => el('hr'), one: true },
  {
    test: /^#{1,6}\s/,
    draw: ([line], at) =>
      el('p', { class: `head h${/^#+/.exec(line)[0].length}` }, inline(line.replace(/^#+\s*/, ''), at)),
    one: true,
  },
  { test: /^\s*[-*+]\s+/, draw: (lines, at) => list(lines, false, at) },
  { test: /^\s*\d+[.)]\s+/, draw: (lines, at) => list(lines, true, at) },
  {
    test: /^\s*>/,
    draw: (lines, at) =>
      el('blockquote', {}, inline(lines.map((line) => line.replace(/^\s*>\s?/, '')).join('\n'), at)),
  },
];

function paragraph(lines, at) {
  const nodes = [];
  lines.forEach((line, index) => {
    if (index > 0) nodes.push(el('br'));
    nodes.push(...inline(line, at));
  });
  return el('p', {}, nodes);
}

function isBlockStart(line) {
  return line.trim() === '' || line.startsWith('```') || blockRules.some((rule) => rule.test.test(line));
}

/** A whole markdown text as nodes. */
export function markdown(text, at) {
  const lines = text.split('\n');
  const out = [];
  while (lines.length > 0) {
    const line = lines[0];
    if (line.trim() === '') {
      lines.shift();
    } else if (line.startsWith('```')) {
      lines.shift();
      const end = lines.findIndex((other) => other.startsWith('```'));
      out.push(el('pre', {}, el('code', {}, lines.splice(0, end < 0 ? lines.length : end).join('\n'))));
      lines.shift();
    } else if (line.includes('|') && /^\s*\|?[\s:|-]*-{3}[\s:|-]*$/.test(lines[1] ?? '')) {
      let size = 2;
      while (lines[size]?.includes('|')) size += 1;
      out.push(pipeTable(lines.splice(0, size), at));
    } else {
      const rule = blockRules.find((candidate) => candidate.test.test(line));
      let size = 1;
      if (rule === undefined) while (size < lines.length && !isBlockStart(lines[size])) size += 1;
      else if (!rule.one) while (size < lines.length && rule.test.test(lines[size])) size += 1;
      const taken = lines.splice(0, size);
      out.push(rule === undefined ? paragraph(taken, at) : rule.draw(taken, at));
    }
  }
  return out;
}
