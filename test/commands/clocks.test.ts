// Reminders of stage limits and promises (QD 二(五)2, SM 三(三)17): once each, on working days, at red to the leader too.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayOfInstant } from '../../src/domain/day.ts';
import type { LeadFact } from '../../src/domain/lead/facts.ts';
import { noPledges } from '../../src/domain/pledge.ts';
import { latePledges, pledgesDue } from '../../src/due/pledge-due.ts';
import { lateStages, stageClocks } from '../../src/due/stage-clock.ts';
import type { Notice } from '../../src/outcome.ts';
import { readPack } from '../../src/packs.ts';
import type { Job } from '../../src/scheduler.ts';
import { Bureau, textOf } from '../harness/bureau.ts';
import { standingsHere } from '../standing/here.ts';

const pack = readPack('qingdao-2021');
const NUMBER = 'XS-202609-0001';
let bureau: Bureau;
let seen: Set<string>;

beforeEach(async () => {
  seen = new Set();
  bureau = await Bureau.open({
    pack,
    commands: [],
    now: '2026-09-01',
    units: [
      { id: 'city', name: '青岛市', kind: 'city' },
      { id: 'jimo', name: '即墨区', kind: 'district_county', parent: 'city' },
    ],
    people: [
      { id: 'anna', name: '安娜', unit: 'jimo', roles: ['reporter'] },
      { id: 'boss', name: '区长', unit: 'jimo', roles: ['leader'] },
    ],
  });
  const lead = await bureau.lead({
    serial: 1,
    company: '海牧生物',
    unit: 'jimo',
    holder: 'anna',
    registered: '2026-09-01',
  });
  // 初审, 7 days, from Tuesday 2026-09-01: due 09-08.
  const id = `${NUMBER}#2`;
  const facts: LeadFact[] = [
    {
      type: 'lead.stage_submitted',
      id,
      stage: 'screened',
      happenedOn: '2026-09-01',
      evidence: '意见',
      note: null,
    },
    { type: 'lead.stage_verified', id, reached: 'screened', tags: {} },
  ];
  await bureau.record([{ subject: 'lead', before: lead, facts }], 'seed');
});
afterEach(() => bureau.close());

const sceneAt = (when: string) => {
  bureau.at(when);
  return {
    now: bureau.now,
    today: dayOfInstant(bureau.now),
    pack,
    packOn: () => pack,
    store: bureau.store,
    standing: standingsHere(bureau.store, () => pack),
  };
};

/** What a job says at a moment; a key that was promised before is promised no more. */
async function run(job: Job, when: string): Promise<readonly Notice[]> {
  const scene = sceneAt(when);
  const told: Notice[] = [];
  for (const occasion of await job.due(scene)) {
    const outcome = await occasion.run(scene);
    await bureau.record(outcome.changes);
    for (const notice of outcome.notices) {
      if (!seen.has(notice.key)) told.push(notice);
      seen.add(notice.key);
    }
  }
  return told;
}

const receivers = (notices: readonly Notice[]) =>
  notices.map(({ to }) => (to.kind === 'person' ? to.openId : to.chatId)).sort();

describe('a stage of 7 days from 2026-09-01', () => {
  test('is silent while green, before nine, and on a day off', async () => {
    expect(await run(stageClocks, '2026-09-03 10:00')).toEqual([]);
    expect(await run(stageClocks, '2026-09-07 08:30')).toEqual([]);
    expect(await run(stageClocks, '2026-09-06 10:00')).toEqual([]);
  });

  test('at amber tells the holder once; at red the holder and the leader, once, and records it', async () => {
    const amber = await run(stageClocks, '2026-09-07 09:30');
    expect(receivers(amber)).toEqual(['ou_anna']);
    const [card] = amber.map((notice) => textOf(notice.card));
    expect(card).toContain('2026-09-08 到期，还剩 1 天');
    expect(await run(stageClocks, '2026-09-08 09:30')).toEqual([]);
    const red = await run(stageClocks, '2026-09-09 09:30');
    expect(receivers(red)).toEqual(['ou_anna', 'ou_boss']);
    expect(red.map((notice) => textOf(notice.card))[0]).toContain('时限天数为系统默认');
    expect((await bureau.store.lead(NUMBER))?.course.lates).toMatchObject([
      { stage: 'screened', dueOn: '2026-09-08', doneOn: null },
    ]);
    expect(await run(stageClocks, '2026-09-10 09:30')).toEqual([]);
  });

  test('is a source of 逾期, amber and then red, with what to press', async () => {
    const roster = await bureau.store.roster();
    const at = async (when: string) => lateStages({ ...sceneAt(when), roster });
    expect(await at('2026-09-03')).toEqual([]);
    expect(await at('2026-09-07')).toMatchObject([{ light: 'amber', kind: 'stage', number: NUMBER }]);
    expect(await at('2026-09-12')).toMatchObject([
      { light: 'red', dueOn: '2026-09-08', holder: 'anna', next: { command: 'advance', text: NUMBER } },
    ]);
  });
});

describe('a missing paper promised for 2026-09-11', () => {
  beforeEach(async () => {
    const items = [{ kind: 'paper', what: '环评批复', dueOn: '2026-09-11', id: 'paper-1' }] as const;
    await bureau.record([
      {
        subject: 'pledge',
        before: noPledges(NUMBER),
        facts: [{ type: 'pledge.made', lead: NUMBER, event: 'e', items }],
      },
    ]);
  });

  test('is reminded three days before, on the day, and once it has passed, each once', async () => {
    expect(await run(pledgesDue, '2026-09-07 10:00')).toEqual([]);
    expect(receivers(await run(pledgesDue, '2026-09-08 10:00'))).toEqual(['ou_anna']);
    expect(await run(pledgesDue, '2026-09-09 10:00')).toEqual([]);
    expect(receivers(await run(pledgesDue, '2026-09-11 10:00'))).toEqual(['ou_anna']);
    expect(receivers(await run(pledgesDue, '2026-09-14 10:00'))).toEqual(['ou_anna', 'ou_boss']);
    expect(await run(pledgesDue, '2026-09-15 10:00')).toEqual([]);
  });

  test('stands in 逾期 once it has passed', async () => {
    const roster = await bureau.store.roster();
    const late = await latePledges({ ...sceneAt('2026-09-14'), roster });
    expect(late).toMatchObject([{ kind: 'pledge', light: 'red', dueOn: '2026-09-11' }]);
  });
});
