/**
 * A chart as a PNG for print, drawn without a browser and without any font of the machine's.
 *
 * Both libraries are native or large: this file is only ever imported in the papers' own thread. Where the canvas has
 * no binary for this machine, or the font is not there, drawing fails and the paper goes without (`make.ts`).
 */
// Under another name: the bundle's banner has that one.
import { createRequire } from 'node:module';
import type { VChart } from '@visactor/vchart';
import { type ChartElement, chartHeading, chartSpec, isLying } from '../chart-spec.ts';

/** Our own name for the font, so that nothing of the same name on the machine takes its place. */
const FAMILY = 'Zhaoshang Paper Sans';
const FONT = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';
const WIDTH = 800;
const HEIGHT_STANDING = 340;
const HEIGHT_LYING_BASE = 130;
const HEIGHT_PER_BAR = 22;
/** Pixels for each unit of layout: 2,000 across 156 mm of text is 325 dots an inch. */
const SHARPNESS = 2.5;

export interface Picture {
  readonly png: Uint8Array;
  /** Layout units, for the proportion. */
  readonly width: number;
  readonly height: number;
  /** What somebody reads who cannot see it. */
  readonly words: string;
}

export type DrawChart = (chart: ChartElement) => Promise<Picture>;

/** Loads the libraries and the font; throws where one is not to be had. */
export async function chartDrawer(): Promise<DrawChart> {
  const { createCanvas, GlobalFonts } = await import('@napi-rs/canvas');
  const font = createRequire(import.meta.url).resolve(FONT);
  if (GlobalFonts.registerFromPath(font, FAMILY) === null) throw new Error(`${FONT} is no font`);
  const Chart = constructorOf(await import('@visactor/vchart'));
  return async (chart) => {
    const height = heightOf(chart);
    const card = chartSpec(chart);
    const spec = {
      ...card,
      // Measured before the theme is applied: without its own family the entries run into each other.
      legends: { ...(card['legends'] as object), item: { label: { style: { fontFamily: FAMILY } } } },
      // Without these the layout takes the library's default width, whatever size the canvas has.
      width: WIDTH,
      height,
      background: '#ffffff',
      ...(chart.kind === 'bar' ? { axes: axesOf(chart) } : {}),
      theme: { fontFamily: FAMILY },
      color: ['#1f4e9e', '#c0392b', '#7f8c8d', '#d68910'],
    };
    const drawn = new Chart(spec as unknown as ConstructorParameters<typeof VChart>[0], {
      mode: 'node',
      modeParams: { createCanvas },
      animation: false,
      dpr: SHARPNESS,
    });
    try {
      drawn.renderSync();
      const image: unknown = await drawn.getImageBuffer();
      if (!(image instanceof Uint8Array)) throw new Error('the chart gave no picture');
      return { png: new Uint8Array(image), width: WIDTH, height, words: wordsOf(chart) };
    } finally {
      drawn.release();
    }
  };
}

/** The library is CommonJS: Node lists its names beside its default, the bundle within it. */
function constructorOf(loaded: { readonly VChart?: unknown; readonly default: unknown }): typeof VChart {
  const within = loaded.default as { readonly VChart?: unknown } | undefined;
  const found = loaded.VChart ?? within?.VChart;
  if (typeof found !== 'function') throw new Error('the chart library has no VChart');
  return found as typeof VChart;
}

function heightOf(chart: ChartElement): number {
  if (!isLying(chart)) return HEIGHT_STANDING;
  return HEIGHT_LYING_BASE + HEIGHT_PER_BAR * new Set(chart.points.map(({ label }) => label)).size;
}

/** Room beyond the longest bar for its number, which would otherwise be printed on it. */
function axesOf(chart: ChartElement): readonly unknown[] {
  const [names, numbers] = isLying(chart) ? ['left', 'bottom'] : ['bottom', 'left'];
  const label = { visible: true, style: { fontFamily: FAMILY, fill: '#333333' } };
  return [
    { orient: names, type: 'band', label },
    { orient: numbers, type: 'linear', label, expand: { max: isLying(chart) ? 0.25 : 0.15 } },
  ];
}

const wordsOf = (chart: ChartElement): string =>
  `${chartHeading(chart)}：${chart.points.map(({ label, value }) => `${label} ${value}`).join('，')}`;
