// docs/operations.md names exactly what the code can measure, and a day's walk, with things going wrong on purpose, shows it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { City } from '../harness/city.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const OUTBOX_STATES = ['waiting', 'sending', 'sent', 'parked', 'uncertain', 'purged'];

/** Names in the tables of the page, without labels and prefix. */
function documented(): readonly string[] {
  const page = readFileSync(join(root, 'docs/operations.md'), 'utf8');
  const named = [...page.matchAll(/`zhaoshang_([a-z_]+(?:<state>)?)(?:\{[a-z,]+\})?`/g)].map(
    ([, name = '']) => name,
  );
  const states: Readonly<Record<string, readonly string[]>> = {
    'outbox_<state>': OUTBOX_STATES.map((state) => `outbox_${state}`),
    'delivery_<state>': ['delivery_waiting', 'delivery_parked'],
  };
  return [...new Set(named.flatMap((name) => states[name] ?? [name]))].sort();
}

/** Names the sources count, time or gauge. */
function measured(): readonly string[] {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('cli/') && name !== 'lark/decode.ts')
    .map((name) => readFileSync(join(root, 'src', name), 'utf8'));
  const found = sources.flatMap((text) => [
    ...[...text.matchAll(/\bcount(?:\?\.)?\(\s*'([a-z_]+)'/g)].map(([, name]) => `${name}_total`),
    ...[...text.matchAll(/\b(?:gauge|time)\(\s*'([a-z_]+)'/g)].map(([, name]) => String(name)),
    ...[...text.matchAll(/^ +(long_connection_[a-z_]+): /gm)].map(([, name]) => String(name)),
  ]);
  const states = [...OUTBOX_STATES.map((state) => `outbox_${state}`), 'delivery_waiting', 'delivery_parked'];
  return [...new Set([...found, ...states])].sort();
}

test('the page and the code name the same metrics', () => {
  expect(documented()).toEqual(measured());
});

/** Of the text, what has a sample: names without prefix, and those of a histogram without their suffixes. */
const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/^# TYPE zhaoshang_([a-z_]+) /gm)].map(([, name = '']) => name);
const value = (text: string, line: string): number => {
  const found = text.split('\n').find((one) => one.startsWith(`zhaoshang_${line} `));
  return found === undefined ? Number.NaN : Number(found.split(' ').at(-1));
};

test('after a walk with faults each part shows: lag, ages by kind, commits, refusals, codes, waits, jobs', async () => {
  const city = await City.open();
  try {
    const { sandbox } = city;
    await sandbox.ask('周岚', city.chat('周岚'), '登记 福建岩城碳素新材料有限公司 投资5.2亿元 碳纤维 大田');
    const form = sandbox.botMessages(city.chat('周岚').chatId).at(-1);
    await sandbox.press('周岚', form?.messageId ?? '', '提交');
    await sandbox.ask('罗观', city.chat('罗观'), '线索 岩城');
    await fetch(`${city.address}/webhook/event`, { method: 'POST', body: '{"encrypt":"AAAA"}' });
    sandbox.faults.next('unavailable', { on: '/reply' });
    await sandbox.say('苏敏', city.chat('苏敏'), '我的');
    await expect.poll(() => city.metrics()).toMatch(/^zhaoshang_outbox_parked 1$/m);
    // Nine answers for one person within a second: the limit of five makes some wait.
    for (let at = 0; at < 9; at += 1) await sandbox.say('周岚', city.chat('周岚'), '我的');
    await expect.poll(() => city.metrics(), { timeout: 10_000 }).toMatch(/^zhaoshang_outbox_waiting 0$/m);
    await sandbox.settle(300);
    await city.moveTo('2026-12-08 09:30');
    await city.runJobs();
    await sandbox.settle(300);
    // What cannot leave grows old.
    sandbox.faults.next('http500', { on: '/reply', times: 1_000 });
    await sandbox.say('江帆', city.chat('江帆'), '我的');
    await expect.poll(() => city.metrics()).toMatch(/^zhaoshang_outbox_waiting 1$/m);
    await city.moveTo('2026-12-08 09:40');

    const text = await city.metrics();
    const names = namesIn(text);
    expect(names.filter((name) => !documented().includes(name))).toEqual([]);
    expect(value(text, 'outbox_oldest_seconds{kind="answer"}')).toBeGreaterThanOrEqual(590);
    expect(value(text, 'outbox_oldest_seconds{kind="bulletin"}')).toBe(0);
    expect(value(text, 'inbox_oldest_seconds')).toBe(0);
    expect(value(text, 'commit_seconds_count')).toBeGreaterThan(10);
    expect(value(text, 'commit_seconds_bucket{le="3"}')).toBe(value(text, 'commit_seconds_count'));
    expect(value(text, 'commands_denied_total{command="leads"}')).toBe(1);
    expect(value(text, 'platform_errors_total{code="230013"}')).toBe(1);
    expect(value(text, 'limiter_waits_total{by="receiver"}')).toBeGreaterThan(0);
    expect(value(text, 'sends_total{result="refused"}')).toBe(1);
    expect(value(text, 'deliveries_total{kind="message",result="new"}')).toBe(13);
    expect(value(text, 'presses_total{result="done"}')).toBe(1);
    expect(text).toMatch(/^zhaoshang_door_refused_total\{reason="[^"]+"\} 1$/m);
    expect(value(text, 'jobs_run_total')).toBeGreaterThan(0);
    expect(text).not.toMatch(/岩城|ou_|oc_|om_/);
  } finally {
    await city.close();
  }
}, 60_000);
