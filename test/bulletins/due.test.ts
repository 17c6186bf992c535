// The machine's part: drafts on the plan's days, once, with what was missed caught up; who could not be reached is told once.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bulletinDelivery } from '../../src/bulletins/delivery-due.ts';
import { monthDue } from '../../src/bulletins/month-due.ts';
import { progressOf } from '../../src/bulletins/progress.ts';
import { dayOfInstant } from '../../src/domain/day.ts';
import type { TargetRow } from '../../src/domain/evaluate/output-schema.ts';
import type { JobScene } from '../../src/scheduler.ts';
import type { Delivered } from '../../src/store/bulletins.ts';
import { sanming } from '../domain/pack/sanming.ts';
import { type Bureau, textOf } from '../harness/bureau.ts';
import { monthlyBureau, octoberFiled } from '../harness/sanming-bureau.ts';
import { standingsHere } from '../standing/here.ts';
import { publishAt } from './scenes.ts';

const PACK = sanming();

let bureau: Bureau;
beforeEach(async () => {
  bureau = await monthlyBureau();
  await octoberFiled(bureau);
});
afterEach(() => bureau.close());

const sceneAt = (when: string, store = bureau.store): JobScene => {
  const { now } = bureau.at(when);
  return {
    now,
    today: dayOfInstant(now),
    pack: PACK,
    packOn: () => PACK,
    store,
    standing: standingsHere(store, () => PACK),
  };
};
const keysAt = async (when: string) => (await monthDue.due(sceneAt(when))).map((one) => one.key);

describe('drafts', () => {
  test('come on the plan’s day from nine, of months, quarters and years (SM-I13)', async () => {
    expect(await keysAt('2022-01-07 10:00')).not.toContain('draft:month:2021-12');
    expect(await keysAt('2022-01-08 08:00')).toEqual([]);
    expect(await keysAt('2022-01-08 09:00')).toContain('draft:month:2021-12');
    expect(await keysAt('2022-01-09 09:00')).not.toContain('draft:quarter:2021-Q4');
    expect(await keysAt('2022-01-10 09:00')).toContain('draft:quarter:2021-Q4');
    expect(await keysAt('2022-01-30 09:00')).not.toContain('draft:year:2021');
    expect(await keysAt('2022-01-31 09:00')).toContain('draft:year:2021');
  });

  test('missed by a week of downtime are still due; a quarter that ended before the plan was issued is not', async () => {
    expect(await keysAt('2022-02-07 09:00')).toEqual([
      'draft:month:2021-12',
      'draft:quarter:2021-Q4',
      'draft:year:2021',
    ]);
    // The plan is of 2021-08-19: the second quarter of 2021 is nobody's duty (domain P1).
    expect(await keysAt('2021-09-20 09:00')).not.toContain('draft:quarter:2021-Q2');
  });

  test('put the year before the office, once', async () => {
    const scene = sceneAt('2022-01-31 09:00');
    const occasion = (await monthDue.due(scene)).find((one) => one.key === 'draft:year:2021');
    const outcome = await occasion?.run(scene);
    expect(outcome?.changes).toHaveLength(1);
    expect(outcome?.notices.map((one) => one.key)).toEqual(['draft:year:2021:o1', 'draft:year:2021:o2']);
    expect(outcome?.notices[0]?.card.title).toBe('2021年招商引资年终考核结果通报（草稿）');
    await bureau.record(outcome?.changes ?? []);
    const again = await occasion?.run(sceneAt('2022-01-31 10:00'));
    expect(again).toMatchObject({ changes: [], notices: [] });
  });
});

describe('delivery', () => {
  const copy = (to: string, state: Delivered['state'], why: string | null = null): Delivered => ({
    to,
    state,
    messageId: null,
    why,
    readAt: null,
  });
  const withCopies = (copies: readonly Delivered[]) => ({
    ...bureau.store,
    bulletinsLeftSince: async () => ['month:2021-10'],
    delivered: async () => copies,
  });

  test('that failed is told to the office by name when the last copy has left', async () => {
    await publishAt(bureau, PACK, '2021-10', '2021-11-08 09:00');
    const running = withCopies([copy('mayor', 'sent'), copy('yl', 'waiting')]);
    expect(await bulletinDelivery.due(sceneAt('2021-11-08 10:00', running))).toEqual([]);
    const over = withCopies([
      copy('mayor', 'sent'),
      copy('yl', 'parked', '用户已离职'),
      copy('oc_city', 'sent'),
    ]);
    const scene = sceneAt('2021-11-08 10:00', over);
    const [occasion] = await bulletinDelivery.due(scene);
    expect(occasion?.key).toBe('undelivered:month:2021-10');
    const outcome = await occasion?.run(scene);
    expect(outcome?.notices.map((one) => one.key)).toEqual([
      'undelivered:month:2021-10:o1',
      'undelivered:month:2021-10:o2',
    ]);
    const told = outcome?.notices[0]?.card;
    const text = told === undefined ? '' : textOf(told);
    expect(text).toContain('永安领导（用户已离职）');
    expect(text).toContain('未绑领导（沙县区）');
  });

  test('that reached everybody is not told', async () => {
    const whole = withCopies([copy('mayor', 'sent')]);
    expect(await bulletinDelivery.due(sceneAt('2021-11-08 10:00', whole))).toEqual([]);
  });
});

describe('a task’s rate and 时序差', () => {
  const row: TargetRow = {
    id: 'SM-T-funds',
    subject: 'yongan',
    actual: '4500',
    target: '10000',
    rate: '0.45',
    met: false,
    na: null,
    flags: [],
    period: '2021',
    label: '到位资金年度任务',
    unit: '万元',
    strength: 'must',
    clause: 'SM 三(五)22',
    origin: 'inferred',
    value: null,
    base: null,
    whole: null,
    gap: '5500',
    coverage: { reported: 1, expected: 1 },
    parts: [],
  };

  // 45% done; nine of twelve months gone: 75%. −30 points.
  test('is against the months gone by', () => {
    expect(progressOf(row, '2021-09-30')).toMatchObject({
      rate: '0.45',
      scheduleGap: '-0.3',
      planned: '10000',
    });
  });

  // The plan asks for 7,500 of 10,000 by now (phasing): done 4,500 of 10,000 is 45%, asked 75%.
  test('is against the plan’s own phases where it has them', () => {
    const phased = { ...row, target: '7500', whole: '10000', rate: '0.6' };
    expect(progressOf(phased, '2021-09-30')).toMatchObject({ rate: '0.45', scheduleGap: '-0.3' });
  });

  test('is nothing without a rate', () => {
    const none = { ...row, actual: null, rate: null, na: 'no_data' };
    expect(progressOf(none, '2021-09-30')).toMatchObject({ rate: null, scheduleGap: null });
  });
});
