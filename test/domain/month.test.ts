// The month 月报 means, by the pack's window (SM-I13: opens on the 1st, due on the 5th of the next month).
import { describe, expect, test } from 'vitest';
import { instantOfDay } from '../../src/domain/day.ts';
import { isRefusal } from '../../src/domain/decision.ts';
import { evolveLead, type Lead } from '../../src/domain/lead/lead.ts';
import {
  bulletinDueOn,
  decideFiling,
  monthMeant,
  owesReport,
  refuseMonth,
  sayFiling,
  sayMonthShort,
} from '../../src/domain/month.ts';
import type { Pack } from '../../src/domain/pack/schema.ts';
import type { Report } from '../../src/domain/progress.ts';
import { sanming } from './pack/sanming.ts';

const pack = sanming();
const withGrace: Pack = {
  ...pack,
  cadences: pack.cadences.map((one) =>
    one.id === 'SM-E-month' && one.kind === 'report' ? { ...one, graceDays: 3 } : one,
  ),
};
const noCadence: Pack = { ...pack, cadences: [] };

/** Registered, and signed and verified when days are given. */
function lead(registeredOn: string, signedOn?: string, verifiedOn = signedOn): Lead {
  const start = evolveLead(
    null,
    {
      type: 'lead.registered',
      number: 'XS-202108-0001',
      company: '闽光新材料',
      project: null,
      investment: null,
      industry: null,
      landingUnit: null,
      channel: null,
      contact: null,
      note: null,
      unit: 'yongan',
      holder: 'p1',
      despite: [],
    },
    instantOfDay(registeredOn),
    'p1',
  );
  if (signedOn === undefined || verifiedOn === undefined) return start;
  const at = instantOfDay(verifiedOn);
  const id = 'XS-202108-0001#1';
  const submitted = evolveLead(
    start,
    { type: 'lead.stage_submitted', id, stage: 'signed', happenedOn: signedOn, evidence: null, note: null },
    at,
    'p1',
  );
  const verified = evolveLead(
    submitted,
    { type: 'lead.stage_verified', id, reached: 'signed', tags: {} },
    at,
    'v1',
  );
  return evolveLead(verified, { type: 'lead.promoted', projectNumber: 'XM-202108-0001' }, at, 'v1');
}

describe('which month is meant', () => {
  test.each([
    ['2021-10-31', '2021-10', 'the last day of the month: the window is not open, the running month'],
    ['2021-11-01', '2021-10', 'the window opens'],
    ['2021-11-05', '2021-10', 'the due day itself'],
    ['2021-11-06', '2021-11', 'the window has closed: the running month'],
    ['2022-01-03', '2021-12', 'over the turn of the year'],
  ])('on %s it is %s: %s', (today, month) => {
    expect(monthMeant(pack, today)).toBe(month);
  });

  test('days of grace keep the window open', () => {
    expect(monthMeant(withGrace, '2021-11-08')).toBe('2021-10');
    expect(monthMeant(withGrace, '2021-11-09')).toBe('2021-11');
  });

  test('a pack without a monthly report means the running month', () => {
    expect(monthMeant(noCadence, '2021-11-03')).toBe('2021-11');
  });
});

describe('what filing amounts to', () => {
  const standing = (more: Partial<Report> = {}): Report => ({
    month: '2021-10',
    version: 1,
    reporter: 'p1',
    reportedAt: 0,
    late: false,
    forecast: false,
    narrative: null,
    problems: null,
    plan: null,
    reason: null,
    unchanged: false,
    ...more,
  });
  const filing = (today: string, month: string, more: { standing?: Report; published?: boolean } = {}) =>
    decideFiling(pack, {
      lead: lead('2021-08-20', '2021-08-25'),
      month,
      today,
      standing: more.standing ?? null,
      published: more.published ?? false,
    });

  test.each([
    ['2021-10-20', { forecast: true, late: false }],
    ['2021-11-01', { forecast: false, late: false }],
    ['2021-11-05', { forecast: false, late: false }],
    ['2021-11-06', { forecast: false, late: true }],
  ])('October filed on %s', (today, expected) => {
    expect(filing(today, '2021-10')).toMatchObject({ ...expected, correction: false, dueOn: '2021-11-05' });
  });

  test('restating what was filed in time is not late; what was only a forecast is', () => {
    expect(filing('2021-11-20', '2021-10', { standing: standing() })).toMatchObject({ late: false });
    expect(filing('2021-11-20', '2021-10', { standing: standing({ forecast: true }) })).toMatchObject({
      late: true,
    });
    expect(filing('2021-11-20', '2021-10', { standing: standing({ late: true }) })).toMatchObject({
      late: true,
    });
  });

  test('a published month is filed as a correction', () => {
    const corrected = filing('2021-11-20', '2021-10', { published: true });
    expect(corrected).toMatchObject({ correction: true });
    expect(isRefusal(corrected) ? '' : sayFiling(corrected, pack)).toContain('更正');
  });

  test('a future month and a month before the registration are refused', () => {
    expect(isRefusal(filing('2021-10-20', '2021-11'))).toBe(true);
    const early = filing('2021-10-20', '2021-07');
    expect(isRefusal(early) && early.because).toContain('2021年8月登记');
    expect(filing('2021-10-20', '2021-08')).toMatchObject({ late: true });
    expect(refuseMonth('2021-11', '2021-10-31')?.because).toContain('还没有开始');
    expect(refuseMonth('2021-10', '2021-10-01')).toBeNull();
  });

  test('the due day is said to be a system default where the text gives none', () => {
    const onTime = filing('2021-11-02', '2021-10');
    expect(isRefusal(onTime) ? '' : sayFiling(onTime, pack)).toBe('按期，2021-11-05 24:00 截止（系统默认）');
  });

  test('without a monthly report there is a forecast and no lateness', () => {
    const question = { lead: lead('2021-08-20'), today: '2021-10-31', standing: null, published: false };
    expect(decideFiling(noCadence, { ...question, month: '2021-10' })).toMatchObject({
      forecast: true,
      late: false,
    });
    expect(decideFiling(noCadence, { ...question, month: '2021-09' })).toMatchObject({
      forecast: false,
      late: false,
    });
  });
});

describe('who owes a report 应报', () => {
  test('a project from its month on, and no lead', () => {
    const project = lead('2021-08-20', '2021-09-10');
    expect(owesReport(pack, project, '2021-08')).toBe(false);
    expect(owesReport(pack, project, '2021-09')).toBe(true);
    expect(owesReport(pack, project, '2021-12')).toBe(true);
    expect(owesReport(pack, lead('2021-08-20'), '2021-09')).toBe(false);
  });

  test('verified before the due day it owes the month it was signed in; verified later it does not', () => {
    expect(owesReport(pack, lead('2021-08-20', '2021-09-10', '2021-10-05'), '2021-09')).toBe(true);
    expect(owesReport(pack, lead('2021-08-20', '2021-09-10', '2021-10-06'), '2021-09')).toBe(false);
  });

  test('what has left or was withdrawn owes nothing', () => {
    const project = lead('2021-08-20', '2021-09-10');
    expect(owesReport(pack, { ...project, stage: 'moved_out' }, '2021-10')).toBe(false);
    expect(owesReport(pack, { ...project, status: 'withdrawn' }, '2021-10')).toBe(false);
  });
});

describe('a project that was paused or left 暂停, 终止', () => {
  const step = (before: Lead, stage: string, happenedOn: string): Lead => {
    const id = `${before.number}#${before.version}`;
    const at = instantOfDay(happenedOn);
    const asked = evolveLead(
      before,
      { type: 'lead.stage_submitted', id, stage, happenedOn, evidence: null, note: null },
      at,
      'p1',
    );
    return evolveLead(asked, { type: 'lead.stage_verified', id, reached: before.stage, tags: {} }, at, 'v1');
  };
  const file = (project: Lead, month: string) =>
    decideFiling(pack, { lead: project, month, today: '2022-03-10', standing: null, published: false });
  const paused = step(lead('2021-08-20', '2021-09-10'), 'exit:paused', '2021-11-15');
  const resumed = step(paused, 'resume', '2022-01-20');

  test('the months of a pause are not owed again after 恢复', () => {
    const owed = (project: Lead) =>
      ['2021-10', '2021-11', '2021-12', '2022-01', '2022-02'].filter((month) =>
        owesReport(pack, project, month),
      );
    expect(owed(paused)).toEqual(['2021-10']);
    expect(owed(resumed)).toEqual(['2021-10', '2022-01', '2022-02']);
  });

  test('months after a pause or an exit are refused with what to do; those before are taken', () => {
    const waiting = file(paused, '2021-12');
    expect(isRefusal(waiting) && `${waiting.because} ${waiting.next}`).toMatch(/暂停.*恢复/);
    expect(isRefusal(file(paused, '2021-11'))).toBe(false);
    expect(isRefusal(file(resumed, '2022-02'))).toBe(false);
    const left = step(lead('2021-08-20', '2021-09-10'), 'exit:lost', '2021-11-15');
    const gone = file(left, '2022-02');
    expect(isRefusal(gone) && `${gone.because} ${gone.next}`).toMatch(/退出.*2021-11/);
    expect(isRefusal(file(left, '2021-10'))).toBe(false);
  });
});

test('the bulletin of a month comes out on the 8th of the next (SM-I13)', () => {
  expect(bulletinDueOn(pack, '2021-11-08')).toBe('2021-10');
  expect(bulletinDueOn(pack, '2021-11-07')).toBeNull();
  expect(bulletinDueOn(noCadence, '2021-11-08')).toBeNull();
});

test('a month of another year is said with its year', () => {
  expect(sayMonthShort('2021-09', '2021-10')).toBe('9月');
  expect(sayMonthShort('2020-12', '2021-10')).toBe('2020年12月');
});
