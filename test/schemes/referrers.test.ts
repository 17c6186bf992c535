/** Referrers by the packs' own rules: a sealed name is known again, leads come by its channel, honours are only proposed. */
import { fileURLToPath } from 'node:url';
import { test } from 'vitest';
import { smallCity } from '../harness/city-plan.ts';
import { playFile } from '../transcripts/run.ts';

test('a 招商代表 introduces a lead and is proposed for the plan’s honour, by number only (RC 三(六)16)', async () => {
  await playFile(fileURLToPath(new URL('referrers-rongcheng.chat', import.meta.url)), {
    plan: { ...smallCity, pack: 'rongcheng-2019' },
  });
}, 120_000);
