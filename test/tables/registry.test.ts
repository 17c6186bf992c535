// 台账 by workbook: right rows in, wrong ones given back with row, column and reason, a second time nothing changes; whatever
// dies in between, each row counts once; and nobody gets out or in what is not theirs.
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, onTestFinished, test } from 'vitest';
import { enterpriseRows, openTown } from '../../bench/lib/registry-town.ts';
import { registryKind } from '../../src/domain/workbook.ts';
import type { Database } from '../../src/ports.ts';
import { inlineSheets } from '../../src/sheets/engine.ts';
import type { Row } from '../../src/sheets/table.ts';
import { memory } from '../contract/factories.ts';
import { sanming } from '../domain/pack/sanming.ts';

const ENTERPRISES = registryKind('SM-G3');
const ASSETS = registryKind('SM-G5');
const AGENTS = registryKind('SM-G8');
const pack = sanming();

async function town(mortal?: (database: Database) => Database) {
  const place = await memory.start();
  onTestFinished(() => place.stop());
  return openTown(await place.open(), pack, inlineSheets(), mortal);
}
const asset = (more: Row = {}): Row => ({
  kind: '闲置厂房',
  name: '高砂一号厂房',
  park: '高砂园',
  area: '6000',
  unit: '永安',
  ...more,
});
async function cells(bytes: Uint8Array | string | null): Promise<readonly (readonly unknown[])[]> {
  if (bytes === null || typeof bytes === 'string') throw new Error(String(bytes));
  return (await readXlsx(bytes)).sheets[0]?.rows ?? [];
}

describe('a long import', () => {
  test('2,000 rows with 50 bad: the right ones are in, the others come back, a second time changes nothing', async () => {
    const here = await town();
    const bytes = await here.sheet(ENTERPRISES, enterpriseRows(2_000, 40));
    const first = await here.take(ENTERPRISES, bytes);
    // Half of the bad ones lack a needed cell: they never come to be decided.
    expect(first).toMatchObject({ state: 'done', rows: 2_000, counts: { added: 1_950, rejected: 26 } });
    const back = await cells(await here.files.get(first.made ?? ''));
    expect(back).toHaveLength(51);
    expect(back[0]?.slice(0, 4)).toEqual(['退回原因', '有误的列', '原行号', '编号']);
    expect(back[1]?.slice(0, 3)).toEqual([expect.stringContaining('「火星区」不在名册中'), '跟踪单位', 2]);
    const second = await here.take(ENTERPRISES, bytes);
    expect(second.counts).toEqual({ added: 0, changed: 0, unchanged: 1_950, rejected: 26 });
  }, 120_000);

  test('says at each quarter how far it has come, once, and no more', async () => {
    const here = await town();
    const rows = enterpriseRows(2_100, 2_101).map((row, at) => ({
      ...row,
      ...(at === 0 ? { owner: '永安' } : {}),
    }));
    await here.take(ENTERPRISES, await here.sheet(ENTERPRISES, rows));
    const said = (await here.said()).map((key) => key.split(':').slice(2).join(':'));
    expect(said).toEqual(['progress:1', 'progress:2', 'progress:3', 'result']);
  }, 120_000);

  test('goes on where the process died, and no row counts twice', async () => {
    let left = 0;
    const dying = (database: Database): Database => {
      left += 3;
      let mine = left;
      return {
        query: (sql, binds) => database.query(sql, binds),
        commit: (statements) => {
          mine -= 1;
          return mine < 0 ? Promise.reject(new Error('dead')) : database.commit(statements);
        },
        close: async () => {},
      };
    };
    const here = await town(dying);
    const done = await here.take(ENTERPRISES, await here.sheet(ENTERPRISES, enterpriseRows(200, 20)));
    expect(done).toMatchObject({
      state: 'done',
      counts: { added: 190, changed: 0, unchanged: 0, rejected: 6 },
    });
    const standing = await here.store.entries({ registries: ['SM-G3'], limit: 500 });
    expect(new Set(standing.map((entry) => entry.key)).size).toBe(190);
    expect(standing).toHaveLength(190);
  }, 60_000);
});

describe('a row', () => {
  test('is read with its units: 7.5亩, 1.2万平, full width, serial days, short names, words that mean one choice', async () => {
    const here = await town();
    const rows = [
      asset({ area: '7.5亩', kind: '厂房' }),
      asset({ name: '二号', area: '1.2万平', unit: '沙县' }),
      asset({ name: '三号', area: '６０００', price: '12.5' }),
    ];
    const taken = await here.take(ASSETS, await here.sheet(ASSETS, rows));
    expect(taken.counts).toMatchObject({ added: 3, rejected: 0 });
    const found = (await here.store.entries({ registries: ['SM-G5'], limit: 9 }))
      .map(({ title, owner, values }) => [title, owner, values['area'], values['kind']])
      .sort();
    expect(found).toEqual([
      ['三号', 'yongan', '6000', '闲置厂房'],
      ['二号', 'shaxian', '12000', '闲置厂房'],
      ['高砂一号厂房', 'yongan', '5000', '闲置厂房'],
    ]);
    const days = registryKind('SM-G9');
    const issue = { enterprise: '甲公司', issue: '用电', received_on: '2026/9/1', handler: '永安' };
    await here.take(days, await here.sheet(days, [issue, { ...issue, issue: '用水', received_on: '46266' }]));
    const on = (await here.store.entries({ registries: ['SM-G9'], limit: 9 })).map(
      ({ values }) => values['received_on'],
    );
    expect(on).toEqual(['2026-09-01', '2026-09-01']);
  });

  test('updates by its key or its number; a blank cell keeps, a dash takes out; two rows about one are a mistake', async () => {
    const here = await town();
    await here.take(ASSETS, await here.sheet(ASSETS, [asset({ height: '9' })]));
    const one = async () => (await here.store.entries({ registries: ['SM-G5'], limit: 9 }))[0];
    const id = (await one())?.id ?? '';
    const keyed = await here.take(ASSETS, await here.sheet(ASSETS, [asset({ area: '6500' })]));
    expect([keyed.counts.changed, (await one())?.values]).toMatchObject([1, { area: '6500', height: '9' }]);
    const numbered = await here.take(
      ASSETS,
      await here.sheet(ASSETS, [asset({ '#number': id, name: '高砂新厂房', height: '—', '#secret': '是' })]),
    );
    expect(numbered.counts).toMatchObject({ added: 0, changed: 1 });
    expect(await one()).toMatchObject({ id, title: '高砂新厂房', confidential: true });
    expect((await one())?.values['height']).toBeUndefined();
    const twice = await here.take(
      ASSETS,
      await here.sheet(ASSETS, [asset({ name: 'Ａ栋' }), asset({ name: 'a 栋' })]),
    );
    expect(twice.counts).toMatchObject({ added: 1, rejected: 1 });
  });

  test('that is not theirs is neither changed nor seen; what did not change is no fault', async () => {
    const here = await town();
    const rows = [
      asset(),
      asset({ name: '沙县厂房', unit: '沙县' }),
      asset({ name: '密', unit: '沙县', '#secret': '是' }),
    ];
    await here.take(ASSETS, await here.sheet(ASSETS, rows));
    const theirs = await cells(await here.give(ASSETS, false, 'ou_yongan'));
    expect(
      theirs
        .slice(1)
        .map((row) => row[2])
        .sort(),
    ).toEqual(['沙县厂房', '高砂一号厂房']);
    const again = await here.take(ASSETS, await here.sheet(ASSETS, rows.slice(0, 2)), 'ou_yongan');
    expect(again.counts).toMatchObject({ unchanged: 2, rejected: 0 });
    const changed = rows.map((row) => ({ ...row, area: '1' }));
    const taken = await here.take(ASSETS, await here.sheet(ASSETS, changed), 'ou_yongan');
    expect(taken.counts).toMatchObject({ changed: 1, rejected: 2 });
    const refused = await here.take(ASSETS, await here.sheet(ASSETS, changed), 'ou_seen');
    expect(refused).toMatchObject({ state: 'refused', counts: { changed: 0 } });
  });

  test('keeps personal cells sealed: only who keeps or verifies it gets them out, and the same ones change nothing', async () => {
    const here = await town();
    const row = { kind: '招商顾问', name: '王顾问', contact: '13800001111' };
    const bytes = await here.sheet(AGENTS, [row]);
    expect((await here.take(AGENTS, bytes)).counts).toMatchObject({ added: 1 });
    expect((await here.take(AGENTS, bytes)).counts).toMatchObject({ unchanged: 1, changed: 0 });
    const [entry] = await here.store.entries({ registries: ['SM-G8'], limit: 1 });
    expect(JSON.stringify(entry)).not.toContain('13800001111');
    expect(JSON.stringify(await cells(await here.give(AGENTS)))).toContain('13800001111');
    expect(JSON.stringify(await cells(await here.give(AGENTS, false, 'ou_yongan')))).not.toContain(
      '13800001111',
    );
  });
});

describe('a template', () => {
  test('has the example below its headers, which is stepped over as it is and refused when half overwritten', async () => {
    const here = await town();
    const bytes = await here.give(ASSETS, true);
    const [headers, example] = await cells(bytes);
    expect(headers?.slice(0, 3)).toEqual(['编号', '类别', '名称']);
    expect(example?.[0]).toBe('【示例】不导入');
    expect(await here.take(ASSETS, bytes as Uint8Array)).toMatchObject({
      state: 'refused',
      why: expect.stringContaining('没有填写'),
    });
    const kept = await here.sheet(ASSETS, [asset({ '#number': '【示例】不导入' })]);
    expect((await here.take(ASSETS, kept)).counts).toMatchObject({ added: 0, rejected: 1 });
  });

  test('every registry of the pack goes out and comes in again unchanged', async () => {
    const here = await town();
    for (const { id, fields } of pack.registries) {
      const kind = registryKind(id);
      const example = fields.map((field): [string, string] => [
        field.id,
        {
          choice: field.options?.[0] ?? '甲',
          unit: '永安',
          date: '2026-11-02',
          flag: '是',
          number: '3',
          money: '1.2亿',
          area: '30亩',
        }[field.type as 'date'] ?? `${field.label}甲`,
      ]);
      const taken = await here.take(kind, await here.sheet(kind, [Object.fromEntries(example)]));
      expect([id, taken.counts]).toEqual([id, { added: 1, changed: 0, unchanged: 0, rejected: 0 }]);
      const given = await here.give(kind);
      const again = await here.take(kind, given as Uint8Array);
      expect([id, again.counts]).toEqual([id, { added: 0, changed: 0, unchanged: 1, rejected: 0 }]);
    }
  }, 60_000);
});
