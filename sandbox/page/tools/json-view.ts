// JSON folded: objects and arrays open and close; long texts are cut until opened; JSON inside strings is shown as JSON.
import { html, type TemplateResult } from 'lit/html.js';
import { isObject, type Json } from '../read.ts';

const openDepth = 2;
const textMax = 160;

function nested(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function branch(
  name: string,
  entries: readonly (readonly [string, Json])[],
  marks: string,
  depth: number,
): TemplateResult {
  return html`<details class="json" ?open=${depth < openDepth}>
    <summary>${name === '' ? '' : html`<span class="key">${name}</span>: `}<span class="note">${marks[0]}${entries.length}${marks[1]}</span></summary>
    <div class="json-inner">${entries.map(([key, value]) => jsonView(value, key, depth + 1))}</div>
  </details>`;
}

/** A value, folded below the second level. */
export function jsonView(value: Json, name = '', depth = 0): TemplateResult {
  if (Array.isArray(value))
    return branch(
      name,
      value.map((item, index) => [String(index), item] as const),
      '[]',
      depth,
    );
  if (isObject(value)) return branch(name, Object.entries(value), '{}', depth);
  const inner = typeof value === 'string' ? nested(value) : undefined;
  if (inner !== undefined)
    return html`<div class="json-string">${jsonView(inner, `${name}（JSON 字符串）`, depth)}</div>`;
  const label = name === '' ? '' : html`<span class="key">${name}</span>: `;
  if (typeof value === 'string' && value.length > textMax)
    return html`<details class="json"><summary>${label}<span class="string">"${value.slice(0, textMax)}…"</span></summary><pre>${value}</pre></details>`;
  return html`<div class="leaf">${label}<span class=${typeof value === 'string' ? 'string' : 'plain'}>${JSON.stringify(value)}</span></div>`;
}
