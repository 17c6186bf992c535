/**
 * Workbooks of every city, both ways: what was taken in goes out, comes in again and changes nothing; and what went out fills
 * another city's empty book to the same export. Each registry 台账 of each pack, 活动 and 目标; cells are such as people and
 * attackers write. 线索, 项目, 月报, 单位 and 人员: test/cli/workbooks.test.ts.
 */
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openTown, type Town } from '../../bench/lib/registry-town.ts';
import { isRefusal } from '../../src/domain/decision.ts';
import type { Pack, Registry } from '../../src/domain/pack/schema.ts';
import { unitFits } from '../../src/domain/pack/view.ts';
import type { RegistryField } from '../../src/domain/pack/work-schema.ts';
import { testsOf } from '../../src/domain/rule/target.ts';
import { indicatorsOf } from '../../src/domain/setting/figure.ts';
import { registryKind, type Workbook, type WorkbookKind } from '../../src/domain/workbook.ts';
import { readPack, shippedPacks } from '../../src/packs.ts';
import { inlineSheets } from '../../src/sheets/engine.ts';
import type { Row } from '../../src/sheets/table.ts';
import { TABLE_KINDS, tableOfKind } from '../../src/tables/index.ts';
import { NUMBER_KEY, SECRET_KEY, UPDATED_KEY } from '../../src/tables/registry-columns.ts';
import { memory } from '../contract/factories.ts';

const sheets = inlineSheets();
const TODAY = '2026-11-10';

/** What a spreadsheet runs, eats, rounds, turns into a day or breaks in two. */
const TEXTS = [
  '=1+1',
  '＋86转接',
  '-3号楼',
  '@全体',
  '00123',
  '1-2',
  '2026.1',
  "'带撇号",
  '甲、乙；丙\n第二行',
  '1e9',
  '"引号",逗号',
  '<b>&amp;</b>',
  '𠮷野家·龙㛃 №5',
] as const;

interface Unit {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly tags: Readonly<Record<string, string>>;
}

/** The city, and two units of every other kind its plan has. */
function unitsOf(pack: Pack): readonly Unit[] {
  const others = pack.unitKinds.filter(({ id }) => id !== 'city');
  return [
    { id: 'city', name: '本市', kind: 'city', parent: null, tags: {} },
    ...others.flatMap(({ id }) =>
      ['甲', '乙'].map((one) => ({
        id: `${id}_${one === '甲' ? 1 : 2}`,
        name: `${one}${id}`,
        kind: id,
        parent: 'city',
        tags: {},
      })),
    ),
  ];
}

async function town(pack: Pack): Promise<Town> {
  const place = await memory.start();
  onTestFinished(() => place.stop());
  return openTown(await place.open(), pack, sheets, undefined, unitsOf(pack));
}

/** Of a registry kept by some units only, one of them. */
const keeperOf = (pack: Pack, { owner }: Registry): string =>
  unitsOf(pack).find((unit) => owner === undefined || unitFits(pack, owner, unit))?.name ?? '本市';

function cellFor(field: RegistryField, at: number, keeper: string): string {
  const text = TEXTS[(at + field.id.length) % TEXTS.length] ?? '';
  switch (field.type) {
    case 'number':
      return String(2_020 + at);
    case 'money':
      return ['1.2亿', '3000万', '0', '12345.67'][at % 4] ?? '';
    case 'area':
      return ['7.5亩', '6000平', '1.2万平', '0.5'][at % 4] ?? '';
    case 'date':
      return ['2026/9/1', '2026年12月31日', '2024-02-29', '2026-11-10'][at % 4] ?? '';
    case 'flag':
      return ['是', '否'][at % 2] ?? '';
    case 'choice':
      return field.options?.[at % field.options.length] ?? text;
    case 'unit':
      return keeper;
    case 'enterprise':
      return `福建甲${'一二三四五六七八九十'[at % 10]}新材料有限公司`;
    case 'project':
      return `第${'一二三四五六七八九十'[at % 10]}期项目`;
    case 'person':
      return `张${'一二三四五六七八九十'[at % 10]}`;
    default:
      return `${text}${at}`;
  }
}

/** Full rows, and one of what is needed only; as many as their key tells apart. */
function rowsOf(pack: Pack, registry: Registry): readonly Row[] {
  const keeper = keeperOf(pack, registry);
  const rows = Array.from({ length: 9 }, (_, at): Row => {
    const fields = at === 8 ? registry.fields.filter(({ required }) => required) : registry.fields;
    return {
      ...Object.fromEntries(fields.map((field) => [field.id, cellFor(field, at, keeper)])),
      ...(at === 3 ? { [SECRET_KEY]: '是' } : {}),
    };
  });
  const keyOf = (row: Row): string =>
    JSON.stringify(registry.dedupe.length === 0 ? row : registry.dedupe.map((one) => row[one] ?? ''));
  return [...new Map([...rows].reverse().map((row) => [keyOf(row), row])).values()].reverse();
}

async function exported(here: Town, kind: WorkbookKind): Promise<Uint8Array> {
  const made = await here.give(kind);
  if (typeof made === 'string') throw new Error(made);
  return made;
}

/** The rows of a file by column, without what a city gives of its own. */
async function read(here: Town, pack: Pack, kind: WorkbookKind, bytes: Uint8Array): Promise<readonly Row[]> {
  const source = tableOfKind(kind, TABLE_KINDS, pack);
  if (source === null) throw new Error(kind);
  const reads = await sheets.take(bytes, [source.table(pack, await here.store.roster(), TODAY)]);
  if (isRefusal(reads)) throw new Error(reads.because);
  expect(reads[0]?.rejects).toEqual([]);
  const own = new Set([NUMBER_KEY, UPDATED_KEY, 'number']);
  return (reads[0]?.rows ?? []).map(({ values }) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => !own.has(key))),
  );
}

const sorted = (rows: readonly Row[]): readonly string[] =>
  rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();

/** Why rows came back. */
async function sentBack({ files }: Town, { made, counts }: Workbook): Promise<readonly string[]> {
  const bytes = counts.rejected === 0 || made === null ? null : await files.get(made);
  if (bytes === null || typeof bytes === 'string') return [];
  const [, ...rows] = (await readXlsx(bytes)).sheets[0]?.rows ?? [];
  return rows.map((cells) => cells.slice(0, 3).join(' '));
}

/** In, out, in again, and on to another city. */
async function bothWays(pack: Pack, kind: WorkbookKind, rows: readonly Row[]): Promise<void> {
  const here = await town(pack);
  const first = await here.take(kind, await here.sheet(kind, rows));
  expect([kind, await sentBack(here, first), first.counts]).toEqual([
    kind,
    [],
    { added: rows.length, changed: 0, unchanged: 0, rejected: 0 },
  ]);
  const out = await exported(here, kind);
  const again = await here.take(kind, out);
  expect([kind, again.counts]).toEqual([kind, { added: 0, changed: 0, unchanged: rows.length, rejected: 0 }]);

  const held = await read(here, pack, kind, out);
  const there = await town(pack);
  const moved = await there.take(kind, await there.sheet(kind, held));
  expect([kind, moved.counts]).toEqual([kind, { added: rows.length, changed: 0, unchanged: 0, rejected: 0 }]);
  expect(sorted(await read(there, pack, kind, await exported(there, kind)))).toEqual(sorted(held));
}

describe.each(shippedPacks().map(readPack))('$id', (pack) => {
  test('each registry', async () => {
    expect(pack.registries.length).toBeGreaterThan(0);
    for (const registry of pack.registries)
      await bothWays(pack, registryKind(registry.id), rowsOf(pack, registry));
  }, 180_000);

  test('activities', async () => {
    const [host, other] = unitsOf(pack);
    const rows = pack.activityKinds.slice(0, 6).map(
      (kind, at): Row => ({
        kind: kind.label,
        on: `2026-10-${String(at + 1).padStart(2, '0')}`,
        region: '深圳',
        host: host?.name ?? '',
        joint: other?.name ?? '',
        enterprises: `甲${at}集团、乙${at}股份有限公司`,
        topic: TEXTS[at] ?? '',
        outcome: TEXTS[at + 6] ?? '',
        nextOn: '2026-12-01',
        nextWhat: TEXTS[at + 3] ?? '',
      }),
    );
    if (rows.length > 0) await bothWays(pack, 'activities', rows);
  }, 60_000);

  test('targets', async () => {
    const rows = pack.targets.flatMap((target, at): Row[] => {
      const { tests } = testsOf(target);
      return tests.flatMap((one, part): Row[] =>
        one.cmp === 'trend_up' || one.cmp === 'done'
          ? []
          : [
              {
                目标编号: tests.length === 1 ? target.id : `${target.id}#${part + 1}`,
                数值: one.cmp === 'range' ? `${at + 1}-${at + 2.5}` : String(at + 1.25),
                单位: one.unit ?? target.unit ?? '',
                生效日期: '2026-12-01',
                说明: TEXTS[at % TEXTS.length] ?? '',
              },
            ],
      );
    });
    if (rows.length > 0) await bothWays(pack, 'targets', rows);
  }, 60_000);

  test('figures', async () => {
    const rows = indicatorsOf(pack).map(
      ({ id: item, unit }, at): Row => ({
        subject: '全市',
        item,
        period: '2025',
        value: unit === 'flag' ? '是' : String(at - 2.5),
        unit: unit === 'flag' ? '' : (unit ?? ''),
        source: TEXTS[at % TEXTS.length] ?? '',
        on: '2026-11-01',
      }),
    );
    await bothWays(pack, 'figures', rows);
  }, 60_000);
});
