// Go-live rehearsed with the command line alone: roster, projects with the stages of their past, months of the past and
// tasks come in from files; a past bulletin reads as it would have; facts and state agree; a second run changes nothing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runImport } from '../../src/cli/import.ts';
import { runCli } from '../harness/cli-child.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'go-live-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

const ENVIRONMENT = {
  DATABASE_PATH: join(FOLDER, 'bureau.db'),
  DATA_KEY: Buffer.alloc(32, 9).toString('base64'),
  PACK: 'sanming-2021',
};

const cli = (...args: readonly string[]) => runCli(args, ENVIRONMENT);

const file = (name: string, text: string): string => {
  writeFileSync(join(FOLDER, name), text);
  return join(FOLDER, name);
};

const ROSTER = {
  units: [
    { id: 'city', name: '三明市', kind: 'city' },
    { id: 'datian', name: '大田县', kind: 'district_county', parent: 'city' },
    { id: 'ninghua', name: '宁化县', kind: 'district_county', parent: 'city' },
  ],
  people: [
    { openId: 'ou_dt', name: '周岚', unit: 'datian', roles: ['reporter'] },
    { openId: 'ou_nh', name: '苏敏', unit: 'ninghua', roles: ['reporter'] },
    { openId: 'ou_o1', name: '叶青', unit: 'city', roles: ['office', 'admin'] },
  ],
};

const PROJECTS =
  '项目编号,企业名称,投资额(万元),登记单位,登记日期,签约日期,签约佐证,开工日期,开工佐证\n' +
  'XM-202401-0001,岩城碳素,50000,大田县,2024-01-05,2024-01-20,合同1号,2024-04-10,施工许可1号\n' +
  'XM-202402-0002,海纳重装,80000,大田县,2024-02-05,2024-02-20,合同2号,,\n' +
  'XM-202403-0003,客家食品,20000,宁化县,2024-03-05,2024-03-20,合同3号,2024-05-10,施工许可3号\n';
const LEADS = '企业名称,登记单位,登记日期,投资额（万元）\n龙栖文旅,宁化县,2024-05-06,3000\n';
// Cumulative: 0001 500, 900, 1,500 by April, May, June; 0002 200 by May; 0003 100, 400 by May and June.
const MONTHS =
  '编号,月份,到位资金（万元）\n' +
  'XM-202401-0001,2024-04,500\nXM-202401-0001,2024-05,900\nXM-202401-0001,2024-06,1500\n' +
  'XM-202402-0002,2024-05,200\n' +
  'XM-202403-0003,2024-05,100\nXM-202403-0003,2024-06,400\n';
const TARGETS = '目标编号,单位或岗位,数值,单位,生效日期\nSM-T-funds,大田县,3400,万元,2024-01-01\n';

const FILES = [
  ['projects', 'projects.csv', PROJECTS],
  ['leads', 'leads.csv', LEADS],
  ['progress', 'progress.csv', MONTHS],
  ['targets', 'targets.csv', TARGETS],
] as const;

describe('go-live', () => {
  beforeAll(async () => {
    Object.assign(process.env, ENVIRONMENT);
    expect(await cli('roster', 'import', file('roster.json', JSON.stringify(ROSTER)))).toMatchObject({
      code: 0,
    });
    for (const [kind, name, text] of FILES) {
      expect(await runImport(kind, file(name, text)), kind).toMatchObject({ rejects: [] });
    }
  }, 120_000);

  // June: 大田县 1,500 − 900 = 600 (0002 gave nothing); 宁化县 400 − 100 = 300: the city 900. Of the year 大田县 1,500 + 200 =
  // 1,700, 宁化县 400: 2,100. The task 3,400: 50.00%, and half the year has passed.
  test('a month of the past reads as it would have', async () => {
    const { code, out, err } = await cli(
      'bulletin',
      'draft',
      '--kind',
      'month',
      '--period',
      '2024-06',
      '--json',
    );
    expect([code, err]).toEqual([0, '']);
    const figures = JSON.stringify(JSON.parse(out));
    expect(figures).toContain('"funds_in_place":{"month":9000000,"year":21000000}');
    expect(figures).toContain('"funds_in_place":{"month":6000000,"year":17000000}');
    expect(figures).toContain('"funds_in_place":{"month":3000000,"year":4000000}');
    expect(figures).toContain('"planned":"3400","rate":"0.5","scheduleGap":"0"');
  });

  // April 500; May 400 + 200 + 100 = 700; June 900.
  test('so does a quarter, with what was signed before it', async () => {
    const { code, out } = await cli(
      'bulletin',
      'draft',
      '--kind',
      'quarter',
      '--period',
      '2024-Q2',
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.stringify(JSON.parse(out))).toContain('"funds_in_place":{"month":21000000,"year":21000000}');
  });

  test('the files change nothing a second time, and facts and state agree', async () => {
    for (const [kind, name] of FILES) {
      const again = await runImport(kind, join(FOLDER, name));
      expect(again, kind).toMatchObject({ created: 0, updated: 0, rejected: 0 });
    }
    expect(await cli('verify')).toMatchObject({ code: 0, err: '' });
  }, 120_000);
});
