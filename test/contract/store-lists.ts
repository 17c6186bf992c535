/** What commands may ask: lists narrowed by stage, by what happened when, by sums; and leads by a name they had before. */
import { expect } from 'vitest';
import { nameKeys } from '../../src/domain/company.ts';
import type { Lead } from '../../src/domain/lead/lead.ts';
import { open } from './books.ts';
import { leadChange, registered, submitted, verified } from './kit.ts';
import { guarantee } from './suite.ts';

const numbersOf = (leads: readonly Lead[]) => leads.map((lead) => lead.number.slice(-1)).sort();
const yuan = (low: number, high: number, currency: 'CNY' | 'USD' = 'CNY') => ({
  low: { units: low, currency },
  high: { units: high, currency },
  approx: false,
});
const YI = 100_000_000;

export const LIST_STORE = [
  guarantee(
    'a list is narrowed by stage, by what was reached when, and by what is invested',
    async (database) => {
      const { store, record } = open(database);
      const sums = [yuan(3 * YI, 5 * YI), yuan(YI, YI), yuan(2 * YI, 2 * YI, 'USD'), null];
      for (const [at, investment] of sums.entries())
        await record(leadChange(null, registered(`XS-202611-000${at + 1}`, { investment })));
      for (const at of [1, 2, 3]) {
        const number = `XS-202611-000${at}`;
        const happenedOn = `2026-0${at}-15`;
        await record(
          leadChange(await store.lead(number), { ...submitted(`${number}#2`, 'signed'), happenedOn }),
        );
      }
      for (const at of [1, 2]) {
        const number = `XS-202611-000${at}`;
        await record(leadChange(await store.lead(number), verified(`${number}#2`, 'signed')));
      }
      const found = async (filter: object) => numbersOf(await store.leadsFound({ ...filter, limit: 9 }));
      expect(await found({ stage: 'signed' })).toEqual(['1', '2']);
      expect(await found({ stage: 'lead' })).toEqual(['3', '4']);
      const reached = (stage: string | null, from: string, to: string) => ({ reached: { stage, from, to } });
      expect(await found(reached('signed', '2026-02-15', '2026-12-31'))).toEqual(['2']);
      expect(await found(reached('signed', '2026-01-01', '2026-01-14'))).toEqual([]);
      const day = new Date((await store.lead('XS-202611-0001'))?.registeredAt ?? 0);
      const on = new Date(day.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
      expect(await found(reached(null, on, on))).toEqual(['1', '2', '3', '4']);
      expect(await found(reached(null, '2001-01-01', '2001-12-31'))).toEqual([]);
      expect(await found({ investment: { from: YI, to: null } })).toEqual(['1', '2']);
      expect(await found({ investment: { from: 4 * YI, to: null } })).toEqual([]);
      expect(await found({ investment: { from: null, to: 4 * YI } })).toEqual(['2']);
      expect(await found({ stage: 'signed', investment: { from: 2 * YI, to: null }, words: '' })).toEqual([
        '1',
      ]);
      expect(await found({ stage: 'signed', words: '没有这一家' })).toEqual([]);
    },
  ),

  guarantee(
    'a lead that was renamed is found by both names, and keeps the contact it was given',
    async (database) => {
      const { store, record } = open(database);
      const number = 'XS-202611-0001';
      await record(leadChange(null, registered(number, { company: '岩城碳素筹备组', contact: 'c1' })));
      const names = [
        ['海西石墨烯科技有限公司', '一期'],
        ['岩城碳素筹备组', null],
        ['海西石墨烯科技有限公司', null],
      ] as const;
      for (const [company, project] of names) {
        const lead = await store.lead(number);
        await record(leadChange(lead, { type: 'lead.renamed', company, project, reason: null }));
      }
      await record(leadChange(await store.lead(number), { type: 'lead.contact_set', contact: 'c2' }));
      expect(await store.lead(number)).toMatchObject({
        company: '海西石墨烯科技有限公司',
        formerNames: ['岩城碳素筹备组'],
        project: null,
        contact: 'c2',
      });
      expect(numbersOf(await store.leadsByKeys(nameKeys('岩城碳素'), 9))).toEqual(['1']);
      expect(numbersOf(await store.leadsByKeys(nameKeys('海西石墨烯'), 9))).toEqual(['1']);
    },
  ),
];
