// Charts of cards, drawn by the very library Feishu's client draws them with, loaded when the first one is there. Under each
// stands its data as a table, for whoever cannot see the drawing; where the library cannot be had, the table is the chart.
import { el } from './dom.js';

const WIDTHS = { '1:1': 1, '2:1': 1 / 2, '4:3': 3 / 4, '16:9': 9 / 16 };
const SETTLE_MS = 60;

let library = null;

/** The library, once; a page without charts never loads it. */
function loadLibrary() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = '/sandbox/page/vchart.js';
    script.onload = () => resolve(globalThis.VChart?.VChart ?? globalThis.VChart?.default);
    script.onerror = () => reject(new Error('the chart library could not be loaded'));
    document.head.append(script);
  });
  return library;
}

function valuesOf(spec) {
  const sets = Array.isArray(spec.data) ? spec.data : [spec.data];
  return sets.flatMap((set) => set?.values ?? []);
}

/** Draws a chart element. */
export function drawChart(chart) {
  const spec = chart.chart_spec ?? {};
  const title = spec.title?.text ?? '图表';
  const stage = el('div', { class: 'drawing', role: 'img', 'aria-label': title });
  stage.style.setProperty('--ratio', String(1 / (WIDTHS[chart.aspect_ratio] ?? 9 / 16)));
  const data = el('details', { class: 'data' }, el('summary', {}, `${title}：数据`), dataTable(spec));
  const figure = el('figure', { class: 'table chart' }, stage, data);
  draw(stage, spec).catch((error) => {
    console.warn('sandbox: a chart is shown as a table:', error);
    stage.remove();
    data.open = true;
  });
  return figure;
}

async function draw(stage, spec) {
  const Chart = await loadLibrary();
  // The card must stand in the page, or there is no width to draw in.
  while (!stage.isConnected) await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
  const drawn = new Chart(
    { ...spec, background: 'transparent', animation: false },
    { dom: stage, mode: 'desktop-browser', theme: isDark ? 'dark' : 'light', animation: false },
  );
  drawn.renderSync();
}

/** The data as a table with a bar behind each number: for whoever cannot see the drawing, and where there is none. */
function dataTable(spec) {
  const values = valuesOf(spec);
  const keys = [...new Set(values.flatMap((row) => Object.keys(row)))];
  const numeric = keys.filter((key) => values.some((row) => typeof row[key] === 'number'));
  const top = Object.fromEntries(
    numeric.map((key) => [key, Math.max(...values.map((row) => Math.abs(row[key]) || 0), 0)]),
  );
  const bar = (row, key) => {
    const node = el('td', { class: 'bar to-right' }, String(row[key] ?? ''));
    node.style.setProperty('--share', `${top[key] > 0 ? (100 * Math.abs(row[key] ?? 0)) / top[key] : 0}%`);
    return node;
  };
  const head = keys.map((key) => el('th', { class: numeric.includes(key) ? 'to-right' : 'to-left' }, key));
  const cell = (row, key) => (numeric.includes(key) ? bar(row, key) : el('td', {}, String(row[key] ?? '')));
  const rows = values.map((row) =>
    el(
      'tr',
      {},
      keys.map((key) => cell(row, key)),
    ),
  );
  const table = el('table', {}, el('thead', {}, el('tr', {}, head)), el('tbody', {}, rows));
  return el('div', { class: 'scroll' }, table);
}
