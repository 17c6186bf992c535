/** Charts within the platform's limits; what is drawn is said in `src/chart-spec.ts`. */
import { type ChartElement, chartHeading, chartSpec } from '../../chart-spec.ts';
import { type Draft, fitLine, type Node, paragraph } from './draft.ts';

const pointsMax = 60;

function readPoints(draft: Draft, chart: ChartElement): ChartElement['points'] {
  const usable = chart.points.filter(({ value }) => Number.isFinite(value));
  if (usable.length < chart.points.length || usable.length > pointsMax) draft.cut.add('points');
  return usable.slice(0, pointsMax).map(({ label, value, series }) => ({
    label: fitLine(draft, label, 20),
    value,
    ...(series === undefined ? {} : { series: fitLine(draft, series, 20) }),
  }));
}

/** A chart, or a line saying that there is nothing to draw. */
export function renderChart(draft: Draft, chart: ChartElement): Node[] {
  const fitted: ChartElement = {
    ...chart,
    title: fitLine(draft, chart.title, 60),
    unit: fitLine(draft, chart.unit, 20),
    points: readPoints(draft, chart),
  };
  if (fitted.points.length === 0) return [paragraph(`${chartHeading(fitted)}：暂无数据`, { color: 'grey' })];
  return [
    {
      tag: 'chart',
      aspect_ratio: '4:3',
      color_theme: 'brand',
      preview: true,
      chart_spec: chartSpec(fitted),
    },
  ];
}
