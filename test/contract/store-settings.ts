/** Reads of settings, whatever database is behind them. */
import { expect } from 'vitest';
import { type SettingFact, settingId } from '../../src/domain/setting/setting.ts';
import { open } from './books.ts';
import { guarantee } from './suite.ts';

const key = { kind: 'target' as const, item: 'SM-T-funds', subject: 'datian', part: null, scope: null };
const set = (amount: string, from: string): SettingFact => ({
  type: 'setting.set',
  ...key,
  amounts: [amount],
  unit: '亿元',
  members: [],
  from,
  note: null,
});

export const SETTING_STORE = [
  guarantee('a setting comes back with every version, withdrawn ones too, by its kind', async (database) => {
    const { store, record } = open(database);
    const id = settingId(key);
    await record({ subject: 'setting', before: null, facts: [set('12', '2026-01-01')] });
    const again = await record({ subject: 'setting', before: null, facts: [set('13', '2026-01-01')] });
    expect(again.result).not.toBe('done');
    const before = await store.setting(id);
    await record({
      subject: 'setting',
      before,
      facts: [set('24', '2026-07-01'), { type: 'setting.withdrawn', no: 2, reason: '录错' }],
    });
    expect(await store.setting(id)).toMatchObject({
      version: 3,
      versions: [
        { no: 1, amounts: ['12'], from: '2026-01-01', withdrawnAt: null },
        { no: 2, amounts: ['24'], withdrawnWhy: '录错' },
      ],
    });
    expect(await store.settings(['target', 'fx'])).toHaveLength(1);
    expect(await store.settings(['fx'])).toEqual([]);
  }),
];
