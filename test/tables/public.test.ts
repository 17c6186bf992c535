// 公开清单: only what is in force and open, only open fields, in one order; never a person, never 保密.
import { readXlsx } from 'hucre/xlsx';
import { expect, onTestFinished, test } from 'vitest';
import { openTown } from '../../bench/lib/registry-town.ts';
import { publicFields, publicList, publicListSchema } from '../../src/domain/registry/public.ts';
import { registryKind } from '../../src/domain/workbook.ts';
import { inlineSheets } from '../../src/sheets/engine.ts';
import { memory } from '../contract/factories.ts';
import { sanming } from '../domain/pack/sanming.ts';

const pack = sanming();
const ASSETS = registryKind('SM-G5');
const POLICIES = registryKind('SM-G11');
const asset = { kind: '闲置厂房', park: '高砂园', title: '有纠纷', unit: '永安' };

test('holds open entries of assets and policies, without fields nobody opened, by number', async () => {
  const place = await memory.start();
  onTestFinished(() => place.stop());
  const here = await openTown(await place.open(), pack, inlineSheets());
  await here.take(
    ASSETS,
    await here.sheet(ASSETS, [
      { ...asset, name: '一号' },
      { ...asset, name: '密', '#secret': '是' },
      { ...asset, name: '没了', state: '已盘活' },
      { ...asset, name: '二号', state: '推介中' },
    ]),
  );
  const policy = { unit: '永安', content: '奖励' };
  await here.take(
    POLICIES,
    await here.sheet(POLICIES, [
      { ...policy, title: '有效', valid_to: '2027-01-01' },
      { ...policy, title: '过期', valid_to: '2026-01-01' },
    ]),
  );
  const bytes = await here.give('public');
  if (typeof bytes === 'string') throw new Error(bytes);
  const { sheets } = await readXlsx(bytes);
  const named = sheets.map((sheet) => [sheet.name, sheet.rows.slice(1).map((row) => row[2])]);
  expect(named.slice(0, 2)).toEqual([
    ['要素资源库', ['一号', '二号']],
    ['扶持政策', ['有效']],
  ]);
  expect(sheets[0]?.rows[0]).not.toContain('产权');
  expect(JSON.stringify(sheets.slice(0, 2))).not.toContain('密');
  expect(await here.give('public', false, 'ou_yongan')).toMatch(/没有可以公开/);
  const entries = await here.store.entries({ registries: ['SM-G5'], limit: 9 });
  const roster = await here.store.roster();
  const list = publicList({ pack, roster, today: '2026-11-10' }, (id) => (id === 'SM-G5' ? entries : []));
  expect(publicListSchema.parse(list)).toEqual(list);
  const reversed = publicList({ pack, roster, today: '2026-11-10' }, (id) =>
    id === 'SM-G5' ? [...entries].reverse() : [],
  );
  expect(reversed).toEqual(list);
});

test('a pack opens and closes fields; a personal one stays closed whatever it says', () => {
  const [registry] = pack.registries.filter(({ id }) => id === 'SM-G8');
  if (registry === undefined) throw new Error('SM-G8');
  expect(publicFields(registry)).toEqual([]);
  const opened = publicFields({ ...registry, publish: ['name', 'contact'] }).map(({ id }) => id);
  expect(opened).toEqual(['name']);
  const [assets] = pack.registries.filter(({ id }) => id === 'SM-G5');
  if (assets === undefined) throw new Error('SM-G5');
  expect(publicFields({ ...assets, publish: [] })).toEqual([]);
});
