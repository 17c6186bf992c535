// 得分 and 目标 as conversations by packs that assess differently: one with a scorecard, one without.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'vitest';
import { readText } from '../domain/pack/sanming.ts';
import { type CityPlan, smallCity } from '../harness/city-plan.ts';
import { playFile } from './run.ts';

const folder = fileURLToPath(new URL('./standing/', import.meta.url));

const rongcheng: Omit<CityPlan, 'pack'> = {
  now: '2026-11-10 09:00',
  units: [
    { id: 'rc', name: '荣成市', kind: 'city' },
    { id: 'jk', name: '经济开发区', aliases: ['经开区'], kind: 'function_zone', parent: 'rc' },
    { id: 'sd', name: '石岛管理区', aliases: ['石岛'], kind: 'function_zone', parent: 'rc' },
    { id: 'ls', name: '崂山街道', kind: 'subdistrict', parent: 'rc' },
    { id: 'swj', name: '商务局', kind: 'city_dept', parent: 'rc' },
  ],
  people: [
    { name: '钱程', unit: 'jk', roles: ['reporter'] },
    { name: '孙理', unit: 'jk', roles: ['verifier'] },
    { name: '林主任', unit: 'swj', roles: ['office'] },
  ],
  strangers: [],
  chats: [{ name: '全市群', unit: null }],
};

/** What the city sets for the year (RC-B13), written into its plan. */
const YEARLY: readonly (readonly [id: string, value: number])[] = [
  ['RC-B13-funds', 10_000],
  ['RC-B13-new', 2],
  ['RC-B13-ten', 1],
];
const withYearly = (text: string): string =>
  YEARLY.reduce((pack, [id, value]) => pack.replace(`{id: ${id}, `, `{id: ${id}, value: ${value}, `), text);

describe('standings by pack', () => {
  test('a plan with a scorecard explains a score line by line (荣成)', async () => {
    const place = mkdtempSync(join(tmpdir(), 'zhaoshang-pack-'));
    try {
      const pack = join(place, 'pack.yaml');
      writeFileSync(pack, withYearly(readText('schemes/rongcheng/pack.yaml')));
      await playFile(`${folder}rongcheng.chat`, { plan: { ...rongcheng, pack } });
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  }, 60_000);

  test('an old month is scored by the version of the plan then in force, a new one by the new', async () => {
    const place = mkdtempSync(join(tmpdir(), 'zhaoshang-pack-'));
    try {
      const pack = join(place, 'pack.yaml');
      const text = withYearly(readText('schemes/rongcheng/pack.yaml'));
      const next = text
        .replace(/^title: .*$/m, 'title: 新的考核办法')
        .replace('{id: RC-B13-new, value: 2, ', '{id: RC-B13-new, value: 4, ');
      writeFileSync(pack, text);
      writeFileSync(join(place, 'pack-2026-11.yaml'), next);
      await playFile(`${folder}versions.chat`, { plan: { ...rongcheng, pack } });
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  }, 60_000);

  test('a plan without one says so, why, and what was completed instead (青岛)', async () => {
    await playFile(`${folder}qingdao.chat`, { plan: { ...smallCity, pack: 'qingdao-2021' } });
  }, 60_000);
});
