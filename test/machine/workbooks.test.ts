// Workbooks are made and taken in beside the answers: whatever dies in between, each row counts once and each file is sent once.
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeFiles } from '../../db/files.ts';
import { makeLedger } from '../../db/ledger.ts';
import { importRoster } from '../../db/roster.ts';
import { makeStore } from '../../db/store.ts';
import { verifyFacts } from '../../db/verify.ts';
import { makeWorkbookQueue } from '../../db/workbooks.ts';
import { refuse } from '../../src/domain/decision.ts';
import type { WorkbookFact, WorkbookKind } from '../../src/domain/workbook.ts';
import { WORKBOOK_KEPT_DAYS } from '../../src/domain/workbook.ts';
import type { Conclusion, Ledger } from '../../src/ledger.ts';
import type { Database } from '../../src/ports.ts';
import { readRoster } from '../../src/roster-file.ts';
import type { Desk, RowFate } from '../../src/workbooks/desk.ts';
import { Workbooks } from '../../src/workbooks/worker.ts';
import { memory } from '../contract/factories.ts';
import { conclusion, NOON, vault } from '../contract/kit.ts';
import { sanming } from '../domain/pack/sanming.ts';
import { quiet } from './kit.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ROWS = 47;
const BAD_ROWS = 2;
const pack = sanming();
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Row k takes number 1 of its own sequence: a second time it is unchanged. Every seventh is not taken. */
const counting: Desk = {
  make: async ({ kind }) =>
    kind === 'targets'
      ? refuse('没有目标可以导出')
      : { bytes: bytesOf(`made ${kind}`), name: `${kind}.xlsx`, rows: 3, cut: kind === 'projects' },
  recognise: async (bytes) =>
    new TextDecoder().decode(bytes).startsWith('table')
      ? { kind: 'leads', rows: ROWS + BAD_ROWS }
      : refuse('不是表'),
  open: async () => ({
    rows: ROWS,
    badRows: BAD_ROWS,
    bad: [
      { row: 90, column: null, reason: '空行' },
      { row: 91, column: '企业名称', reason: '没有填' },
    ],
    notes: [],
    async decide(from, count, { store }) {
      const fates: RowFate[] = [];
      for (let at = from; at < from + count; at += 1) {
        if (at % 7 === 3) {
          fates.push({ fate: 'rejected', rejects: [{ row: at + 2, column: null, reason: `第${at}行不对` }] });
        } else if ((await store.lastValue(`row:${at}`)) > 0) {
          fates.push({ fate: 'unchanged' });
        } else {
          const changes = [{ subject: 'sequence', name: `row:${at}`, value: 1 } as const];
          fates.push({ fate: 'added', changes });
        }
      }
      return fates;
    },
    giveBack: async (rejects) => bytesOf(`rejects ${rejects.map((one) => one.row).join(',')}`),
  }),
};
const REJECTED = Array.from({ length: ROWS }, (_, at) => at).filter((at) => at % 7 === 3).length;

/** The process dies at this call of `conclude`: before it took effect, or right after. */
interface Death {
  readonly at: number;
  readonly after: boolean;
}

class Desks {
  now = NOON;
  readonly database: Database;
  readonly ledger: Ledger;
  readonly store: ReturnType<typeof makeStore>;
  readonly files: ReturnType<typeof makeFiles>;
  downloads = 0;
  file = 'table of leads';

  private constructor(database: Database) {
    this.database = database;
    this.ledger = makeLedger(database, vault);
    this.store = makeStore(database, vault);
    this.files = makeFiles(database, vault);
  }

  static async open(): Promise<Desks> {
    const place = await memory.start();
    onTestFinished(() => place.stop());
    const desks = new Desks(await place.open());
    const units = [{ id: 'yongan', name: '永安市', kind: 'district_county', parent: null }];
    const people = [
      { id: 'p_anna', openId: 'ou_anna', name: '周岚', unit: 'yongan', roles: ['reporter'] },
      { id: 'p_vera', openId: 'ou_vera', name: '许国强', unit: 'yongan', roles: ['verifier'] },
    ].map(({ id: _id, ...person }) => ({ ...person, units: [] }));
    const read = readRoster(JSON.stringify({ units, people }), new Set());
    if (!read.ok) throw new Error(read.mistakes.join('\n'));
    await importRoster(desks.database, vault, read.roster, new Map(), NOON);
    return desks;
  }

  /** A process; it dies where it is told to and does nothing afterwards. */
  worker(death: Death | null = null, desk: Desk = counting): Workbooks {
    let calls = 0;
    let dead = false;
    const { database } = this;
    const mortal: Database = {
      query: (sql, binds) => (dead ? Promise.reject(new Error('dead')) : database.query(sql, binds)),
      commit: (statements) => (dead ? Promise.reject(new Error('dead')) : database.commit(statements)),
      close: async () => {},
    };
    const ledger = makeLedger(mortal, vault);
    return new Workbooks({
      queue: makeWorkbookQueue(mortal),
      files: makeFiles(mortal, vault),
      store: makeStore(mortal, vault),
      vault,
      ledger: {
        ...ledger,
        conclude: async (what: Conclusion) => {
          calls += 1;
          const isLast = calls === death?.at;
          if (isLast && !death.after) dead = true;
          const done = await ledger.conclude(what);
          if (isLast) {
            dead = true;
            throw new Error('dead');
          }
          return done;
        },
      },
      reads: {
        downloadResource: async () => {
          this.downloads += 1;
          return { result: 'got', bytes: bytesOf(this.file), contentType: null };
        },
      },
      desk,
      packAt: () => pack,
      newId: () => 'id',
      log: quiet,
      now: () => this.now,
      onPromised: () => {},
      wakeIn: () => {},
      count: () => {},
    });
  }

  async actor(openId: string): Promise<string> {
    return (await this.store.roster()).byOpenId(openId)?.id ?? '';
  }

  async record(fact: WorkbookFact, more: Partial<Conclusion> = {}): Promise<void> {
    const changes = [{ subject: 'workbook' as const, before: null, facts: [fact] }];
    const done = await this.ledger.conclude(conclusion({ changes, ...more }));
    expect(done).toEqual({ result: 'done' });
  }

  async ask(kind: WorkbookKind): Promise<void> {
    const by = await this.actor('ou_anna');
    await this.record({ type: 'workbook.asked', id: 'w', by, kind, template: false, month: null });
  }

  async send(kind: WorkbookKind | null, openId = 'ou_anna'): Promise<void> {
    const by = await this.actor(openId);
    const where = { messageId: 'om_1', fileKey: 'file_1', name: '线索.csv' };
    await this.record({ type: 'workbook.received', id: 'w', by, ...where, kind, month: null });
  }

  async promised(): Promise<readonly string[]> {
    return (await this.ledger.list(null, 1_000)).map(({ key, receiver }) => `${key} ${receiver}`).sort();
  }

  async state() {
    const { state, upTo, counts, rows } = (await this.store.workbook('w')) ?? {};
    return { state, upTo, counts, rows };
  }
}

const TAKEN_IN = {
  state: 'done',
  upTo: ROWS,
  counts: { added: ROWS - REJECTED, changed: 0, unchanged: 0, rejected: REJECTED },
  rows: ROWS + BAD_ROWS,
};

describe('导出', () => {
  test('what was asked for is made once and promised to the asker alone, wherever the process dies', async () => {
    for (const death of [null, { at: 1, after: false }, { at: 1, after: true }]) {
      const desks = await Desks.open();
      await desks.ask('leads');
      await desks
        .worker(death)
        .drain()
        .catch(() => undefined);
      await desks.worker().drain();
      await desks.worker().drain();
      expect(await desks.promised()).toEqual(['workbook:w:file person:ou_anna']);
      const made = (await desks.store.workbook('w'))?.made ?? '';
      expect(new TextDecoder().decode((await desks.files.get(made)) ?? new Uint8Array())).toBe('made leads');
    }
  });

  test('what does not hold everything says so, and what cannot be made says why', async () => {
    const cut = await Desks.open();
    await cut.ask('projects');
    await cut.worker().drain();
    expect(await cut.promised()).toEqual(['workbook:w:cut person:ou_anna', 'workbook:w:file person:ou_anna']);
    const none = await Desks.open();
    await none.ask('targets');
    await none.worker().drain();
    expect(await none.promised()).toEqual(['workbook:w:refused person:ou_anna']);
    expect(await none.store.workbook('w')).toMatchObject({ state: 'refused', made: null });
  });

  test('a fault is tried again at growing distances, and the sixth ends it with word to the asker', async () => {
    const desks = await Desks.open();
    await desks.ask('leads');
    let tries = 0;
    const broken: Desk = {
      ...counting,
      make: async () => {
        tries += 1;
        throw new Error('broken');
      },
    };
    const worker = desks.worker(null, broken);
    for (let hour = 0; hour < 10; hour += 1) {
      await worker.drain();
      desks.now += 2 * HOUR;
    }
    expect(tries).toBe(6);
    expect(await desks.promised()).toEqual(['workbook:w:refused person:ou_anna']);
  });
});

describe('导入', () => {
  test('rows are committed in batches; the result and the rows given back are sent once', async () => {
    const desks = await Desks.open();
    await desks.send('leads');
    await desks.worker().drain();
    expect(await desks.state()).toEqual(TAKEN_IN);
    expect(await desks.promised()).toEqual([
      'workbook:w:rejects person:ou_anna',
      'workbook:w:result person:ou_anna',
    ]);
    const made = (await desks.store.workbook('w'))?.made ?? '';
    const back = new TextDecoder().decode((await desks.files.get(made)) ?? new Uint8Array());
    expect(back).toBe('rejects 5,12,19,26,33,40,47,90,91');
    expect((await desks.store.facts('workbook/w')).map((fact) => fact.type)).toEqual([
      'workbook.received',
      'workbook.kept',
      'workbook.advanced',
      'workbook.advanced',
      'workbook.advanced',
      'workbook.done',
    ]);
    const place = await memory.start();
    onTestFinished(() => place.stop());
    expect(await verifyFacts(desks.database, await place.open())).toMatchObject({ differences: [] });
  });

  test('killed at any commit, before or after it took effect, the next process ends with the same', async () => {
    for (let at = 1; at <= 5; at += 1) {
      for (const after of [false, true]) {
        const desks = await Desks.open();
        await desks.send('leads');
        await desks
          .worker({ at, after })
          .drain()
          .catch(() => undefined);
        const left = await desks.state();
        expect(left.state === 'done', `${at} ${after}`).toBe(at === 5 && after);
        await desks.worker().drain();
        expect(await desks.state(), `${at} ${after}`).toEqual(TAKEN_IN);
        expect(await desks.promised()).toEqual([
          'workbook:w:rejects person:ou_anna',
          'workbook:w:result person:ou_anna',
        ]);
      }
    }
  });

  test('two processes at the same work count no row twice', async () => {
    const desks = await Desks.open();
    await desks.send('leads');
    await Promise.all([desks.worker().drain(), desks.worker().drain()]);
    await desks.worker().drain();
    expect(await desks.state()).toEqual(TAKEN_IN);
    expect(await desks.promised()).toHaveLength(2);
  });

  test('rows that take the same number are settled one after another', async () => {
    const desks = await Desks.open();
    await desks.send('leads');
    const numbering: Desk = {
      ...counting,
      open: async () => ({
        rows: 5,
        badRows: 0,
        bad: [],
        notes: [],
        async decide(_from, count, { store }) {
          const value = (await store.lastValue('XS')) + 1;
          const changes = [{ subject: 'sequence', name: 'XS', value } as const];
          return Array.from({ length: count }, () => ({ fate: 'added', changes }) as const);
        },
        giveBack: async () => bytesOf(''),
      }),
    };
    await desks.worker(null, numbering).drain();
    expect(await desks.state()).toMatchObject({ state: 'done', counts: { added: 5 } });
    expect(await desks.store.lastValue('XS')).toBe(5);
  });

  test('what it is is asked where it was not said; a file that is no table of ours is refused', async () => {
    const desks = await Desks.open();
    await desks.send(null);
    await desks.worker().drain();
    expect(await desks.state()).toMatchObject({ state: 'waiting', rows: ROWS + BAD_ROWS });
    expect(await desks.promised()).toEqual(['workbook:w:recognised person:ou_anna']);
    const other = await Desks.open();
    other.file = 'a letter';
    await other.send(null);
    await other.worker().drain();
    expect(await other.promised()).toEqual(['workbook:w:refused person:ou_anna']);
  });

  test('what a person may not bring in is not read, whoever ordered it', async () => {
    const desks = await Desks.open();
    await desks.send('leads', 'ou_vera');
    await desks.worker().drain();
    expect(await desks.state()).toMatchObject({ state: 'refused', upTo: 0 });
    expect(await desks.store.lastValue('row:0')).toBe(0);
  });

  test(`bytes are forgotten ${WORKBOOK_KEPT_DAYS} days after the end, and the record stays`, async () => {
    const desks = await Desks.open();
    await desks.send('leads');
    await desks.worker().drain();
    const { hash, made } = (await desks.store.workbook('w')) ?? {};
    desks.now += (WORKBOOK_KEPT_DAYS - 1) * DAY;
    await desks.worker().drain();
    expect(await desks.files.get(hash ?? '')).not.toBeNull();
    desks.now += 2 * DAY;
    await desks.worker().drain();
    expect(await desks.files.get(hash ?? '')).toBeNull();
    expect(await desks.files.get(made ?? '')).toBeNull();
    expect(await desks.store.workbook('w')).toMatchObject({ state: 'done', hash: null, made: null });
  });
});
