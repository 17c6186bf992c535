/**
 * Charts as VChart specifications: plain data, no function, never `null` where a list belongs.
 *
 * A ranking of more than six lies down, so that the names can be read on a phone.
 */
import type { Element } from '../../card.ts';
import { type Draft, fitLine, type Node, paragraph } from './draft.ts';

type ChartElement = Extract<Element, { el: 'chart' }>;

const pointsMax = 60;
const standingBarsMax = 6;

interface Point {
  readonly label: string;
  readonly value: number;
  readonly series?: string;
}

function readPoints(draft: Draft, chart: ChartElement): Point[] {
  const usable = chart.points.filter(({ value }) => Number.isFinite(value));
  if (usable.length < chart.points.length || usable.length > pointsMax) draft.cut.add('points');
  return usable.slice(0, pointsMax).map(({ label, value, series }) => ({
    label: fitLine(draft, label, 20),
    value,
    ...(series === undefined ? {} : { series: fitLine(draft, series, 20) }),
  }));
}

function barSpec(points: readonly Point[], grouped: boolean): Record<string, unknown> {
  const labels = grouped ? ['label', 'series'] : 'label';
  const lying = new Set(points.map(({ label }) => label)).size > standingBarsMax;
  const fields = lying
    ? { direction: 'horizontal', xField: 'value', yField: labels }
    : { xField: labels, yField: 'value' };
  return { type: 'bar', ...fields, label: { visible: true } };
}

function kindSpec(
  kind: ChartElement['kind'],
  points: readonly Point[],
  grouped: boolean,
): Record<string, unknown> {
  if (kind === 'bar') return barSpec(points, grouped);
  if (kind === 'line') return { type: 'line', xField: 'label', yField: 'value', point: { visible: true } };
  return {
    type: 'pie',
    categoryField: 'label',
    valueField: 'value',
    outerRadius: 0.8,
    label: { visible: true },
  };
}

/** A chart, or a line saying that there is nothing to draw. */
export function renderChart(draft: Draft, chart: ChartElement): Node[] {
  const points = readPoints(draft, chart);
  const unit = fitLine(draft, chart.unit, 20);
  const title = `${fitLine(draft, chart.title, 60)}${unit === '' ? '' : `（${unit}）`}`;
  if (points.length === 0) return [paragraph(`${title}：暂无数据`, { color: 'grey' })];
  const grouped = chart.kind !== 'pie' && points.some(({ series }) => series !== undefined);
  const values = grouped ? points.map((point) => ({ ...point, series: point.series ?? '' })) : points;
  const chartSpec = {
    ...kindSpec(chart.kind, points, grouped),
    ...(grouped ? { seriesField: 'series' } : {}),
    title: { text: title },
    data: { values },
    legends: { visible: grouped || chart.kind === 'pie', orient: 'bottom' },
  };
  return [{ tag: 'chart', aspect_ratio: '4:3', color_theme: 'brand', preview: true, chart_spec: chartSpec }];
}
