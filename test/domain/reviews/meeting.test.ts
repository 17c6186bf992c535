// 会议 (SM 三(四)19, 三(五)23): what is owed, what the agenda is made of, what may be decided; 处理建议 (SM 三(四)21).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../src/domain/decision.ts';
import { draftAgenda } from '../../../src/domain/meeting/agenda.ts';
import {
  isMeetingReminder,
  meetingRows,
  owedMeetings,
  sayPeriod,
} from '../../../src/domain/meeting/cadence.ts';
import { decideMeeting, type MeetingIntent } from '../../../src/domain/meeting/decide.ts';
import {
  evolveMeeting,
  isOfficeNumber,
  type Meeting,
  type MeetingFact,
  type NewItem,
  officeNumber,
} from '../../../src/domain/meeting/meeting.ts';
import {
  decideProposal,
  evolveProposal,
  type ProposalFact,
  proposalMarks,
  proposalsFrom,
} from '../../../src/domain/proposal.ts';
import type { Unit } from '../../../src/domain/roster.ts';
import { run } from '../../evaluate/kit.ts';
import { fresh, yuan } from '../lead/kit.ts';
import { at, pack } from './kit.ts';

const because = (decided: unknown): string => (isRefusal(decided) ? decided.because : '');
const hand: NewItem = { source: 'hand', title: '研究用地指标', lead: null, ref: null, why: '', clause: null };

const drafted = (more: Partial<Extract<MeetingFact, { type: 'meeting.drafted' }>> = {}): Meeting =>
  evolveMeeting(
    null,
    {
      type: 'meeting.drafted',
      number: 'HY-202111-0001',
      kind: 'joint_meeting',
      label: '推进联席会议',
      clause: 'SM 三(四)19',
      body: '市联席会议',
      units: [],
      plannedOn: '2021-11-25',
      sinceOn: null,
      items: [hand, { ...hand, title: '研究用工' }],
      ...more,
    },
    at('2021-11-20'),
    'p_office',
  );

const apply = (meeting: Meeting, intent: MeetingIntent, today = '2021-11-25'): Meeting => {
  const decided = decideMeeting(meeting, intent, today);
  if (isRefusal(decided)) throw new Error(decided.because);
  return decided.facts.reduce<Meeting>(
    (state, fact) => evolveMeeting(state, fact, at(today), 'p_office'),
    meeting,
  );
};
const held = (kind: string, on: string, units: readonly string[] = []): Meeting =>
  apply(
    drafted({ number: `HY-${on}-${units.join()}`, kind, units, plannedOn: on }),
    { do: 'hold', on, minutes: null },
    on,
  );

const group = (id: string): Unit => ({
  id,
  name: id,
  aliases: [],
  kind: 'industry_group',
  parent: null,
  tags: {},
  activeFrom: null,
  activeTo: null,
});

describe('a meeting', () => {
  const decide = { do: 'decide' as const, no: 1, text: '同意', unit: null, dueOn: null, task: null };
  test.each<[string, Meeting, MeetingIntent, string]>([
    ['held on a day to come', drafted(), { do: 'hold', on: '2021-11-26', minutes: null }, '还没有到'],
    [
      'held twice',
      held('joint_meeting', '2021-11-25'),
      { do: 'hold', on: '2021-11-25', minutes: null },
      '不用再记',
    ],
    ['changed after it was held', held('joint_meeting', '2021-11-25'), { do: 'add', item: hand }, '已经召开'],
    ['cancelled without a reason', drafted(), { do: 'cancel', reason: '' }, '写明理由'],
    ['decided without words', drafted(), { ...decide, text: '' }, '没有内容'],
    ['decided on what is not there', drafted(), { ...decide, no: 7 }, '没有议题 7'],
    ['decided for a day that is over', drafted(), { ...decide, unit: 'u', dueOn: '2021-11-01' }, '已经过了'],
    ['given a day and nobody', drafted(), { ...decide, dueOn: '2021-12-01' }, '责任单位'],
    [
      'cancelled after something was decided',
      apply(drafted(), decide),
      { do: 'cancel', reason: '合并' },
      '议定事项',
    ],
    [
      'decided again after it became a task',
      apply(drafted(), { ...decide, unit: 'u', dueOn: '2021-12-01', task: 'RW-202111-0001' }),
      decide,
      'RW-202111-0001',
    ],
  ])('is not %s', (_what, meeting, intent, words) => {
    expect(because(decideMeeting(meeting, intent, '2021-11-25'))).toContain(words);
  });

  test('never gives a number of an item twice, and keeps decisions with their items', () => {
    const left = apply(apply(apply(drafted(), decide), { do: 'drop', no: 2 }), { do: 'add', item: hand });
    expect(left.items.map(({ no, decision }) => [no, decision?.text ?? null])).toEqual([
      [1, '同意'],
      [2, null],
    ]);
    const later = apply(apply(drafted(), { do: 'add', item: hand }), { do: 'drop', no: 1 });
    expect(later.items.map(({ no }) => no)).toEqual([2, 3]);
  });

  test('whatever is tried, versions count facts and what is over stays so', () => {
    const intents = fc.array(
      fc.oneof(
        fc.record({ do: fc.constant('add' as const), item: fc.constant(hand) }),
        fc.record({ do: fc.constant('drop' as const), no: fc.integer({ min: 0, max: 5 }) }),
        fc.record({ do: fc.constant('cancel' as const), reason: fc.constantFrom('', '合并') }),
        fc.record({
          do: fc.constant('hold' as const),
          on: fc.constantFrom('2021-11-25', '2021-11-30'),
          minutes: fc.constant(null),
        }),
        fc.record({
          do: fc.constant('decide' as const),
          no: fc.integer({ min: 0, max: 5 }),
          text: fc.constantFrom('', '同意'),
          unit: fc.constant(null),
          dueOn: fc.constant(null),
          task: fc.constantFrom(null, 'RW-1'),
        }),
      ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(intents, (all) => {
        let meeting = drafted();
        for (const intent of all) {
          const before = meeting;
          const decided = decideMeeting(meeting, intent, '2021-11-25');
          if (isRefusal(decided)) continue;
          meeting = decided.facts.reduce<Meeting>(
            (state, fact) => evolveMeeting(state, fact, 1, 'p'),
            meeting,
          );
          expect(meeting.version).toBe(before.version + 1);
          expect(before.state).not.toBe('cancelled');
          if (before.state === 'held') expect(meeting.items.length).toBe(before.items.length);
          expect(new Set(meeting.items.map(({ no }) => no)).size).toBe(meeting.items.length);
        }
      }),
    );
  });

  test.each([
    ['HY-202111-0001', true],
    ['hy202111-1', true],
    ['202111-1', true],
    ['1', true],
    ['HY-202112-0001', false],
    ['JY-202111-0001', false],
    ['2', false],
  ])('%s means it: %s', (words, isIt) => {
    expect(isOfficeNumber(officeNumber('HY', '2021-11', 1), words)).toBe(isIt);
  });
});

describe('meetings that are owed (AE-SM-10, AE-SM-11)', () => {
  const groups = Array.from({ length: 8 }, (_, index) => group(`g${index + 1}`));
  const monthly = ['2021-08', '2021-09', '2021-10', '2021-11', '2021-12'].flatMap((month) =>
    groups.flatMap(({ id }) => {
      if (id !== 'g1' || month === '2021-08' || month > '2021-10')
        return [held('group_meeting', `${month}-25`, [id])];
      return month === '2021-09'
        ? []
        : [held('group_meeting', '2021-10-05', [id]), held('group_meeting', '2021-10-25', [id])];
    }),
  );

  test('a second meeting in October does not repair September', () => {
    const owed = owedMeetings(pack, groups, monthly, '2021-10-31').filter(
      ({ cadence }) => cadence.id === 'group_meeting',
    );
    expect(
      owed.filter(({ state }) => state === 'missed').map(({ unit, period }) => [unit, period.key]),
    ).toEqual([['g1', '2021-09']]);
    expect(owed.filter(({ state }) => state === 'met')).toHaveLength(15);
  });

  test('the rows of the facts document give the same cells: 39 of 40 = 97.5%', () => {
    const units = [
      { id: 'city', name: '三明市', kind: 'city' },
      ...groups.map(({ id, name }) => ({ id, name, kind: 'industry_group', parent: 'city' })),
    ];
    const outcome = run('sanming', '2021-12-31', { units, meetings: meetingRows(monthly, '2021-12-31') });
    const cells = outcome.targets.filter(
      (row) => row.id === 'SM-B13' && /^2021-\d\d$/.test(row.period ?? ''),
    );
    expect([cells.filter((row) => row.met).length, cells.length]).toEqual([39, 40]);
  });

  test('nothing is owed for a quarter that ended before the plan, and only the latest is spoken of', () => {
    const hearing = (day: string) =>
      owedMeetings(pack, [], [], day)
        .filter(({ cadence }) => cadence.id === 'party_head_hearing')
        .map(({ period, state }) => `${sayPeriod(period)} ${state}`);
    expect(hearing('2021-09-30')).toEqual(['2021年第3季度 running']);
    expect(hearing('2021-10-01')).toEqual(['2021年第3季度 missed', '2021年第4季度 running']);
  });

  test('people hear of it near the end and right after it, not in between', () => {
    const told = (day: string) =>
      owedMeetings(pack, [], [], day).filter((owed) => isMeetingReminder(owed, day)).length;
    expect(
      ['2021-11-01', '2021-12-15', '2021-12-16', '2022-01-01', '2022-01-08'].map((day) => told(day) > 0),
    ).toEqual([false, false, true, true, false]);
  });
});

test('the agenda names what waits, and never a confidential project among the new ones', () => {
  const gated = { ...fresh({ investment: yuan(12), company: '中锂储能' }), stage: 'talks' };
  const secret = {
    ...fresh({ company: '保密企业', project: null }),
    number: 'XS-2',
    projectNumber: 'XM-2',
    promotedAt: at('2026-11-01'),
    confidential: true,
  };
  const { items } = draftAgenda({
    pack,
    leads: [gated, secret],
    disputes: [],
    checks: [],
    proposals: [],
    sinceOn: null,
    today: '2026-11-22',
    unitName: (unit) => unit ?? '全市',
  });
  expect(items.map(({ source }) => source)).toEqual(['gate', 'new']);
  expect(items[0]).toMatchObject({ ref: 'pre_evaluation', clause: 'SM 三(四)19' });
  expect(JSON.stringify(items[1])).not.toContain('保密企业');
  expect(items[1]?.title).toContain('1 个');
});

describe('a proposal (SM 三(四)21)', () => {
  const flag = (word: string) => ({
    type: 'lead.flagged' as const,
    flag: word,
    on: '2026-11-20',
    reason: '合同系伪造',
    evidence: '函告3号',
    files: [],
  });
  const made = (word: string) =>
    proposalsFrom(pack, fresh(), [flag(word)]).map((one, index) =>
      evolveProposal(
        null,
        { type: 'proposal.proposed', number: `JY-202611-000${index + 1}`, ...one },
        at('2026-11-20'),
        'p_finder',
      ),
    );

  test.each([
    ['fraud', ['SM-D11a']],
    ['grave_fraud', ['SM-D11b']],
    ['lost_not_objective', ['SM-D9']],
    ['nothing', []],
  ])('of the finding %s falls under %j', (word, rules) => {
    expect(made(word).map(({ rule }) => rule)).toEqual(rules);
  });

  test('is decided once, with a reason, by somebody else, and marks the unit only when confirmed', () => {
    const [one] = made('grave_fraud');
    if (one === undefined) throw new Error('no proposal');
    expect(because(decideProposal(one, { do: 'confirm', reason: '属实' }, 'p_finder'))).toContain('不能决定');
    expect(because(decideProposal(one, { do: 'drop', reason: null }, 'p_office'))).toContain('理由');
    const decided = (wish: 'confirm' | 'drop') => {
      const answer = decideProposal(one, { do: wish, reason: '经核实' }, 'p_office');
      if (isRefusal(answer)) throw new Error(answer.because);
      return answer.facts.reduce(
        (state, fact: ProposalFact) => evolveProposal(state, fact, at('2026-11-21'), 'p_office'),
        one,
      );
    };
    expect(proposalMarks([one, decided('drop')], at('2026-12-01'))).toEqual([]);
    expect(proposalMarks([decided('confirm')], at('2026-12-01'))).toEqual([
      { subject: one.unit, flag: 'grave_fraud' },
    ]);
    expect(proposalMarks([decided('confirm')], at('2026-11-20'))).toEqual([]);
    expect(because(decideProposal(decided('confirm'), { do: 'drop', reason: '再查' }, 'p_other'))).toContain(
      '不再改动',
    );
  });

  test('confirmed, it takes the unit out of the assessed ranking; the facts stay (AE-SM-7)', () => {
    const marks = [{ subject: 'b', flag: 'grave_fraud' }];
    const units = ['a', 'b'].map((id) => ({
      id,
      name: id,
      kind: 'district_county',
      tags: { ranking_class: '县' },
    }));
    const outcome = run('sanming', '2022-12-31', { units, marks });
    expect(outcome.proposals.some((row) => row.subject === 'b' && row.action === 'disqualify')).toBe(true);
  });
});
