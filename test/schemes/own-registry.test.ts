/** A city's own registry is data in its pack: registering, search, edits, owners, freshness and its target need no code. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadPack } from '../../src/domain/pack/load.ts';
import { packOf, readText } from '../domain/pack/sanming.ts';
import type { CityPlan } from '../harness/city-plan.ts';
import { playFile } from '../transcripts/run.ts';

const REGISTRY =
  '  - {id: R9, label: 冷库台账, topic: asset, words: [冷库], owner: {kind: town}, fields: [{id: name, label: 冷库, type: text, required: true, as: name}, ' +
  '{id: volume, label: 库容, type: number, unit: 吨, required: true}, {id: temp, label: 温区, type: choice, options: [冷藏, 冷冻]}, ' +
  '{id: town, label: 所在镇, type: unit, required: true, as: owner}], dedupe: [town, name], freshDays: 60, clause: 二(三), origin: default, note: 本市自设}';
const TARGET =
  "  - {id: T9, label: 冷库入册, period: standing, bind: {each: {kind: town}}, measure: {size: R9}, cmp: '>=', value: 2, unit: 座, strength: aim, clause: 二(三), origin: default, note: 本市自设}";

/** The tutorial's pack with one registry and one target more. */
const ownPack = (registry = REGISTRY): string =>
  readText('docs/tutorial/pack.yaml')
    .replace('\nregistries:\n', `\nregistries:\n${registry}\n`)
    .replace('\ntargets:\n', `\ntargets:\n${TARGET}\n`);

const yunxi: Omit<CityPlan, 'pack'> = {
  now: '2026-11-10 09:00',
  units: [
    { id: 'city', name: '云溪市', kind: 'city' },
    { id: 'chaxi', name: '茶溪镇', aliases: ['茶溪'], kind: 'town', parent: 'city' },
    { id: 'nanpu', name: '南浦镇', aliases: ['南浦'], kind: 'town', parent: 'city' },
    { id: 'park', name: '云溪工业园', kind: 'function_zone', parent: 'city' },
    { id: 'commerce', name: '市商务局', kind: 'city_dept', parent: 'city' },
  ],
  people: [
    { name: '茶生', unit: 'chaxi', roles: ['reporter'] },
    { name: '南风', unit: 'nanpu', roles: ['reporter'] },
    { name: '园岳', unit: 'park', roles: ['reporter'] },
    { name: '办青', unit: 'commerce', roles: ['office'] },
  ],
  strangers: [],
  chats: [],
};

test('a registry of the city’s own is registered, searched, edited, kept fresh and counted (P15)', async () => {
  const place = mkdtempSync(join(tmpdir(), 'own-registry-'));
  try {
    const pack = join(place, 'pack.yaml');
    writeFileSync(pack, ownPack());
    await playFile(fileURLToPath(new URL('own-registry.chat', import.meta.url)), {
      plan: { ...yunxi, pack },
    });
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}, 120_000);

test('its mistakes are said with their line: a channel, a rhythm or a 期限 that is not there (P15)', () => {
  expect(packOf(ownPack()).registries.some(({ id }) => id === 'R9')).toBe(true);
  const wrong = REGISTRY.replace(
    'freshDays: 60',
    'freshDays: 60, contactDays: 90, refers: {冷藏: chamer, 冰箱: enterprise}',
  ).replace('type: number, unit: 吨', 'type: number, as: due, unit: 吨');
  const result = loadPack(ownPack(wrong), 'pack.yaml');
  expect(result.ok).toBe(false);
  const said = result.ok ? '' : result.mistakes.map(({ message }) => message).join('\n');
  expect(said).toMatch(/「chamer」不是本方案里的线索来源编号/u);
  expect(said).toMatch(/「冰箱」不是这个台账的选项/u);
  expect(said).toMatch(/as: due 的字段 type 应为 date/u);
  expect(said).toMatch(/contactDays 就要有一个日期字段/u);
});
