/**
 * docs/access.md, cell by cell, through the machine and SQLite: what is marked is let through to the command, what is not
 * is refused before any of its code runs and leaves nothing behind.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import {
  DEEDS,
  type Deed,
  GROUPS,
  groupCell,
  HOLDERS,
  KINDS,
  LEAD_CASES,
  LEAVER,
  PLACES,
  sightCell,
  usable,
  useRows,
  WHO,
  type Who,
} from '../../docs/access.ts';
import { accessPage } from '../../docs/access-page.ts';
import type { Sight } from '../../src/domain/access.ts';
import { named } from '../../src/domain/history/workbook.ts';
import { mayExport } from '../../src/domain/workbook-rights.ts';
import { AccessTown, CONTACT } from './kit.ts';

const PLAIN = { project: false, confidential: false, pooled: false };
const openIdOf = ({ person }: Who): string => person.openId ?? '';
const STRANGERS = ['ou_nobody', LEAVER.openId ?? ''] as const;

let town: AccessTown;
let stop: () => Promise<void> = async () => undefined;
beforeAll(async () => {
  town = await AccessTown.open((end) => {
    stop = end;
  });
}, 60_000);
afterAll(() => stop());

/** Facts of one stream. */
const factsOf = async (stream: string): Promise<number> =>
  (await town.machine.tools.store.facts(stream)).length;

describe('commands and buttons', () => {
  test('every command and every button has its line in the page, one a role and one for strangers', () => {
    const page = accessPage(commands);
    for (const { command, action } of useRows(commands)) {
      const start = action === null ? `| ${command.words[0]} |` : `| └ \`${command.id}.${action}\` |`;
      const lines = page.split('\n').filter((line) => line.startsWith(start));
      expect(lines, start).toHaveLength(1);
      expect(lines[0]?.split('|').length, start).toBe(13);
    }
  });

  test.each(commands.map((command) => [command.id, command] as const))(
    '%s lets in whom the table marks, by word and by every button, and nobody else',
    async (_id, command) => {
      for (const use of useRows([command])) {
        for (const who of WHO) {
          const answer = await useIt(openIdOf(who), use);
          const refused = /您的角色不能使用「|还不在名册中/.test(answer);
          expect(refused, `${use.action ?? '说'} ${who.label}: ${answer.slice(0, 300)}`).toBe(
            !usable(use, who.person),
          );
          expect(answer).not.toContain('没有保存成功');
        }
        for (const stranger of STRANGERS) {
          const answer = await useIt(stranger, use);
          expect(answer.includes('您还不在名册中，不能使用「'), answer.slice(0, 300)).toBe(
            !usable(use, null),
          );
        }
      }
    },
    60_000,
  );

  async function useIt(openId: string, { command, action }: ReturnType<typeof useRows>[number]) {
    if (action === null) return town.read(openId, `${command.words[0]} 没有这样的东西`);
    return JSON.stringify(await town.press(openId, command.id, action));
  }
});

describe('leads', () => {
  const numbers = new Map<string, string>();
  beforeAll(async () => {
    for (const one of LEAD_CASES) numbers.set(one.id, await town.lead(one));
  });

  /** What of the lead stands in the answer. */
  function seen(answer: string, number: string): Sight {
    const company = `样例企业${Number(number.slice(-4))}有限公司`;
    if (!answer.includes(company)) return 'none';
    return answer.includes(CONTACT.name) ? 'full' : 'without-contact';
  }

  test.each(WHO.map((who) => [who.label, who] as const))(
    '%s sees in private what the table says',
    async (_label, who) => {
      for (const one of LEAD_CASES) {
        const number = numbers.get(one.id) ?? '';
        const answer = await town.read(openIdOf(who), `线索 ${number}`);
        // The observer, for one, is not let into the command at all.
        expect(seen(answer, number), `${one.label}: ${answer.slice(0, 200)}`).toBe(sightCell(who, one));
        if (sightCell(who, one) !== 'full') expect(answer).not.toContain(CONTACT.phone);
      }
    },
  );

  test.each(GROUPS.map((group) => [group.label, group] as const))(
    '%s shows what the table says, whoever asks, the office too',
    async (_label, group) => {
      if (group.unit !== undefined)
        await town.record([{ subject: 'chat-bound', chatId: group.id, unit: group.unit }]);
      for (const one of LEAD_CASES) {
        const number = numbers.get(one.id) ?? '';
        for (const who of ['ou_p_office', 'ou_p_reporter']) {
          const answer = await town.read(who, `线索 ${number}`, group.id);
          expect(seen(answer, number), `${one.label}: ${answer.slice(0, 200)}`).toBe(groupCell(group, one));
        }
      }
    },
  );

  test.each(STRANGERS)('%s sees nothing of any lead', async (openId) => {
    for (const number of numbers.values())
      expect(seen(await town.read(openId, `线索 ${number}`), number)).toBe('none');
  });
});

describe('what is done to things of a unit', () => {
  const reporter = HOLDERS[0];

  /** Does it, or tries to: true when it was done. */
  const DO: Readonly<Record<string, (openId: string, unit: string) => Promise<boolean>>> = {
    verify: async (openId, unit) => {
      const lead = await town.lead(
        { ...PLAIN, unit },
        {
          type: 'lead.stage_submitted',
          id: `stage-${openId}-${unit}`,
          stage: 'signed',
          happenedOn: '2026-11-20',
          evidence: '合同 HT-1',
          note: null,
        },
      );
      const args = { lead, event: `stage-${openId}-${unit}` };
      return grows(`lead/${lead}`, () =>
        town.press(openId, 'pending', 'return', args, { reason: '材料不全' }),
      );
    },
    report: async (openId, unit) => {
      const lead = await town.lead({ ...PLAIN, unit });
      return grows(`lead/${lead}`, () =>
        town.press(openId, 'leads', 'confidential', { lead, confidential: 'yes' }),
      );
    },
    'give-back': async (openId, unit) => {
      const lead = await town.lead({ ...PLAIN, unit });
      return grows(`lead/${lead}`, () =>
        town.press(openId, 'leads', 'return', { lead }, { reason: '不办了' }),
      );
    },
    assign: async (openId, unit) => {
      const lead = await town.lead({ ...PLAIN, unit });
      const to = unit === 'yongan' ? '甲填报员' : `${reporter?.name ?? ''}`;
      return grows(`lead/${lead}`, () => town.press(openId, 'leads', 'assign', { lead }, { person: to }));
    },
    entry: async (openId, unit) => {
      const id = await entry(unit, false);
      return grows(`entry/${id}`, () =>
        town.press(openId, 'registry', 'retire', { id }, { reason: '已落户' }),
      );
    },
    'entry-read': async (openId, unit) => {
      const id = await entry(unit, false);
      return (await town.read(openId, `台账 ${id}`)).includes(`企业${id}`);
    },
    'entry-secret': async (openId, unit) => {
      const id = await entry(unit, true);
      return (await town.read(openId, `台账 ${id}`)).includes(`企业${id}`);
    },
    'entry-contact': async (openId, unit) => {
      const id = await entry(unit, false);
      return (await town.read(openId, `台账 ${id}`)).includes(CONTACT.phone);
    },
  };
  let entries = 0;

  async function entry(unit: string, confidential: boolean): Promise<string> {
    entries += 1;
    const id = `TZ-202611-${String(entries).padStart(4, '0')}`;
    const contact = `entry-contact-${entries}`;
    await town.record([
      {
        subject: 'contact',
        id: contact,
        plain: JSON.stringify({ name: '', phone: null, note: CONTACT.phone }),
      },
      {
        subject: 'entry',
        before: null,
        facts: [
          {
            type: 'entry.registered',
            id,
            registry: 'SM-G8',
            owner: unit,
            title: `企业${id}`,
            values: { kind: '中介机构', name: `企业${id}` },
            sealed: { contact: { contact, mark: `m${entries}` } },
            key: `["${id}"]`,
            despite: [],
          },
          ...(confidential ? [{ type: 'entry.secrecy' as const, confidential }] : []),
        ],
      },
    ]);
    return id;
  }

  async function grows(stream: string, act: () => Promise<unknown>): Promise<boolean> {
    const before = await factsOf(stream);
    await act();
    return (await factsOf(stream)) > before;
  }

  test('every deed of the table is driven', () => {
    expect(Object.keys(DO).sort()).toEqual(DEEDS.map((deed) => deed.id).sort());
  });

  test.each(DEEDS.map((deed) => [deed.label, deed] as const))(
    '%s: done by whom the table marks, left undone by all others',
    async (_label, deed: Deed) => {
      const act = DO[deed.id];
      expect.assert(act !== undefined);
      for (const who of WHO)
        for (const place of PLACES)
          expect(await act(openIdOf(who), place.unit), `${who.label} ${place.label}`).toBe(
            deed.may(who.person, place.unit),
          );
      for (const stranger of STRANGERS) expect(await act(stranger, 'yongan'), stranger).toBe(false);
    },
    60_000,
  );
});

describe('workbooks', () => {
  test.each(KINDS)('导出 %s: asked for by whom the table marks, by nobody else', async (kind) => {
    const { word } = named(kind, town.machine.packAt('2026-11-22'));
    for (const who of WHO) {
      const { outcome } = await town.hear(openIdOf(who), `导出 ${word}`);
      const asked = outcome.changes.some((change) => change.subject === 'workbook');
      expect(asked, `${who.label}: ${JSON.stringify(outcome.answer).slice(0, 300)}`).toBe(
        mayExport(who.person, kind),
      );
    }
    for (const stranger of STRANGERS)
      expect((await town.hear(stranger, `导出 ${word}`)).outcome.changes).toEqual([]);
  });
});
