/**
 * Assistants made wrong on purpose, at the seams and nowhere in the product: the harness is worth something only if it
 * catches every one of them.
 */
import type { CommitResult, Database, Statement } from '../../../src/ports.ts';
import type { TownOptions } from './town.ts';

type Spoil = NonNullable<TownOptions['spoil']>;

/** No identity is ever known: the same delivery, press and promise is a new one every time. */
export function withoutDedupe(): Spoil {
  let count = 0;
  const freed = ({ sql, binds }: Statement): Statement[] => {
    if (sql.startsWith('INSERT INTO inbox')) return [];
    if (!sql.startsWith('INSERT INTO outbox')) return [{ sql, binds }];
    count += 1;
    return [
      {
        sql,
        binds: [
          `${String(binds[0])}~${count}`,
          ...binds.slice(1, 5),
          `${String(binds[5])}~${count}`.slice(-48),
          ...binds.slice(6),
        ],
      },
    ];
  };
  return {
    database: (inner) => ({ ...inner, commit: (statements) => inner.commit(statements.flatMap(freed)) }),
  };
}

/** Every attempt carries another uuid. */
export function withoutUuid(): Spoil {
  let count = 0;
  return {
    fetch: (inner) => async (input, init) => {
      if (typeof init?.body !== 'string' || !init.body.includes('"uuid"')) return inner(input, init);
      count += 1;
      const body = { ...(JSON.parse(init.body) as object), uuid: `mutant-${count}` };
      return inner(input, { ...init, body: JSON.stringify(body) });
    },
  };
}

/** Statement after statement, each by itself: no transaction holds them together. */
export function withoutTransaction(): Spoil {
  return {
    database: (inner) => ({
      ...inner,
      async commit(statements): Promise<CommitResult> {
        for (const statement of statements) {
          const done = await inner.commit([statement]);
          if (done.result === 'conflict') return done;
        }
        return { result: 'done' };
      },
    }),
  };
}

/** Says that it is on disk before it is. */
export function acknowledgesFirst(): Spoil {
  return {
    database: (inner: Database) => ({
      ...inner,
      async commit(statements): Promise<CommitResult> {
        if (!statements.some(({ sql }) => sql.startsWith('INSERT INTO delivery')))
          return inner.commit(statements);
        setImmediate(() => void inner.commit(statements).catch(() => undefined));
        return { result: 'done' };
      },
    }),
  };
}

/** Claims nothing on disk before a call leaves. */
export function withoutClaim(): Spoil {
  return {
    database: (inner) => ({
      ...inner,
      commit: (statements) =>
        inner.commit(statements.filter(({ sql }) => !sql.startsWith("UPDATE outbox SET state = 'sending'"))),
    }),
  };
}
