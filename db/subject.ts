/**
 * How a subject is kept: its stream of facts, and the rows they lead to. One file in `db/subjects/` declares each;
 * `write.ts` and `verify.ts` work through the list, so what is replayed is what was written, by the same code.
 *
 * State is written as the evolved subject; what makes concurrent writers safe is the fact's key (stream, seq), which
 * violates when somebody moved first.
 */
import type { Occasion } from '../src/domain/fact.ts';
import type { SubjectFact } from '../src/domain/subjects.ts';
import type { Statement } from '../src/ports.ts';

const FACT_SQL = 'INSERT INTO fact (stream, seq, type, data, at, actor, cause) VALUES (?, ?, ?, ?, ?, ?, ?)';

/** One fact, and the subject after it. */
export interface Step<S, F> {
  readonly fact: F;
  readonly after: S;
}

export interface SubjectBooks<S extends { readonly version: number }, F extends SubjectFact> {
  /** The `subject` of its changes, and the first part of its streams: `lead/XS-202611-0001`. */
  readonly kind: string;
  /** Tables whose rows are nothing but a projection of these facts. */
  readonly tables: readonly string[];
  readonly idOf: (state: S) => string;
  /** What a subject is before its first fact; most are nothing. */
  readonly start: (id: string) => S | null;
  readonly evolve: (state: S | null, fact: F, at: number, actor: string | null) => S;
  /** The statements that turn the rows of `before` into those of the last step. */
  readonly rows: (before: S | null, steps: readonly Step<S, F>[]) => readonly Statement[];
}

/** The same with its types folded away, so that subjects of every kind stand in one list. */
export interface KeptSubject {
  readonly kind: string;
  readonly tables: readonly string[];
  /** Facts and rows of one change. */
  readonly statements: (before: unknown, facts: readonly unknown[], on: Occasion) => readonly Statement[];
  /** Replays one subject's facts from its first: rows only. */
  readonly replay: (id: string) => (fact: unknown, at: number, actor: string | null) => readonly Statement[];
}

export function keep<S extends { readonly version: number }, F extends SubjectFact>(
  books: SubjectBooks<S, F>,
): KeptSubject {
  return {
    kind: books.kind,
    tables: books.tables,
    statements(before, facts, on) {
      // The change union pairs every subject with its own state and facts; here that pairing is trusted.
      const from = before as S | null;
      const steps = stepsOf(books, from, facts as readonly F[], on);
      const last = steps.at(-1);
      if (last === undefined) return [];
      const stream = `${books.kind}/${books.idOf(last.after)}`;
      const version = from?.version ?? 0;
      return [
        ...steps.map(({ fact }, at) => factStatement(stream, version + at + 1, fact, on)),
        ...books.rows(from, steps),
      ];
    },
    replay(id) {
      let state = books.start(id);
      return (fact, at, actor) => {
        const before = state;
        const after = books.evolve(before, fact as F, at, actor);
        state = after;
        return books.rows(before, [{ fact: fact as F, after }]);
      };
    },
  };
}

function stepsOf<S extends { readonly version: number }, F extends SubjectFact>(
  books: SubjectBooks<S, F>,
  before: S | null,
  facts: readonly F[],
  on: Occasion,
): readonly Step<S, F>[] {
  let state = before;
  return facts.map((fact) => {
    const after = books.evolve(state, fact, on.at, on.actor);
    state = after;
    return { fact, after };
  });
}

function factStatement(stream: string, seq: number, fact: SubjectFact, on: Occasion): Statement {
  const { type, ...data } = fact;
  return { sql: FACT_SQL, binds: [stream, seq, type, JSON.stringify(data), on.at, on.actor, on.cause] };
}
