/** Every list the five documents order kept is an element of its pack (domain.md G, X2 rows 4 and 42–56): none is missing. */
import { describe, expect, test } from 'vitest';
import type { Pack } from '../../src/domain/pack/schema.ts';
import { packOf, readText } from '../domain/pack/sanming.ts';
import { G_ROWS, REGISTRY_ROWS, type RegistryRow } from './registry-rows.ts';

const CITIES = { RC: 'rongcheng', LC: 'liaocheng', LF: 'langfang', QD: 'qingdao', SM: 'sanming' } as const;
const CODES = Object.keys(CITIES) as (keyof typeof CITIES)[];

const bare = (text: string): string => text.replace(/\s+/gu, '');

function elementsOf(pack: Pack): ReadonlySet<string> {
  const named = (kind: string, list: readonly { readonly id: string }[]) =>
    list.map(({ id }) => `${kind}:${id}`);
  return new Set([
    ...named('registry', pack.registries),
    ...named('target', pack.targets),
    ...named('task', pack.tasks),
    ...named('split', pack.splits),
    ...named('consequence', pack.consequences),
    ...named('cadence', pack.cadences),
    ...named('review', pack.reviews),
    ...named('activity', pack.activityKinds),
    ...named('points', pack.points),
    ...named('cohort', pack.cohorts),
    ...named('channel', pack.channels),
  ]);
}

describe.each(CODES)('%s', (code) => {
  const pack = packOf(readText(`schemes/${CITIES[code]}/pack.yaml`), code);
  const source = readText(`schemes/${CITIES[code]}/source.md`);
  const rows = REGISTRY_ROWS.filter((row) => row.city === code);

  test('every row has its element: nothing is missing', () => {
    const known = elementsOf(pack);
    const missing = rows.flatMap(({ row, elements }) =>
      elements.length === 0
        ? [`${row}: no element`]
        : elements.filter((one) => !known.has(one)).map((one) => `${row}: ${one}`),
    );
    expect(missing).toEqual([]);
    const listed = new Set(rows.map(({ row }) => row));
    const wanted = Array.from({ length: G_ROWS[code] }, (_, at) => `${code}-G${at + 1}`);
    expect(wanted.filter((row) => !listed.has(row))).toEqual([]);
  });

  test('the fields the words imply are fields of one of its registries', () => {
    const missing = rows.flatMap(({ row, elements, fields }) => {
      const labels = new Set(
        pack.registries
          .filter(({ id }) => elements.includes(`registry:${id}`))
          .flatMap((registry) => registry.fields.map((field) => field.label)),
      );
      return fields.filter((label) => !labels.has(label)).map((label) => `${row}: ${label}`);
    });
    expect(missing).toEqual([]);
  });

  test('the words stand in the clause, word for word', () => {
    const wrong = rows.flatMap(({ row, clause, words }) => {
      const text = bare(sectionOf(source, clause));
      return words.filter((one) => !text.includes(bare(one))).map((one) => `${row} ${clause}: ${one}`);
    });
    expect(wrong).toEqual([]);
  });

  test('what a registry is asked by is unambiguous, and every day field is a day', () => {
    const words = pack.registries.flatMap((registry) => [
      registry.label,
      ...registry.words.map((one) => `${registry.id}/${one}`),
    ]);
    expect(new Set(words).size).toBe(words.length);
    for (const registry of pack.registries) {
      expect(registry.dedupe.length, registry.id).toBeGreaterThan(0);
      expect(
        registry.fields.some((field) => field.required),
        registry.id,
      ).toBe(true);
    }
  });

  test('every number a stated target or baseline has is in its clause', () => {
    const wrong = [
      ...pack.targets
        .filter(({ origin }) => origin === 'stated')
        .flatMap(({ id, clause, value, allOf, anyOf }) =>
          [value, ...[...(allOf ?? []), ...(anyOf ?? [])].map((one) => one.value)]
            .flat()
            .filter((one) => one !== undefined)
            .map((one) => ({ id, clause, number: one })),
        ),
      ...pack.registries
        .filter(({ baseline }) => baseline !== undefined)
        .map(({ id, clause, baseline }) => ({ id, clause, number: baseline ?? '' })),
    ].filter(({ clause, number }) => !says(bare(sectionOf(source, clause)), number));
    expect(wrong.filter(({ id }) => !UNSAID.has(id))).toEqual([]);
  });
});

/** Numbers that the document says without a figure. */
const UNSAID: ReadonlySet<string> = new Set([
  // 所有符合重点园区的项目都要进驻园区: all of them.
  'RC-B12',
]);

/** 0.7 as 70%, 600000 as 60万, 1 as 一 or 1, and any number as it is. */
function says(text: string, number: string): boolean {
  const value = Number(number);
  const forms = [
    number,
    `${Number((value * 100).toPrecision(8))}%`,
    `${Number((value * 100).toPrecision(8))}个百分点`,
    `${Number((value * 100).toPrecision(8))}-3个百分点`,
    `${value / 10_000}万`,
    `${value / 10_000}亿`,
    ...(value >= 1 && value <= 10 ? [DIGITS[value] ?? '', `${DIGITS[value] ?? ''}次`] : []),
    ...(number === '1' ? ['每月', '每季度', '按季度', '每年', '全面', '1个'] : []),
  ];
  return forms.some((form) => form !== '' && text.includes(form));
}
const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** The clause and its own items: 一(一)(1) has 一(一)(1)一. */
function sectionOf(source: string, clause: string): string {
  return source
    .split('\n## ')
    .slice(1)
    .filter((section) => section.split('\n')[0]?.startsWith(clause) === true)
    .join('\n');
}

test('the table has every G row of the five documents and the shared capabilities 4, 42–56 where a city has them', () => {
  expect(REGISTRY_ROWS.length).toBeGreaterThan(150);
  const rows = REGISTRY_ROWS.map(({ row }: RegistryRow) => row);
  expect(new Set(rows).size).toBe(rows.length);
  for (const number of [4, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 56])
    expect(
      rows.some((row) => row.startsWith(`X2-${number}-`)),
      String(number),
    ).toBe(true);
});
