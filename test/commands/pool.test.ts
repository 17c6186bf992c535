/** 线索池 on a real database: races decided by the commit, clocks of 首招保护 and 签收, numbers after a merge (SM 三(四)19). */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { leads } from '../../commands/leads.ts';
import { register } from '../../commands/register.ts';
import { undo } from '../../commands/undo.ts';
import { dayOfInstant } from '../../src/domain/day.ts';
import { CLAIM_DEFAULTS } from '../../src/domain/lead/claim-rule.ts';
import { readNumber } from '../../src/domain/number.ts';
import { claimLapse } from '../../src/due/claim-lapse.ts';
import type { JobScene } from '../../src/scheduler.ts';
import { sanming } from '../domain/pack/sanming.ts';
import { Bureau, buttonOf } from '../harness/bureau.ts';
import { standingsHere } from '../standing/here.ts';

const reporter = (id: string, name: string, unit: string) => ({
  id,
  name,
  unit,
  roles: ['reporter'] as const,
});
let bureau: Bureau;

beforeEach(async () => {
  bureau = await Bureau.open({
    pack: sanming(),
    commands: [leads, register, undo],
    units: [
      { id: 'city', name: '三明市', kind: 'city' },
      { id: 'datian', name: '大田县', kind: 'district_county', parent: 'city' },
      { id: 'ninghua', name: '宁化县', kind: 'district_county', parent: 'city' },
      { id: 'mingxi', name: '明溪县', kind: 'district_county', parent: 'city' },
    ],
    people: [
      reporter('zhou', '周岚', 'datian'),
      reporter('lin', '林晓', 'datian'),
      reporter('su', '苏敏', 'ninghua'),
      reporter('ma', '马腾', 'mingxi'),
      { id: 'shi', name: '施县长', unit: 'datian', roles: ['leader'] },
      { id: 'ye', name: '叶青', unit: 'city', roles: ['office'] },
    ],
    now: '2026-03-02 09:00',
  });
});
afterEach(() => bureau.close());

const add = (serial: number, company: string, holder = 'zhou', unit = 'datian') =>
  bureau.lead({ serial, company, unit, holder, registered: dayOfInstant(bureau.now) });

async function runJobs(when: string): Promise<readonly string[]> {
  bureau.at(when);
  const pack = sanming();
  const scene: JobScene = {
    now: bureau.now,
    today: dayOfInstant(bureau.now),
    pack,
    packOn: () => pack,
    store: bureau.store,
    standing: standingsHere(bureau.store, () => pack),
  };
  const done: string[] = [];
  for (const occasion of await claimLapse.due(scene)) {
    const outcome = await occasion.run(scene);
    if (outcome.changes.length > 0) await bureau.record(outcome.changes);
    done.push(
      occasion.key,
      ...outcome.notices.map((notice) => `${notice.card.title} → ${notice.key.split(':').at(-1)}`),
    );
  }
  return done;
}

async function pooled(serial: number, company: string): Promise<string> {
  const lead = await add(serial, company);
  await bureau.say('zhou', leads, `退回 ${lead.number} 企业暂缓`);
  return lead.number;
}

test('two units that register the same company at once: one has it, the other sees 疑似重复 with the first promoter', async () => {
  const forms = await Promise.all(
    ['zhou', 'su'].map((who) => bureau.say(who, register, '福建岩城碳素新材料有限公司 投资5亿元 碳纤维')),
  );
  const form = { company: '福建岩城碳素新材料有限公司', amount: '50000', currency: 'CNY' };
  const answers = await Promise.all(
    forms.map((asked, at) =>
      bureau.press(at === 0 ? 'zhou' : 'su', asked.card === null ? null : buttonOf(asked.card, '提交'), form),
    ),
  );
  const titles = answers.map((answer) => answer.card?.title ?? answer.refusal);
  expect(titles.filter((title) => title?.startsWith('已登记'))).toHaveLength(1);
  expect(titles).toContain('疑似重复');
  const first = titles[0] === '疑似重复' ? '宁化县' : '大田县';
  expect(answers.find((answer) => answer.card?.title === '疑似重复')?.text).toContain(
    `最早由 ${first} 于 2026-03-02 登记`,
  );
});

test('two units that claim the same lead at once: one has it, the other is told who', async () => {
  const number = await pooled(1, '岩城碳素');
  const [a, b] = await Promise.all([
    bureau.say('su', leads, `认领 ${number}`),
    bureau.say('ma', leads, `认领 ${number}`),
  ]);
  const won = a.refusal === null ? a : b;
  const lost = won === a ? b : a;
  expect(won.card?.title).toBe(`已认领 ${number}`);
  expect(lost.refusal).toMatch(/由(宁化县|明溪县)持有，保护至 2026-05-31/);
});

test('claims at once do not pass the limit of a person', async () => {
  const max = CLAIM_DEFAULTS.openClaimsPerPersonMax;
  const numbers: string[] = [];
  for (let serial = 1; serial <= max + 1; serial += 1)
    numbers.push(await pooled(serial, `企业${serial}号碳素`));
  for (const number of numbers.slice(0, max - 1)) await bureau.say('su', leads, `认领 ${number}`);
  const last = await Promise.all(
    numbers.slice(-2).map((number) => bureau.say('su', leads, `认领 ${number}`)),
  );
  expect(last.filter((answer) => answer.refusal === null)).toHaveLength(1);
  expect(last.find((answer) => answer.refusal !== null)?.refusal).toMatch(/已有 10 条（上限 10 条）/);
});

test('the pool shows no contact; who gave the lead back can undo that until somebody claims it', async () => {
  const number = await pooled(1, '岩城碳素');
  expect((await bureau.say('su', leads, '池')).text).toContain('岩城碳素');
  expect((await bureau.say('zhou', undo, number)).text).toContain(`把 ${number} 退回公共线索池`);
  await bureau.say('su', leads, `认领 ${number}`);
  expect((await bureau.say('zhou', undo, '')).refusal).toMatch(/已有人接手/);
  expect((await bureau.say('zhou', leads, `退回 ${number} 我要`)).refusal).toMatch(/只有持有单位/);
});

test('warns 7 and 1 days before on working days, releases after, and waits while there is a dispute', async () => {
  const one = await add(1, '岩城碳素');
  const two = await add(2, '明溪医药');
  await bureau.say('su', leads, `争议 ${two.number} 我县先接触`);
  // 2026-03-02 + 90 days = 05-31, a Sunday; 05-24 is a Sunday too, so it is said on Friday 05-22.
  expect(await runJobs('2026-05-21 10:00')).toEqual([]);
  expect(await runJobs('2026-05-22 08:00')).toEqual([]);
  expect(await runJobs('2026-05-22 10:00')).toEqual([
    `claim-warn:${one.number}:2026-05-31:7`,
    `首招保护快到期 ${one.number} → zhou`,
  ]);
  expect(await runJobs('2026-05-29 10:00')).toContain(`claim-warn:${one.number}:2026-05-31:1`);
  expect(await runJobs('2026-06-01 10:00')).toEqual([
    `claim-lapse:${one.number}:2026-05-31:1`,
    `首招保护已失效 ${one.number} → zhou`,
  ]);
  expect((await bureau.store.lead(one.number))?.holding.state).toBe('pool');
  expect(await runJobs('2026-06-02 10:00')).toEqual([]);
  expect((await bureau.store.lead(two.number))?.holding.state).toBe('held');
  await bureau.say('ye', leads, `裁定 ${two.number} 判给甲 首次登记在先`);
  expect((await bureau.store.lead(two.number))?.holding.protectedUntilOn).toBe('2026-08-31');
});

test('签收 not given in two working days is told to the receiver and the office', async () => {
  const lead = await add(1, '岩城碳素');
  bureau.at('2026-03-06 10:00');
  const given = await bureau.say('shi', leads, `分派 ${lead.number} 林晓`);
  expect(given.notices.map((notice) => notice.card.title)).toContain(`分派给您的线索 ${lead.number}`);
  expect(await runJobs('2026-03-10 18:00')).toEqual([]);
  const told = await runJobs('2026-03-11 10:00');
  expect(told.slice(1)).toEqual([`线索未签收 ${lead.number} → lin`, `线索未签收 ${lead.number} → ye`]);
  await bureau.say('lin', leads, `签收 ${lead.number}`);
  expect(await runJobs('2026-03-12 10:00')).toEqual([]);
  expect((await bureau.say('shi', leads, `分派 ${lead.number} 苏敏`)).refusal).toMatch(/只能把本单位的/);
});

test('after a merge both numbers and both names lead to the one that lives on', async () => {
  const a = await add(1, '岩城碳素');
  const b = await add(2, '明溪医药', 'su', 'ninghua');
  const c = await add(3, '宁化纺织', 'ma', 'mingxi');
  expect((await bureau.say('ye', leads, `合并 ${a.number} ${b.number} 保留 ${b.number}`)).refusal).toBeNull();
  await bureau.say('ye', leads, `合并 ${b.number} ${c.number} 保留 ${c.number}`);
  const { store } = bureau;
  expect((await store.lead(a.number))?.number).toBe(c.number);
  expect((await store.leadItself(a.number))?.holding.mergedInto).toBe(b.number);
  const words = readNumber(a.number);
  if (words === null) throw new Error('no number');
  expect((await store.leadsByNumber(words, 5)).map(({ number }) => number)).toEqual([c.number]);
  expect((await store.leads({ limit: 10 })).items.map(({ number }) => number)).toEqual([c.number]);
  expect((await bureau.say('ye', leads, `合并 ${a.number} ${c.number}`)).refusal).toMatch(/同一条/);
  expect((await bureau.say('zhou', undo, '')).refusal).not.toBeNull();
  const asked = await bureau.say('zhou', register, '岩城碳素 投资1亿');
  const again = await bureau.press('zhou', asked.card === null ? null : buttonOf(asked.card, '提交'), {
    company: '岩城碳素',
  });
  expect(again.card?.title).toBe('疑似重复');
  expect(again.text).toContain(c.number);
});
