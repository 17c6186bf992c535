// What the city itself sets, as conversations by a plan that judges items.
import { fileURLToPath } from 'node:url';
import { describe, test } from 'vitest';
import type { CityPlan } from '../harness/city-plan.ts';
import { playFile } from './run.ts';

const rongcheng: CityPlan = {
  pack: 'rongcheng-2019',
  now: '2026-11-10 09:00',
  units: [
    { id: 'rc', name: '荣成市', kind: 'city' },
    { id: 'jk', name: '经济开发区', aliases: ['经开区'], kind: 'function_zone', parent: 'rc' },
    { id: 'sd', name: '石岛管理区', aliases: ['石岛'], kind: 'function_zone', parent: 'rc' },
    { id: 'swj', name: '商务局', kind: 'city_dept', parent: 'rc' },
  ],
  people: [
    { name: '钱程', unit: 'jk', roles: ['reporter'] },
    { name: '林主任', unit: 'swj', roles: ['office'] },
    { name: '石磊', unit: 'sd', roles: ['reporter'] },
    { name: '卫评', unit: 'rc', roles: ['assessor'] },
  ],
  strangers: [],
  chats: [],
};

describe('settings by pack', () => {
  test('an assessor marks an item within its cap and the score changes (荣成 四·25)', async () => {
    const path = fileURLToPath(new URL('./settings/rongcheng.chat', import.meta.url));
    await playFile(path, { plan: rongcheng });
  }, 60_000);

  test('a bulletin says how far each unit is with its task of the year (荣成 四·25)', async () => {
    const path = fileURLToPath(new URL('./settings/rongcheng-bulletin.chat', import.meta.url));
    await playFile(path, { plan: rongcheng });
  }, 60_000);
});
