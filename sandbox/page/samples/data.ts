// Specimens of what shows figures: tables and charts.
import type { JsonObject } from '../read.ts';
import { type Sample, sample } from './parts.ts';

const table: JsonObject = {
  tag: 'table',
  page_size: 3,
  freeze_first_column: true,
  header_style: { bold: true, background_style: 'grey' },
  columns: [
    { name: 'text', display_name: 'text' },
    {
      name: 'number',
      display_name: 'number',
      data_type: 'number',
      format: { precision: 2, separator: true, symbol: '¥' },
    },
    { name: 'options', display_name: 'options', data_type: 'options' },
    { name: 'md', display_name: 'lark_md', data_type: 'lark_md' },
    { name: 'full', display_name: 'markdown', data_type: 'markdown' },
    { name: 'persons', display_name: 'persons', data_type: 'persons' },
    { name: 'date', display_name: 'date', data_type: 'date', date_format: 'YYYY/MM/DD' },
  ],
  rows: [1, 2, 3, 4].map((n) => ({
    text: `<b>第${n}行</b>`,
    number: 12345.678 * n,
    options: [
      { text: '达标', color: 'green' },
      { text: '滞后', color: 'red' },
    ],
    md: '**粗** [链](https://example.com)',
    full: '- 一\n- 二',
    persons: ['ou_unknown'],
    date: 1_764_547_200_000,
  })),
};

const months = ['一月', '二月', '三月', '四月'];
const points = months.flatMap((month, index) =>
  ['永安', '沙县'].map((unit, place) => ({ 月份: month, 万元: (index + 1) * 800 + place * 500, 单位: unit })),
);
const chart = (spec: JsonObject): JsonObject => ({ tag: 'chart', aspect_ratio: '16:9', chart_spec: spec });

/** Tables and charts. */
export function dataSamples(): Sample[] {
  return [
    sample('table', [table]),
    sample('chart · bar', [
      chart({
        type: 'bar',
        title: { text: '逐月' },
        data: { values: points },
        xField: ['月份', '单位'],
        yField: '万元',
        seriesField: '单位',
        legends: { visible: true },
      }),
    ]),
    sample('chart · line', [
      chart({
        type: 'line',
        title: { text: '走势' },
        data: { values: points },
        xField: '月份',
        yField: '万元',
        seriesField: '单位',
      }),
    ]),
    sample('chart · pie', [
      chart({
        type: 'pie',
        title: { text: '占比' },
        data: { values: points.slice(0, 4) },
        valueField: '万元',
        categoryField: '月份',
      }),
    ]),
  ];
}
