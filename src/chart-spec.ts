/**
 * A chart as a VChart specification: plain data, no function, never `null` where a list belongs. The card shows it as it
 * is; papers draw the same one. Left out: cutting to a platform's limits, colours, size and font.
 *
 * A ranking of more than six, or of long names, lies down, so that the names can be read on a phone.
 */
import type { Element } from './card.ts';

export type ChartElement = Extract<Element, { el: 'chart' }>;

type Spec = Readonly<Record<string, unknown>>;

const STANDING_BARS_MAX = 6;
/** Characters of all names under standing bars; with more, some would not be shown at all. */
const STANDING_LETTERS_MAX = 36;

/** The heading: title and unit. */
export const chartHeading = ({ title, unit }: Pick<ChartElement, 'title' | 'unit'>): string =>
  `${title}${unit === '' ? '' : `（${unit}）`}`;

/** Are its bars or lines told apart by series? */
const isGrouped = ({ kind, points }: Pick<ChartElement, 'kind' | 'points'>): boolean =>
  kind !== 'pie' && points.some(({ series }) => series !== undefined);

/** Do the bars lie? */
export function isLying({ kind, points }: Pick<ChartElement, 'kind' | 'points'>): boolean {
  if (kind !== 'bar') return false;
  const labels = [...new Set(points.map(({ label }) => label))];
  const longest = Math.max(0, ...labels.map((label) => [...label].length));
  return labels.length > STANDING_BARS_MAX || longest * labels.length > STANDING_LETTERS_MAX;
}

/** The specification of a chart with at least one point. */
export function chartSpec(chart: ChartElement): Spec {
  const { kind, points } = chart;
  const grouped = isGrouped(chart);
  const values = grouped ? points.map((point) => ({ ...point, series: point.series ?? '' })) : points;
  return {
    ...kindSpec(chart, grouped),
    ...(grouped ? { seriesField: 'series' } : {}),
    title: { text: chartHeading(chart) },
    data: { values },
    legends: { visible: grouped || kind === 'pie', orient: 'bottom' },
  };
}

function kindSpec(chart: ChartElement, grouped: boolean): Spec {
  if (chart.kind === 'bar') return barSpec(chart, grouped);
  if (chart.kind === 'line') {
    const fields = { xField: 'label', yField: 'value' };
    return { type: 'line', ...fields, ...scale(chart, 'left'), point: { visible: true } };
  }
  return {
    type: 'pie',
    categoryField: 'label',
    valueField: 'value',
    outerRadius: 0.8,
    label: { visible: true },
  };
}

function barSpec(chart: ChartElement, grouped: boolean): Spec {
  const labels = grouped ? ['label', 'series'] : 'label';
  const fields = isLying(chart)
    ? { direction: 'horizontal', xField: 'value', yField: labels }
    : { xField: labels, yField: 'value' };
  return {
    type: 'bar',
    ...fields,
    ...scale(chart, isLying(chart) ? 'bottom' : 'left'),
    label: { visible: true, position: 'outside', smartInvert: false, style: LABEL },
  };
}

/** Legible beside a bar on white and on black, where the client changes its ground and not our colours. */
const LABEL = { fill: '#7b8088', lineWidth: 0 };

/** Room for the label beyond the longest bar; and counts have no halves, so no ticks between whole numbers. */
function scale({ kind, points }: ChartElement, orient: 'left' | 'bottom'): Spec {
  const isWhole = points.every(({ value }) => Number.isInteger(value));
  const room = kind === 'bar' ? { expand: { max: 0.2 } } : {};
  return { axes: [{ orient, type: 'linear', ...room, ...(isWhole ? { tick: { noDecimals: true } } : {}) }] };
}
