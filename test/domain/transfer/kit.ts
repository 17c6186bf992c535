/** Terms, proposals and shared projects for the tests of transfers. */

import { isRefusal } from '../../../src/domain/decision.ts';
import type { Lead } from '../../../src/domain/lead/lead.ts';
import type { Pack } from '../../../src/domain/pack/schema.ts';
import { after, decidePropose } from '../../../src/domain/transfer/decide.ts';
import type { TransferFact } from '../../../src/domain/transfer/facts.ts';
import type { RawIncrement, SharedProject } from '../../../src/domain/transfer/shares.ts';
import {
  makeTerms,
  type Party,
  type Ratio,
  type Terms,
  type TermsIntent,
} from '../../../src/domain/transfer/terms.ts';
import { evolveTransfer, type Transfer } from '../../../src/domain/transfer/transfer.ts';
import { sanming } from '../pack/sanming.ts';

/** Read once: a pack is a long document, and properties ask for it thousands of times. */
const SANMING = sanming();

export const TODAY = '2026-11-10';
export const AT = Date.UTC(2026, 10, 10, 2);

export const intent = (given: Partial<TermsIntent> = {}): TermsIntent => ({
  splits: [],
  ratio: ['0.3', '0.7'],
  ratioByYear: {},
  endOn: null,
  note: null,
  evidence: null,
  ...given,
});

/** Terms of a pack; a refusal is the test's failure. */
export function termsOf(given: Partial<TermsIntent> = {}, pack: Pack = SANMING): Terms {
  const made = makeTerms(pack, intent(given), TODAY);
  if (isRefusal(made)) throw new Error(made.because);
  return made;
}

export const ratio = (sender: string, receiver: string): Partial<TermsIntent> => ({
  ratio: [sender, receiver] as Ratio,
});

export const LEAD = { number: 'XS-202611-0001', unit: 'yongan', status: 'open' } as const;

/** A transfer 永安 → 沙县 just proposed. */
export function proposed(terms: Terms = termsOf(), by: Party = 'sender', person = 'p_yongan'): Transfer {
  const decided = decidePropose(
    { number: 'LZ-202611-0001', lead: LEAD, sender: 'yongan', receiver: 'shaxian', by, terms, reason: null },
    [],
  );
  if (isRefusal(decided)) throw new Error(decided.because);
  return after(null, decided.facts, AT, person);
}

/** The state after a decision that must not be refused. */
export function done(
  transfer: Transfer,
  decided: { readonly facts: readonly TransferFact[] } | { readonly refused: true; readonly because: string },
  person: string,
  at = AT + 1,
): Transfer {
  if ('refused' in decided) throw new Error(decided.because);
  return decided.facts.reduce<Transfer>((state, fact) => evolveTransfer(state, fact, at, person), transfer);
}

/** An agreed transfer by these terms. */
export function agreed(terms: Terms = termsOf()): Transfer {
  return done(
    proposed(terms),
    {
      facts: [
        { type: 'transfer.confirmed', offer: 1, by: 'receiver' },
        { type: 'transfer.agreed', offer: 1 },
      ],
    },
    'p_shaxian',
  );
}

/** A project with the given stages verified, and raw increments in 万元 reported by 永安. */
export function sharedProject(
  transfer: Transfer,
  stages: Readonly<Record<string, string>>,
  wanByMonth: Readonly<Record<string, number>>,
  measure = 'funds_in_place',
): SharedProject {
  const lead = {
    number: transfer.lead,
    stages: Object.entries(stages).map(([stage, happenedOn]) => ({
      id: `${stage}#1`,
      stage,
      happenedOn,
      reportedAt: AT,
      reporter: 'p',
      evidence: null,
      note: null,
      state: 'verified' as const,
      verifier: 'v',
      verifiedAt: AT,
      reason: null,
    })),
  } as unknown as Pick<Lead, 'number' | 'stages'>;
  const increments = Object.entries(wanByMonth).map(
    ([month, wan]): RawIncrement => ({
      lead: transfer.lead,
      unit: 'yongan',
      month,
      measure,
      units: Math.round(wan * 10_000),
    }),
  );
  return { transfer, lead, increments };
}
