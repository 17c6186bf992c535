/**
 * A town whose 台账 are filled by workbook: a database with a roster, the real desk and worker, the file handed over as if
 * it had been sent in chat. For `registry-import.ts` and the test of the same flow in small.
 */
import { randomUUID } from 'node:crypto';
import { makeFiles } from '../../db/files.ts';
import { makeLedger } from '../../db/ledger.ts';
import { importRoster } from '../../db/roster.ts';
import { makeStore } from '../../db/store.ts';
import { makeWorkbookQueue } from '../../db/workbooks.ts';
import { isRefusal, sayRefusal } from '../../src/domain/decision.ts';
import type { Pack } from '../../src/domain/pack/schema.ts';
import type { Workbook, WorkbookFact, WorkbookKind } from '../../src/domain/workbook.ts';
import type { Database, Log } from '../../src/ports.ts';
import { readRoster } from '../../src/roster-file.ts';
import type { Sheets } from '../../src/sheets/engine.ts';
import type { Row } from '../../src/sheets/table.ts';
import { TABLE_KINDS, tableOfKind } from '../../src/tables/index.ts';
import { makeVault } from '../../src/vault.ts';
import { makeDesk } from '../../src/workbooks/sheets-desk.ts';
import { Workbooks } from '../../src/workbooks/worker.ts';

export const TOWN_NOW = Date.UTC(2026, 10, 10, 2);
const UNITS = [
  { id: 'city', name: '三明市', kind: 'city', parent: null },
  { id: 'yongan', name: '永安市', aliases: ['永安'], kind: 'district_county', parent: 'city' },
  { id: 'shaxian', name: '沙县区', aliases: ['沙县'], kind: 'district_county', parent: 'city' },
];
const PEOPLE = [
  { openId: 'ou_office', name: '陈办', unit: 'city', units: [], roles: ['office'] },
  { openId: 'ou_yongan', name: '林报', unit: 'yongan', units: [], roles: ['reporter'] },
  { openId: 'ou_seen', name: '看客', unit: 'city', units: [], roles: ['observer'] },
];
const SILENT: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export interface Town {
  readonly store: ReturnType<typeof makeStore>;
  readonly files: ReturnType<typeof makeFiles>;
  /** Takes the file in to the end; the workbook as it then is. */
  take(kind: WorkbookKind, bytes: Uint8Array, openId?: string): Promise<Workbook>;
  /** What an export of theirs holds; the sentence where there is none. */
  give(kind: WorkbookKind, template?: boolean, openId?: string): Promise<Uint8Array | string>;
  /** Rows as a workbook of that table. */
  sheet(kind: WorkbookKind, rows: readonly Row[]): Promise<Uint8Array>;
  /** Keys of what was promised to people, oldest first. */
  said(): Promise<readonly string[]>;
}

export async function openTown(
  database: Database,
  pack: Pack,
  sheets: Sheets,
  mortal: (database: Database) => Database = (one) => one,
  units: readonly { readonly id: string }[] = UNITS,
): Promise<Town> {
  const vault = makeVault(new Uint8Array(32).fill(5));
  const read = readRoster(
    JSON.stringify({
      units,
      people: PEOPLE.filter(({ unit }) => units.some(({ id }) => id === unit)),
    }),
    new Set(),
  );
  if (!read.ok) throw new Error(read.mistakes.join('\n'));
  await importRoster(database, vault, read.roster, new Map(), TOWN_NOW);
  const [ledger, store, files] = [
    makeLedger(database, vault),
    makeStore(database, vault),
    makeFiles(database, vault),
  ];
  const desk = makeDesk(sheets, TABLE_KINDS);
  const idOf = async (openId: string): Promise<string> => (await store.roster()).byOpenId(openId)?.id ?? '';
  const record = async (fact: WorkbookFact): Promise<void> => {
    const on = { at: TOWN_NOW, actor: 'by' in fact ? fact.by : null, cause: 'town' };
    const changes = [{ subject: 'workbook' as const, before: null, facts: [fact] }];
    const done = await ledger.conclude({ on, changes, promises: [], keys: [] });
    if (done.result !== 'done') throw new Error(`not recorded: ${done.result}`);
  };
  const worker = (bytes: Uint8Array): Workbooks => {
    const own = mortal(database);
    return new Workbooks({
      queue: makeWorkbookQueue(own),
      files: makeFiles(own, vault),
      store: makeStore(own, vault),
      vault,
      ledger: makeLedger(own, vault),
      reads: { downloadResource: async () => ({ result: 'got', bytes, contentType: null }) },
      desk,
      packAt: () => pack,
      newId: randomUUID,
      log: SILENT,
      now: () => TOWN_NOW,
      onPromised: () => {},
      wakeIn: () => {},
      count: () => {},
    });
  };
  return {
    store,
    files,
    async take(kind, bytes, openId = 'ou_office') {
      const id = `in-${randomUUID()}`;
      const where = { messageId: `om_${id}`, fileKey: 'file', name: '台账.xlsx' };
      await record({ type: 'workbook.received', id, by: await idOf(openId), ...where, kind, month: null });
      // A worker that dies leaves the rest to the next.
      for (let tries = 0; tries < 20; tries += 1) {
        await worker(bytes)
          .drain()
          .catch(() => undefined);
        const workbook = await store.workbook(id);
        if (workbook !== null && workbook.endedAt !== null) return workbook;
      }
      throw new Error('not taken in');
    },
    async give(kind, template = false, openId = 'ou_office') {
      const roster = await store.roster();
      const actor = roster.byOpenId(openId);
      if (actor === null) throw new Error(openId);
      const scene = {
        now: TOWN_NOW,
        today: '2026-11-10',
        actor,
        roster,
        pack,
        store,
        vault,
        newId: randomUUID,
      };
      const made = await desk.make({ kind, template, month: null }, scene);
      return isRefusal(made) ? sayRefusal(made) : made.bytes;
    },
    async sheet(kind, rows) {
      const source = tableOfKind(kind, TABLE_KINDS, pack);
      if (source === null) throw new Error(kind);
      return sheets.write(source.table(pack, await store.roster(), '2026-11-10'), rows);
    },
    async said() {
      return (await ledger.list(null, 10_000)).map(({ key }) => key);
    },
  };
}

/** Rows of 目标企业 (SM-G3): every `badEvery`th is wrong, each in one of four ways. */
export function enterpriseRows(count: number, badEvery: number): readonly Row[] {
  return Array.from({ length: count }, (_, at): Row => {
    const good = {
      enterprise: `${nameOf(at)}有限公司`,
      class: at % 3 === 0 ? '央企' : '民营企业500强',
      trend: `计划在福建布局第${at % 9}基地，投资约${at % 50}亿元`,
      owner: at % 2 === 0 ? '永安' : '沙县区',
      next_step: '上门拜访',
    };
    if (at % badEvery !== 0) return good;
    const wrong = [{ owner: '火星区' }, { class: '不知道' }, { enterprise: '' }, { owner: '' }][
      (at / badEvery) % 4
    ];
    return { ...good, ...wrong };
  });
}

/** 20,000 names no two of which are one firm. */
const SYLLABLES = [...'恒远华泰鼎盛明德瑞丰金海天成宏业东方科锐新源信达中联广聚嘉禾安泽'];
function nameOf(at: number): string {
  const size = SYLLABLES.length;
  const pick = (n: number): string => SYLLABLES[n % size] ?? '';
  return `${pick(at)}${pick(Math.floor(at / size))}${pick(Math.floor(at / size / size) + at * 7)}${pick(at * 13 + 5)}${at}`;
}
