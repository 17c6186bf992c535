// Every transition of a transfer and every refusal, with its clause (SM 三(二)11, RC 三(九)22).
import { describe, expect, test } from 'vitest';
import {
  decideConfirm,
  decideConfirmSettlement,
  decideOffer,
  decidePropose,
  decideRefuse,
  decideSettle,
  decideWithdraw,
} from '../../../src/domain/transfer/decide.ts';
import { agreedTerms } from '../../../src/domain/transfer/shares.ts';
import {
  agreedOffer,
  evolveTransfer,
  openOffer,
  type Transfer,
} from '../../../src/domain/transfer/transfer.ts';
import { sanming } from '../pack/sanming.ts';
import { AT, agreed, done, LEAD, proposed, ratio, termsOf } from './kit.ts';

const says = (words: string | RegExp) => ({ refused: true, because: expect.stringMatching(words) });
const offer = (terms = termsOf(ratio('0.4', '0.6')), by: 'sender' | 'receiver' | 'office' = 'receiver') => ({
  kind: 'terms' as const,
  by,
  terms,
  reason: null,
});
const counter = (transfer: Transfer) => done(transfer, decideOffer(transfer, offer()), 'p_shaxian');

describe('a proposal', () => {
  const proposal = {
    number: 'LZ-202611-0002',
    lead: LEAD,
    sender: 'yongan',
    receiver: 'shaxian',
    by: 'sender',
    terms: termsOf(),
    reason: null,
  } as const;

  test('confirms its terms for the side that makes it, and nothing holds yet (SM 三(二)11)', () => {
    const transfer = proposed();
    expect(transfer).toMatchObject({ state: 'open', open: 1, agreed: null });
    expect(Object.keys(openOffer(transfer)?.confirmed ?? {})).toEqual(['sender']);
    expect(agreedTerms(transfer)).toBeNull();
  });

  test('by the office confirms for nobody', () => {
    expect(openOffer(proposed(termsOf(), 'office', 'p_office'))?.confirmed).toEqual({});
  });

  test.each([
    [{ ...proposal, receiver: 'yongan' }, '同一个单位'],
    [{ ...proposal, sender: 'mingxi' }, '既不是招商方也不是落户方'],
    [{ ...proposal, lead: { ...LEAD, status: 'withdrawn' } }, '已撤销'],
  ])('is refused: %#', (wrong, because) => {
    expect(decidePropose(wrong, [])).toMatchObject(says(because));
  });

  test('is refused while another is open or agreed, and free again after a refusal', () => {
    expect(decidePropose(proposal, [proposed()])).toMatchObject(says('正在洽谈流转 LZ-202611-0001'));
    expect(decidePropose(proposal, [agreed()])).toMatchObject(says('已有流转协议'));
    const refused = done(proposed(), decideRefuse(proposed(), 1, 'receiver', '用地不足'), 'p_shaxian');
    expect(decidePropose(proposal, [refused])).toHaveProperty('facts');
  });
});

describe('the answer', () => {
  test('the other side accepts: both have confirmed one version, and it holds', () => {
    const transfer = done(proposed(), decideConfirm(proposed(), 1, 'receiver', 'p_shaxian'), 'p_shaxian');
    expect(transfer).toMatchObject({ state: 'agreed', open: null, agreed: 1 });
    expect(agreedTerms(transfer)?.ratio).toEqual(['0.3', '0.7']);
  });

  test('one side cannot confirm twice, one person not for both, the office for none', () => {
    expect(decideConfirm(proposed(), 1, 'sender', 'p_other')).toMatchObject(says('已经确认过第1版'));
    expect(decideConfirm(proposed(), 1, 'receiver', 'p_yongan')).toMatchObject(says('同一个人'));
    expect(decideConfirm(proposed(), 1, 'office', 'p_office')).toMatchObject({
      ...says('招商办不能代替'),
      clause: 'SM 三(二)11',
    });
  });

  test("a refusal needs its reason, is not for one's own terms, and ends the talks", () => {
    expect(decideRefuse(proposed(), 1, 'receiver', null)).toMatchObject(says('理由'));
    expect(decideRefuse(proposed(), 1, 'sender', '不谈')).toMatchObject(says('不能自己拒绝'));
    const refused = done(proposed(), decideRefuse(proposed(), 1, 'receiver', '用地不足'), 'p_shaxian');
    expect(refused).toMatchObject({ state: 'refused', open: null });
    expect(refused.offers[0]?.answer).toMatchObject({ by: 'receiver', reason: '用地不足' });
    for (const late of [
      decideConfirm(refused, 1, 'receiver', 'p_shaxian'),
      decideOffer(refused, offer()),
      decideWithdraw(refused, 1, 'sender', null),
    ])
      expect(late).toMatchObject(says('已被拒绝'));
  });

  test('withdrawn by whoever offered, and by nobody else; by the office with a reason', () => {
    expect(decideWithdraw(proposed(), 1, 'receiver', null)).toMatchObject(says('只有提出方'));
    expect(decideWithdraw(proposed(), 1, 'office', null)).toMatchObject(says('理由'));
    expect(done(proposed(), decideWithdraw(proposed(), 1, 'sender', null), 'p_yongan').state).toBe(
      'withdrawn',
    );
    expect(done(proposed(), decideWithdraw(proposed(), 1, 'office', '久拖不决'), 'p_o').state).toBe(
      'withdrawn',
    );
  });

  test('after both have confirmed nothing can be withdrawn', () => {
    expect(decideWithdraw(agreed(), 1, 'sender', null)).toMatchObject(says('没有待答复'));
  });
});

describe('a counter-offer', () => {
  test('is the next version, confirmed by its maker alone; the old card is stale', () => {
    const transfer = counter(proposed());
    expect(transfer).toMatchObject({ state: 'open', open: 2, agreed: null });
    expect(transfer.offers.map((one) => one.outcome)).toEqual(['superseded', 'open']);
    expect(decideConfirm(transfer, 1, 'sender', 'p_yongan')).toMatchObject(
      says('第1版条款，现在谈的是第2版'),
    );
    expect(decideRefuse(transfer, 1, 'sender', '不同意')).toMatchObject(says('现在谈的是第2版'));
    const both = done(transfer, decideConfirm(transfer, 2, 'sender', 'p_yongan'), 'p_yongan');
    expect(agreedTerms(both)?.ratio).toEqual(['0.4', '0.6']);
  });

  test('the same terms again are no counter-offer', () => {
    expect(decideOffer(proposed(), offer(termsOf()))).toMatchObject(says('与第1版条款（3:7）相同'));
    expect(decideOffer(agreed(), offer(termsOf()))).toMatchObject(says('与正在执行的第1版'));
  });

  test('by the office is a proposal both must accept', () => {
    const transfer = done(
      proposed(),
      decideOffer(proposed(), offer(termsOf(ratio('0.5', '0.5')), 'office')),
      'p_o',
    );
    const one = done(transfer, decideConfirm(transfer, 2, 'sender', 'p_yongan'), 'p_yongan');
    expect(agreedTerms(one)).toBeNull();
    expect(
      agreedTerms(done(one, decideConfirm(one, 2, 'receiver', 'p_shaxian'), 'p_shaxian'))?.ratio,
    ).toEqual(['0.5', '0.5']);
  });
});

describe('an agreement', () => {
  test('from 3:7 to 4:6 confirmed by one side only: 3:7 holds; by both: 4:6 (AE-SM-3)', () => {
    const change = counter(agreed());
    expect(change).toMatchObject({ state: 'agreed', open: 2, agreed: 1 });
    expect(agreedTerms(change)?.ratio).toEqual(['0.3', '0.7']);
    const refused = done(change, decideRefuse(change, 2, 'sender', '按文件执行'), 'p_yongan');
    expect(refused).toMatchObject({ state: 'agreed', open: null, agreed: 1 });
    const withdrawn = done(change, decideWithdraw(change, 2, 'receiver', null), 'p_shaxian');
    expect(withdrawn).toMatchObject({ state: 'agreed', open: null, agreed: 1 });
    const both = done(change, decideConfirm(change, 2, 'sender', 'p_yongan'), 'p_yongan');
    expect(agreedTerms(both)?.ratio).toEqual(['0.4', '0.6']);
  });

  test('ends on a day both confirm, and not before', () => {
    const end = { kind: 'end', by: 'sender', terms: termsOf({ endOn: '2027-12-31' }), reason: null } as const;
    expect(decideOffer(proposed(), end)).toMatchObject(says('不用终止'));
    expect(decideOffer(agreed(), { ...end, terms: termsOf() })).toMatchObject(says('日期'));
    const asked = done(agreed(), decideOffer(agreed(), end), 'p_yongan');
    expect(agreedTerms(asked)?.endOn).toBeNull();
    const both = done(asked, decideConfirm(asked, 2, 'receiver', 'p_shaxian'), 'p_shaxian');
    expect(agreedTerms(both)?.endOn).toBe('2027-12-31');
  });

  test('is made void by both, with a reason, and then shares nothing', () => {
    const cancel = { kind: 'cancel', by: 'receiver', terms: termsOf(), reason: '项目未落地' } as const;
    expect(decideOffer(agreed(), { ...cancel, reason: null })).toMatchObject(says('理由'));
    const asked = done(agreed(), decideOffer(agreed(), cancel), 'p_shaxian');
    expect(agreedTerms(asked)?.ratio).toEqual(['0.3', '0.7']);
    expect(decideOffer(asked, cancel)).toMatchObject(says('已经提出作废'));
    const both = done(asked, decideConfirm(asked, 2, 'sender', 'p_yongan'), 'p_yongan');
    expect(both.state).toBe('cancelled');
    expect(agreedTerms(both)).toBeNull();
    expect(decideOffer(both, cancel)).toMatchObject(says('已由双方作废'));
  });

  test('waits for the office as well where the pack says confirm: office', () => {
    const pack = {
      ...sanming(),
      splits: sanming().splits.map((one) => ({ ...one, confirm: 'office' as const })),
    };
    const start = proposed(termsOf({}, pack));
    const two = done(start, decideConfirm(start, 1, 'receiver', 'p_shaxian'), 'p_shaxian');
    expect(two).toMatchObject({ state: 'open', agreed: null });
    const three = done(two, decideConfirm(two, 1, 'office', 'p_office'), 'p_office');
    expect(three).toMatchObject({ state: 'agreed', agreed: 1 });
  });

  test('no fact can make terms hold that a side has not confirmed', () => {
    expect(() => evolveTransfer(proposed(), { type: 'transfer.agreed', offer: 1 }, AT, 'p')).toThrow(
      'both confirmed',
    );
    expect(agreedOffer(proposed())).toBeNull();
  });
});

describe('the settlement of a year (SM 三(二)11 「每年年底经双方确认后」)', () => {
  const rows = [{ measure: 'local_tax', total: 8_605_500, sender: 2_581_700, receiver: 6_023_800 }];
  const settled = done(
    agreed(),
    { facts: decideSettle(agreed(), { year: '2026', asOf: '2026-12-31', rows }) },
    'system',
  );

  test('is confirmed by each side for itself, once', () => {
    const one = done(settled, decideConfirmSettlement(settled, '2026', 'sender', 'p_yongan'), 'p_yongan');
    expect(decideConfirmSettlement(one, '2026', 'sender', 'p_x')).toMatchObject(says('已经确认过'));
    expect(decideConfirmSettlement(one, '2026', 'receiver', 'p_yongan')).toMatchObject(says('同一个人'));
    const two = done(one, decideConfirmSettlement(one, '2026', 'receiver', 'p_shaxian'), 'p_shaxian');
    expect(Object.keys(two.settlements[0]?.confirmed ?? {})).toEqual(['sender', 'receiver']);
    expect(decideConfirmSettlement(settled, '2025', 'sender', 'p_yongan')).toMatchObject(
      says('还没有 2025 年'),
    );
  });

  test('is not drawn up again while the figures are the same; with others the confirmations begin anew', () => {
    expect(decideSettle(settled, { year: '2026', asOf: '2027-01-06', rows })).toEqual([]);
    const one = done(settled, decideConfirmSettlement(settled, '2026', 'sender', 'p_yongan'), 'p_yongan');
    const more = [
      { ...rows[0], total: 9_000_000, sender: 2_700_000, receiver: 6_300_000, measure: 'local_tax' },
    ];
    const again = done(
      one,
      { facts: decideSettle(one, { year: '2026', asOf: '2027-01-06', rows: more }) },
      'system',
    );
    expect(again.settlements).toHaveLength(1);
    expect(again.settlements[0]).toMatchObject({ asOf: '2027-01-06', confirmed: {} });
  });
});
