// Charts of cards, drawn by the very library Feishu's client draws them with, loaded when the first one is there. Under each
// stands its data as a table, for whoever cannot see the drawing; where the library cannot be had, the table is the chart.
import { html, type TemplateResult } from 'lit/html.js';
import type { JsonObject } from '../read.ts';
import { at, isObject, obj, objects, str } from '../read.ts';
import { css } from './style.ts';

type Drawn = { renderSync(): void; release(): void };
type Library = new (spec: unknown, options: unknown) => Drawn;

const ratios: Readonly<Record<string, string>> = {
  '1:1': '1 / 1',
  '2:1': '2 / 1',
  '4:3': '4 / 3',
  '16:9': '16 / 9',
};

function loadLibrary(): Promise<Library> {
  const host = globalThis as { VChart?: { VChart?: Library; default?: Library } };
  const known = () => host.VChart?.VChart ?? host.VChart?.default;
  const ready = known();
  if (ready !== undefined) return Promise.resolve(ready);
  return new Promise((resolve, reject) => {
    const tag =
      document.querySelector<HTMLScriptElement>('script[data-vchart]') ?? document.createElement('script');
    const done = () => {
      const library = known();
      if (library === undefined) reject(new Error('the chart library is not what it was'));
      else resolve(library);
    };
    tag.addEventListener('load', done, { once: true });
    tag.addEventListener('error', () => reject(new Error('the chart library could not be loaded')), {
      once: true,
    });
    if (tag.isConnected) return;
    tag.dataset['vchart'] = '';
    tag.src = '/sandbox/lib/vchart.js';
    document.head.append(tag);
  });
}

/** `<card-chart>`: draws `.spec` while it stands in the page, and lets go of it afterwards. */
class CardChart extends HTMLElement {
  #spec: unknown;
  #source = '';
  #drawn: Drawn | undefined;

  set spec(spec: unknown) {
    const source = JSON.stringify(spec);
    if (source === this.#source) return;
    this.#source = source;
    this.#spec = spec;
    if (this.isConnected) this.#draw();
  }

  connectedCallback(): void {
    this.#draw();
  }

  disconnectedCallback(): void {
    this.#drawn?.release();
    this.#drawn = undefined;
  }

  #draw(): void {
    const source = this.#source;
    loadLibrary()
      .then((Chart) => {
        if (!this.isConnected || source !== this.#source) return;
        this.#drawn?.release();
        const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
        const spec = isObject(this.#spec) ? this.#spec : {};
        const options = {
          dom: this,
          mode: 'desktop-browser',
          theme: isDark ? 'dark' : 'light',
          animation: false,
        };
        this.#drawn = new Chart(
          { ...structuredClone(spec), background: 'transparent', animation: false },
          options,
        );
        this.#drawn.renderSync();
      })
      .catch((error: unknown) => {
        console.warn('sandbox: a chart is shown as a table:', error);
        this.hidden = true;
        this.nextElementSibling?.setAttribute('open', '');
      });
  }
}
if (customElements.get('card-chart') === undefined) customElements.define('card-chart', CardChart);

function valuesOf(spec: JsonObject | undefined): JsonObject[] {
  const data = at(spec, 'data');
  const sets = Array.isArray(data) ? data : [data];
  return sets.flatMap((set) => objects(set, 'values'));
}

function dataTable(spec: JsonObject | undefined): TemplateResult {
  const values = valuesOf(spec);
  const keys = [...new Set(values.flatMap((row) => Object.keys(row)))];
  return html`<div class="scroll" tabindex="0">
    <table>
      <thead>
        <tr>${keys.map((key) => html`<th scope="col">${key}</th>`)}</tr>
      </thead>
      <tbody>
        ${values.map((row) => html`<tr>${keys.map((key) => html`<td>${String(row[key] ?? '')}</td>`)}</tr>`)}
      </tbody>
    </table>
  </div>`;
}

/** chart */
export function chart(element: JsonObject): TemplateResult {
  const spec = obj(element, 'chart_spec');
  const title = str(obj(spec, 'title'), 'text') || '图表';
  const height = str(element, 'height');
  const style = /^\d{1,3}px$/.test(height)
    ? css({ height })
    : css({ 'aspect-ratio': ratios[str(element, 'aspect_ratio')] });
  return html`<figure class="chart">
    <card-chart role="img" aria-label=${title} .style=${style} .spec=${spec}></card-chart>
    <details class="data"><summary>${title}：数据</summary>${dataTable(spec)}</details>
  </figure>`;
}
