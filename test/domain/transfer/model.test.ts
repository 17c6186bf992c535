// Random talks between two units and the office: whatever is tried in whatever order, the invariants hold.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRefusal } from '../../../src/domain/decision.ts';
import {
  decideConfirm,
  decideOffer,
  decidePropose,
  decideRefuse,
  decideWithdraw,
} from '../../../src/domain/transfer/decide.ts';
import type { TransferFact } from '../../../src/domain/transfer/facts.ts';
import { agreedTerms } from '../../../src/domain/transfer/shares.ts';
import type { Party } from '../../../src/domain/transfer/terms.ts';
import { agreedOffer, evolveTransfer, isLive, type Transfer } from '../../../src/domain/transfer/transfer.ts';
import { AT, LEAD, termsOf } from './kit.ts';

const party = fc.constantFrom<Party>('sender', 'receiver', 'office');
const action = fc.record({
  // Confirming is what talks are about: often enough that agreements are reached and changed.
  what: fc.constantFrom(
    'propose',
    'offer',
    'end',
    'cancel',
    'confirm',
    'confirm',
    'confirm',
    'confirm',
    'refuse',
    'withdraw',
  ),
  by: party,
  person: fc.constantFrom('p1', 'p2', 'p3', 'p4'),
  tenths: fc.integer({ min: 0, max: 10 }),
  /** 0: the open one, whichever that is. */
  no: fc.constantFrom(0, 0, 0, 1, 2, 3),
});
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

function step(
  transfers: readonly Transfer[],
  one: Action,
): { readonly of: Transfer | null; readonly facts: readonly TransferFact[] } {
  const of = transfers.at(-1) ?? null;
  const no = one.no === 0 ? (of?.open ?? 0) : one.no;
  const terms = termsOf({ ratio: [String(one.tenths / 10), String((10 - one.tenths) / 10)] });
  const none = { of, facts: [] };
  const decided = (() => {
    if (one.what === 'propose')
      return decidePropose(
        {
          number: `LZ-202611-${String(transfers.length + 1).padStart(4, '0')}`,
          lead: LEAD,
          sender: 'yongan',
          receiver: 'shaxian',
          by: one.by,
          terms,
          reason: null,
        },
        transfers,
      );
    if (of === null) return null;
    if (one.what === 'offer') return decideOffer(of, { kind: 'terms', by: one.by, terms, reason: null });
    if (one.what === 'end')
      return decideOffer(of, {
        kind: 'end',
        by: one.by,
        terms: { ...terms, endOn: '2027-12-31' },
        reason: null,
      });
    if (one.what === 'cancel')
      return decideOffer(of, { kind: 'cancel', by: one.by, terms, reason: '不做了' });
    if (one.what === 'confirm') return decideConfirm(of, no, one.by, one.person);
    if (one.what === 'refuse') return one.by === 'office' ? null : decideRefuse(of, no, one.by, '不同意');
    return decideWithdraw(of, no, one.by, '不谈了');
  })();
  if (decided === null || isRefusal(decided)) return none;
  return { of: one.what === 'propose' ? null : of, facts: decided.facts };
}

test('one live transfer a lead; shares sum to one; nothing holds that both, two people, have not confirmed', () => {
  let [agreements, changes] = [0, 0];
  fc.assert(
    fc.property(fc.array(action, { minLength: 5, maxLength: 60 }), (actions) => {
      let transfers: readonly Transfer[] = [];
      for (const [at, one] of actions.entries()) {
        const { of, facts } = step(transfers, one);
        if (facts.length === 0) continue;
        const before = of === null ? null : agreedTerms(of);
        const next = facts.reduce<Transfer | null>(
          (state, fact) => evolveTransfer(state, fact, AT + at, one.person),
          of,
        );
        if (next === null) throw new Error('facts make a transfer');
        transfers = of === null ? [...transfers, next] : [...transfers.slice(0, -1), next];
        expect(transfers.filter(isLive).length).toBeLessThanOrEqual(1);
        expect(transfers.filter((each) => agreedTerms(each) !== null).length).toBeLessThanOrEqual(1);
        const offer = agreedOffer(next);
        const now = agreedTerms(next);
        if (offer !== null) {
          const [sender, receiver] = [offer.confirmed.sender, offer.confirmed.receiver];
          expect(sender).toBeDefined();
          expect(receiver).toBeDefined();
          expect(sender?.person).not.toBe(receiver?.person);
        }
        if (now?.ratio != null) expect(Number(now.ratio[0]) + Number(now.ratio[1])).toBeCloseTo(1, 12);
        // The old terms hold until the very commit that agrees others.
        const agreedNow = facts.some((fact) => fact.type === 'transfer.agreed');
        if (!agreedNow && of !== null) expect(now).toEqual(before);
        if (agreedNow) agreements += 1;
        if (agreedNow && before !== null) changes += 1;
        expect(next.offers.filter((each) => each.outcome === 'open').length).toBe(next.open === null ? 0 : 1);
      }
    }),
    { seed: 42, numRuns: 800 },
  );
  // The walk does reach what it is about.
  expect(agreements).toBeGreaterThan(50);
  expect(changes).toBeGreaterThan(10);
});
