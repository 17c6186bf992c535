/** Which contacts are no longer needed, whatever database is behind it; and that they go without a total changing. */
import { expect } from 'vitest';
import { verifyFacts } from '../../db/verify.ts';
import type { LeadFact } from '../../src/domain/lead/facts.ts';
import type { Change } from '../../src/outcome.ts';
import { open } from './books.ts';
import { memory } from './factories.ts';
import { leadChange, registered, submitted } from './kit.ts';
import { guarantee } from './suite.ts';

const CLOSED = { day: '2027-01-01', at: Date.UTC(2027, 0, 1) };
const plain = JSON.stringify({ name: '王敏', phone: '+8613812345678', note: null });
const contact = (id: string): Change => ({ subject: 'contact', id, plain });
const number = (serial: number): string => `XS-202611-${String(serial).padStart(4, '0')}`;
const left = (serial: number, kind: string): readonly LeadFact[] => [
  { ...submitted(`${serial}#1`, `exit:${kind}`), details: { exit: { fault: null, responsible: null } } },
  { type: 'lead.stage_verified', id: `${serial}#1`, reached: `exit:${kind}`, tags: {} },
];

export const PERSONAL_STORE = [
  guarantee(
    'contacts of what left, was withdrawn or retired are due; of what is open, paused or shared they are not',
    async (database) => {
      const { store, record } = open(database);
      const leads: readonly (readonly [string, readonly LeadFact[]])[] = [
        ['c-open', []],
        ['c-left', left(2, 'lost')],
        ['c-paused', left(3, 'paused')],
        ['c-withdrawn', [{ type: 'lead.withdrawn' }]],
        ['c-shared', left(5, 'lost')],
        ['c-shared', []],
        ['c-none', [{ type: 'lead.referred', referrer: 'c-referrer' }, ...left(7, 'lost')]],
      ];
      for (const [at, [id, facts]] of leads.entries())
        await record(
          contact(id),
          leadChange(null, registered(number(at + 1), { contact: id, company: `企业${at}` }), ...facts),
        );
      await record(contact('c-referrer'), contact('c-entry'), contact('c-kept'), {
        subject: 'entry',
        before: null,
        facts: [
          {
            type: 'entry.registered',
            id: 'TZ-202611-0001',
            registry: 'SM-G8',
            owner: 'yongan',
            title: '中介',
            values: {},
            sealed: { contact: { contact: 'c-entry', mark: 'm' } },
            key: '[]',
            despite: [],
          },
          { type: 'entry.retired', reason: '不再合作' },
        ],
      });
      const due = ['c-entry', 'c-left', 'c-none', 'c-referrer', 'c-withdrawn'];
      expect(await store.expiredContacts(CLOSED, 10)).toEqual(due);
      expect(await store.expiredContacts(CLOSED, 2)).toEqual(due.slice(0, 2));
      expect(await store.expiredContacts({ day: '2026-11-01', at: Date.UTC(2026, 10, 1) }, 10)).toEqual([]);

      await record({ subject: 'contacts-erased', ids: due });
      expect(await store.expiredContacts(CLOSED, 10)).toEqual([]);
      expect(await store.contact('c-left')).toBeNull();
      expect(await store.contact('c-open')).toMatchObject({ name: '王敏' });
      const rows = await database.query('SELECT count(*) FROM contact WHERE sealed IS NOT NULL', []);
      expect(rows).toEqual([[4]]);
      expect(await store.lead(number(2))).toMatchObject({ company: '企业1', contact: 'c-left' });
      const place = await memory.start();
      expect((await verifyFacts(database, await place.open())).differences).toEqual([]);
      await place.stop();
    },
  ),
];
