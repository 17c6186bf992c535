/** Any sequence of intents, by anybody, in any order: the invariants of `lead.ts` hold after each (seeded). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRefusal } from '../../../src/domain/decision.ts';
import {
  decideReturn,
  decideSubmitStage,
  decideVerify,
  decideWithdrawLead,
  decideWithdrawStage,
} from '../../../src/domain/lead/decide.ts';
import type { LeadFact } from '../../../src/domain/lead/facts.ts';
import { evolveLead, type Lead, verifiedStages } from '../../../src/domain/lead/lead.ts';
import { isProjectStage, stageOf } from '../../../src/domain/pack/view.ts';
import { registered } from '../../contract/kit.ts';
import { sanming } from '../pack/sanming.ts';
import { fresh, NUMBER, TODAY, yuan } from './kit.ts';

const pack = sanming();
const stages = [...pack.stages.map((stage) => stage.id), 'review:pre_evaluation', 'nowhere'];
const who = fc.constantFrom('p_anna', 'p_bo', 'p_vera');
const place = fc.constantFrom(0, 0, 0, 0, 1, 2);
const day = fc.constantFrom('2026-01-05', '2026-11-20', TODAY, '2027-01-01');

const intents = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('submit' as const), who, stage: fc.constantFrom(...stages), day }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('verify' as const), who, place }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('return' as const), who, place }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('take back' as const), who, place }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), who }) },
);
type Intent = typeof intents extends fc.Arbitrary<infer T> ? T : never;

function decide(lead: Lead, intent: Intent, turn: number) {
  // The newest first, so that most places mean something.
  const id = 'place' in intent ? (lead.stages.at(-1 - intent.place)?.id ?? 'none') : 'none';
  switch (intent.do) {
    case 'submit': {
      const what = { stage: intent.stage, happenedOn: intent.day, evidence: '证', note: null };
      return decideSubmitStage(pack, lead, what, TODAY);
    }
    case 'verify':
      return decideVerify(pack, lead, id, {}, intent.who, `XM-202611-${String(turn).padStart(4, '0')}`);
    case 'return':
      return decideReturn(pack, lead, id, '不符');
    case 'take back':
      return decideWithdrawStage(pack, lead, id);
    case 'withdraw':
      return decideWithdrawLead(lead);
  }
}

function check(before: Lead, after: Lead, facts: readonly LeadFact[], intent: Intent): void {
  expect(after.version).toBe(before.version + facts.length);
  expect([after.holder, after.unit, after.number]).toEqual([before.holder, before.unit, NUMBER]);
  // Withdrawn is final.
  expect(before.status).toBe('open');
  // A stage counts only when verified, and never goes back.
  const order = (id: string) => stageOf(pack, id)?.order ?? -1;
  const reached = verifiedStages(after).map((event) => order(event.stage));
  expect(order(after.stage)).toBe(Math.max(order('lead'), ...reached));
  expect(order(after.stage)).toBeGreaterThanOrEqual(order(before.stage));
  // A project from the first verified stage on that makes one; its number never changes.
  const isProject = verifiedStages(after).some((event) => isProjectStage(pack, event.stage));
  expect(after.projectNumber !== null).toBe(isProject);
  if (before.projectNumber !== null) expect(after.projectNumber).toBe(before.projectNumber);
  // At most one waits; who submitted did not verify; what is decided stays decided.
  expect(after.stages.filter((event) => event.state === 'submitted').length).toBeLessThanOrEqual(1);
  for (const event of verifiedStages(after)) expect(event.verifier).not.toBe(event.reporter);
  for (const event of before.stages.filter((one) => one.state !== 'submitted'))
    expect(after.stages).toContainEqual(event);
  if (intent.do !== 'verify') expect(after.stage).toBe(before.stage);
  expect(new Set(after.stages.map((event) => event.id)).size).toBe(after.stages.length);
}

test.each([
  ['a plain lead', {}],
  ['a key project', { investment: yuan(12) }],
])('%s keeps its invariants under any sequence of intents', (_title, more) => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(intents, { maxLength: 40, size: 'max' }), (sequence) => {
      let lead = fresh(more);
      const history: { fact: LeadFact; at: number; actor: string }[] = [
        { fact: registered(NUMBER, more), at: 1, actor: 'p_anna' },
      ];
      sequence.forEach((intent, turn) => {
        const decision = decide(lead, intent, turn);
        if (isRefusal(decision)) {
          expect(decision.because.length).toBeGreaterThan(0);
          return;
        }
        const before = lead;
        for (const fact of decision.facts) {
          history.push({ fact, at: turn + 2, actor: intent.who });
          lead = evolveLead(lead, fact, turn + 2, intent.who);
        }
        check(before, lead, decision.facts, intent);
        seen.add(`${intent.do} ${lead.projectNumber === null ? 'lead' : 'project'}`);
        // A key project is one only with its review passed (SM 三(四)19).
        if ('investment' in more && lead.projectNumber !== null) {
          expect(verifiedStages(lead).map((event) => event.stage)).toContain('review:pre_evaluation');
        }
      });
      const replayed = history.reduce<Lead | null>(
        (state, { fact, at, actor }) => evolveLead(state, fact, at, actor),
        null,
      );
      expect(replayed).toEqual(lead);
      expect(lead.version).toBe(history.length);
    }),
    { seed: 20_261_122, numRuns: 300 },
  );
  // The run is worth something only if it got everywhere.
  expect([...seen]).toEqual(
    expect.arrayContaining(['verify project', 'return project', 'take back lead', 'withdraw lead']),
  );
});
