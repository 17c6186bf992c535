/** What commands may ask of evidence, promises and leads under a clock; that their rows replay; that bytes come back whole. */
import { expect } from 'vitest';
import { makeDownloadQueue } from '../../db/downloads.ts';
import { makeFiles } from '../../db/files.ts';
import { verifyFacts } from '../../db/verify.ts';
import { type Evidence, type EvidenceFact, evolveEvidence } from '../../src/domain/evidence.ts';
import { noPledges } from '../../src/domain/pledge.ts';
import { open } from './books.ts';
import { memory } from './factories.ts';
import { leadChange, registered, vault } from './kit.ts';
import { guarantee } from './suite.ts';

const LEAD = 'XS-202611-0001';
const received = (
  serial: number,
  more: Partial<Extract<EvidenceFact, { type: 'evidence.received' }>> = {},
): EvidenceFact => ({
  type: 'evidence.received',
  id: `om_${serial}-1`,
  messageId: `om_${serial}`,
  fileKey: `file_${serial}`,
  kind: 'file',
  name: `合同${serial}.pdf`,
  sender: 'p_anna',
  lead: null,
  ...more,
});
const change = (before: Evidence | null, ...facts: readonly EvidenceFact[]) =>
  ({ subject: 'evidence', before, facts }) as const;
const stored = (hash: string): EvidenceFact => ({ type: 'evidence.stored', hash, fileType: 'pdf', bytes: 9 });

export const EVIDENCE_STORE = [
  guarantee(
    'evidence is found by its id, its lead, its sender while loose, and its bytes',
    async (database) => {
      const { store, record } = open(database);
      await record(change(null, received(1)));
      await record(change(null, received(2, { lead: LEAD })));
      await record(change(null, received(3, { sender: 'p_bo' })));
      const first = await store.evidence('om_1-1');
      expect(first).toMatchObject({ state: 'fetching', name: '合同1.pdf', version: 1 });
      expect(first).toEqual(evolveEvidence(null, received(1), first?.receivedAt ?? 0));
      expect((await store.evidenceOf(LEAD)).map((one) => one.id)).toEqual(['om_2-1']);
      expect((await store.evidenceLoose('p_anna', 0, 9)).map((one) => one.id)).toEqual(['om_1-1']);
      expect(await store.evidenceLoose('p_anna', Number.MAX_SAFE_INTEGER, 9)).toEqual([]);
      await record(change(first, stored('ab')));
      expect((await store.evidenceByHash('ab')).map((one) => one.id)).toEqual(['om_1-1']);
      expect(await store.evidence('none')).toBeNull();
    },
  ),

  guarantee('a file ends once: whoever comes second with the same state is told so', async (database) => {
    const { store, record } = open(database);
    await record(change(null, received(1)));
    const before = await store.evidence('om_1-1');
    expect(await record(change(before, stored('ab')))).toEqual({ result: 'done' });
    expect(await record(change(before, { type: 'evidence.refused', why: '太大' }))).toMatchObject({
      result: 'conflict',
    });
    expect(await store.evidence('om_1-1')).toMatchObject({ state: 'stored' });
  }),

  guarantee(
    'bytes of several pieces come back whole, put twice or not; other bytes do not',
    async (database) => {
      const files = makeFiles(database, vault);
      const bytes = Uint8Array.from({ length: 1_300_000 }, (_, at) => (at * 31) % 251);
      const hash = await files.put(bytes);
      expect(await files.put(bytes)).toBe(hash);
      const back = await files.get(hash);
      expect(back?.length).toBe(bytes.length);
      expect(Buffer.compare(Buffer.from(back ?? []), Buffer.from(bytes))).toBe(0);
      const rows = await database.query('SELECT part, length(sealed) FROM evidence_piece ORDER BY part', []);
      expect(rows.map((row) => row[0])).toEqual([0, 1, 2]);
      for (const [, length] of rows) expect(Number(length)).toBeLessThan(1_000_000);
      expect(await files.get('0'.repeat(64))).toBeNull();
      await database.commit([
        { sql: 'DELETE FROM evidence_piece WHERE hash = ? AND part = 2', binds: [hash] },
      ]);
      await expect(files.get(hash)).rejects.toThrow(/not whole/);
      await files.forget(hash);
      expect(await files.get(hash)).toBeNull();
    },
  ),

  guarantee(
    'what is to be fetched waits its turn, and leaves the queue when it is here',
    async (database) => {
      const { store, record, at } = open(database);
      const queue = makeDownloadQueue(database);
      await record(change(null, received(1)));
      await record(change(null, received(2)));
      expect((await queue.due(at, 9)).map((one) => one.id)).toEqual(['om_1-1', 'om_2-1']);
      await queue.postpone('om_1-1', at + 5_000, 'network');
      await queue.postpone('om_1-1', at + 9_000, 'network');
      expect((await queue.due(at, 9)).map((one) => one.id)).toEqual(['om_2-1']);
      expect(await queue.due(at + 9_000, 1)).toEqual([{ id: 'om_1-1', attempts: 2 }]);
      await record(change(await store.evidence('om_2-1'), stored('cd')));
      expect((await queue.due(at + 9_000, 9)).map((one) => one.id)).toEqual(['om_1-1']);
    },
  ),

  guarantee(
    'promises are listed by lead and by day; those of what has left are not due',
    async (database) => {
      const { store, record } = open(database);
      await record(leadChange(null, registered(LEAD)));
      const items = [
        { kind: 'paper', what: '环评', dueOn: '2026-12-01', id: 'paper-1' },
        { kind: 'promise', what: '修路', dueOn: '2026-12-31', id: 'promise-2' },
      ] as const;
      await record({
        subject: 'pledge',
        before: noPledges(LEAD),
        facts: [{ type: 'pledge.made', lead: LEAD, event: 'e', items }],
      });
      expect(await store.pledges('none')).toEqual(noPledges('none'));
      const before = await store.pledges(LEAD);
      expect(before).toMatchObject({ version: 1, items: [{ id: 'paper-1' }, { id: 'promise-2' }] });
      expect((await store.pledgesDue('2026-12-05', 9)).map((one) => one.id)).toEqual(['paper-1']);
      const closed = {
        type: 'pledge.closed',
        lead: LEAD,
        id: 'paper-1',
        on: '2026-11-30',
        event: 'f',
      } as const;
      await record({ subject: 'pledge', before, facts: [closed] });
      expect((await store.pledgesDue('2027-12-05', 9)).map((one) => one.id)).toEqual(['promise-2']);
      const lead = await store.lead(LEAD);
      const id = `${LEAD}#2`;
      const submitted = {
        type: 'lead.stage_submitted',
        id,
        stage: 'exit:lost',
        happenedOn: '2026-11-20',
        evidence: '函',
        note: '断裂',
      } as const;
      const verified = { type: 'lead.stage_verified', id, reached: 'lead', tags: {} } as const;
      const page = { after: '', limit: 9 };
      expect((await store.leadsInStage('lead', '2026-11-01', page)).map((one) => one.number)).toEqual([LEAD]);
      expect(await store.leadsInStage('lead', '2026-11-01', { ...page, after: LEAD })).toEqual([]);
      await record(leadChange(lead, submitted, verified));
      expect(await store.pledgesDue('2027-12-05', 9)).toEqual([]);
      expect(await store.leadsInStage('lead', '2027-11-01', page)).toEqual([]);
      expect((await store.leads({ limit: 9 })).items).toEqual([]);
      expect((await store.leads({ words: '闽光', limit: 9 })).items.length).toBe(1);
      expect((await store.lead(LEAD))?.course.exit).toMatchObject({ kind: 'lost', cause: '断裂' });
    },
  ),

  guarantee('the rows of evidence and promises are what their facts lead to', async (database) => {
    const { store, record } = open(database);
    await record(change(null, received(1)));
    await record(
      change(await store.evidence('om_1-1'), stored('ab'), { type: 'evidence.attached', lead: LEAD }),
    );
    const item = { kind: 'paper', what: '环评', dueOn: '2026-12-01', id: 'paper-1' } as const;
    await record({
      subject: 'pledge',
      before: noPledges(LEAD),
      facts: [
        { type: 'pledge.made', lead: LEAD, event: 'e', items: [item] },
        { type: 'pledge.closed', lead: LEAD, id: 'paper-1', on: '2026-11-30', event: 'f' },
      ],
    });
    const place = await memory.start();
    try {
      expect((await verifyFacts(database, await place.open())).differences).toEqual([]);
    } finally {
      await place.stop();
    }
  }),
];
