// P5: splits and ledgers.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dec, sumDec } from '../../../src/domain/decimal.ts';
import {
  type AgreedTerms,
  countWeights,
  equalShares,
  isRatio,
  type SplitTerms,
  shareMonths,
  shareOut,
  splitAmount,
  termsInForce,
} from '../../../src/domain/rule/attribution.ts';

const ratio = (a: string, b: string) => [dec(a), dec(b)] as const;
const terms: SplitTerms = {
  sender: '甲',
  receiver: '乙',
  ratio: ratio('0.3', '0.7'),
  startOn: '2021-10-15',
  endOn: null,
  preStart: 'receiver',
};
const months = [
  ['2021-09', 1000],
  ['2021-10', 2000],
  ['2021-11', 3000],
  ['2021-12', 4000],
].map(([month, amount]) => ({ month: String(month), amount: dec(amount ?? 0) }));

function shown(shared: ReturnType<typeof shareMonths>): string {
  return [shared.sender.toFixed(), shared.receiver.toFixed(), ...shared.flags].join(' ');
}

describe('P5 split', () => {
  test('AE-SM-1: 860.55 at 3:7 is 258.17 and 602.38 (SM 三(二)11)', () => {
    const { sender, receiver } = splitAmount(dec('860.55'), ratio('0.3', '0.7'), 2);
    expect([sender.toFixed(2), receiver.toFixed(2), sender.plus(receiver).toFixed(2)]).toEqual([
      '258.17',
      '602.38',
      '860.55',
    ]);
  });
  test('SM-F3, SM-I7: 动建 2021-10-15, funds 1,000 before and 9,000 after → 2,700 and 7,300; hold → 3,000 and 7,000', () => {
    expect(shown(shareMonths(terms, months))).toBe('2700 7300');
    expect(shown(shareMonths({ ...terms, preStart: 'hold' }, months))).toBe('3000 7000');
    expect(shown(shareMonths({ ...terms, startMonthIncluded: false }, months))).toBe('2100 7900');
    expect(shown(shareMonths({ ...terms, endOn: '2021-11-30' }, months))).toBe('1500 8500');
  });
  test('AE-SM-3: 4:6 agreed by both gives 3,600 and 6,400; agreed by one side 3:7 stays (SM 三(二)11)', () => {
    const agreed = (confirmedByReceiver: boolean): AgreedTerms[] => [
      { terms, confirmedBySender: true, confirmedByReceiver: true },
      { terms: { ...terms, ratio: ratio('0.4', '0.6') }, confirmedBySender: true, confirmedByReceiver },
    ];
    expect(shown(shareMonths(termsInForce(agreed(true)), months))).toBe('3600 6400');
    expect(shown(shareMonths(termsInForce(agreed(false)), months))).toBe('2700 7300');
    expect(shown(shareMonths(termsInForce([]), months))).toBe('0 10000 分成方案未确认');
  });
  test('AE-SM-4: 3 own and 2 sent are 3.6, 1 own and 2 received are 2.4, together 6 (SM 三(二)11)', () => {
    const own = (holder: string, count: number) =>
      Array.from({ length: count }, () => countWeights(null, holder, '2021-10'));
    const all = [
      ...own('甲', 3),
      ...own('乙', 1),
      countWeights(terms, '甲', '2021-10'),
      countWeights(terms, '甲', '2021-10'),
    ].flat();
    const of = (holder: string): string =>
      sumDec(all.filter((one) => one.holder === holder).map((one) => one.weight)).toFixed();
    expect([of('甲'), of('乙'), sumDec(all.map((one) => one.weight)).toFixed()]).toEqual(['3.6', '2.4', '6']);
  });
  test('AE-RC-7: by year 5:5 then 4:6 gives 2.3 and 2.7, the city 5.0 (RC 三(九)22)', () => {
    const byYear = { 2019: ratio('0.5', '0.5'), 2020: ratio('0.4', '0.6') };
    const enclave: SplitTerms = { ...terms, ratio: { byYear }, startOn: '2019-01-01' };
    const funds = [
      { month: '2019-05', amount: dec(3) },
      { month: '2020-05', amount: dec(2) },
    ];
    expect(shown(shareMonths(enclave, funds))).toBe('2.3 2.7');
    expect(shown(shareMonths(enclave, [...funds, { month: '2021-01', amount: dec(1) }]))).toBe(
      '2.3 3.7 2021年度分成方案未确认',
    );
  });
  test('LC-B4: two lead departments share 2亿元 equally and the sum stays 2', () => {
    const shares = shareOut(dec(2), equalShares(['a', 'b', 'a']), 4);
    expect(shares.map((one) => one.amount.toFixed())).toEqual(['1', '1']);
  });
});

describe('P5 properties', () => {
  test('equal shares sum to one and what is shared out sums to what there was', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: -1e9, max: 1e9 }),
        (holders, cents) => {
          const weights = equalShares(holders);
          const amount = dec(cents).div(100);
          expect(isRatio([sumDec(weights.map((one) => one.weight)), dec(0)])).toBe(true);
          expect(sumDec(shareOut(amount, weights, 2).map((one) => one.amount)).eq(amount)).toBe(true);
        },
      ),
    );
  });
  test('sender, receiver and held always add up to the city’s amount', () => {
    const month = fc.record({
      month: fc.integer({ min: 1, max: 12 }).map((m) => `2021-${String(m).padStart(2, '0')}`),
      amount: fc.integer({ min: -1e6, max: 1e6 }).map((x) => dec(x).div(100)),
    });
    const any = fc.record({
      startOn: fc.option(fc.constantFrom('2021-03-10', '2021-10-15')),
      endOn: fc.option(fc.constantFrom('2021-06-30', '2021-11-30')),
      preStart: fc.constantFrom('receiver' as const, 'sender' as const, 'hold' as const),
      share: fc.integer({ min: 0, max: 10 }),
    });
    fc.assert(
      fc.property(fc.array(month, { maxLength: 12 }), any, (list, { startOn, endOn, preStart, share }) => {
        const shared = shareMonths(
          { ...terms, startOn, endOn, preStart, ratio: [dec(share).div(10), dec(10 - share).div(10)] },
          list,
          2,
        );
        const total = sumDec([shared.sender, shared.receiver, shared.held]);
        expect(total.toFixed()).toBe(sumDec(list.map((one) => one.amount)).toFixed());
      }),
    );
  });
  test('unit ledgers add up to the city’s count, whatever was transferred', () => {
    const project = fc.record({
      owner: fc.constantFrom('甲', '乙', '丙'),
      sentTo: fc.option(fc.constantFrom('甲', '乙', '丙')),
      share: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(project, { maxLength: 50 }), (projects) => {
        const weights = projects.flatMap(({ owner, sentTo, share }) => {
          if (sentTo === null || sentTo === owner) return countWeights(null, owner, '2021-10');
          const agreed = {
            ...terms,
            sender: owner,
            receiver: sentTo,
            ratio: [dec(share).div(100), dec(100 - share).div(100)] as const,
          };
          return countWeights(agreed, owner, '2021-10');
        });
        expect(sumDec(weights.map((one) => one.weight)).toFixed()).toBe(String(projects.length));
      }),
    );
  });
});
