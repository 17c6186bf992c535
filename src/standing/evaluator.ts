/**
 * Works an evaluation out, here or elsewhere, and answers questions about it afterwards. Here, between reading and
 * reckoning, whoever else waits is let by.
 */
import { type Evaluation, evaluate } from '../domain/evaluate/evaluate.ts';
import { type Explanation, explainScore, explainTarget } from '../domain/explain/explain.ts';
import type { Pack } from '../domain/pack/schema.ts';
import type { NoReading, Summary } from '../store/standing.ts';
import type { Store } from '../store.ts';
import { gatherFacts } from './gather.ts';
import { summaryOf } from './summary.ts';

/** What was worked out, wherever it lies. */
export interface Evaluated {
  /** Of the facts it was worked out from; `null` when they moved meanwhile, so that it must not be kept. */
  readonly version: string | null;
  readonly summary: Summary;
  explainScore(subject: string): Promise<Explanation>;
  explainTarget(subject: string, target: string): Promise<Explanation>;
  /** Lets go of it. */
  forget(): void;
}

export interface Evaluator {
  evaluate(pack: Pack, asOf: string): Promise<Evaluated | NoReading>;
  stop(): Promise<void>;
}

const letOthersBy = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Works it out in this very thread. */
export function inlineEvaluator(store: Store): Evaluator {
  return {
    async evaluate(pack, asOf) {
      const before = await store.standingVersion();
      const facts = await gatherFacts(store, pack, asOf);
      const after = await store.standingVersion();
      await letOthersBy();
      const evaluation = evaluate(pack, facts, asOf);
      await letOthersBy();
      return {
        version: before === after ? before : null,
        summary: summaryOf(evaluation),
        ...explainers(evaluation),
        forget: () => undefined,
      };
    },
    stop: () => Promise.resolve(),
  };
}

/** Each explanation is made once. */
function explainers(evaluation: Evaluation): Pick<Evaluated, 'explainScore' | 'explainTarget'> {
  const made = new Map<string, Explanation>();
  const once = (key: string, make: () => Explanation): Promise<Explanation> => {
    const explanation = made.get(key) ?? make();
    made.set(key, explanation);
    return Promise.resolve(explanation);
  };
  return {
    explainScore: (subject) => once(subject, () => explainScore(evaluation, subject)),
    explainTarget: (subject, target) =>
      once(`${subject}\n${target}`, () => explainTarget(evaluation, subject, target)),
  };
}
