/** Referrers by the packs' own rules: a sealed name is known again, leads come by its channel, honours are only proposed. */
import { fileURLToPath } from 'node:url';
import { test } from 'vitest';
import { smallCity } from '../harness/city-plan.ts';
import { playFile } from '../transcripts/run.ts';

test.each([
  ['liaocheng-2018', '异地商会、中介机构', 'LC 三(五)'],
  ['langfang-2019', '招商联络处、商协会', 'LF 三(六)'],
  ['qingdao-2021', '招商“合伙人”', 'QD 二(二)3'],
])(
  '%s: %s introduce leads, counted under their name; there is no 积分表 to invent (%s)',
  async (pack) => {
    const file = `referrers-${pack.replace(/-\d+$/u, '')}.chat`;
    await playFile(fileURLToPath(new URL(file, import.meta.url)), { plan: { ...smallCity, pack } });
  },
  120_000,
);

test('a 招商代表 introduces a lead and is proposed for the plan’s honour, by number only (RC 三(六)16)', async () => {
  await playFile(fileURLToPath(new URL('referrers-rongcheng.chat', import.meta.url)), {
    plan: { ...smallCity, pack: 'rongcheng-2019' },
  });
}, 120_000);
