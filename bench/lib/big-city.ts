/**
 * A bureau that has worked for years, written straight into the books as its facts would be: 100,000 leads in forty
 * units, every second one a signed project with six months of figures. Names differ in their core, and a few hundred
 * near names share blocking keys, as in life.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrate, readMigrations } from '../../db/migrate.ts';
import { NodeDatabase } from '../../db/node.ts';
import { leadBooks } from '../../db/subjects/lead.ts';
import { progressBooks } from '../../db/subjects/progress.ts';
import { addDays, type Day, instantOfDay, monthOf, shiftMonth } from '../../src/domain/day.ts';
import type { LeadFact } from '../../src/domain/lead/facts.ts';
import { formatNumber, sequenceName } from '../../src/domain/number.ts';
import { noProgress, type ProgressFact } from '../../src/domain/progress.ts';
import type { Statement } from '../../src/ports.ts';
import { ROOT } from './place.ts';

export const UNITS = 40;
export const LEADS = 100_000;
const MONTHS = 6;
const BATCH = 400;
const MEASURE = 'funds_in_place';

const FIRST =
  '岩峰海瑞恒盛华锦凯隆明鹏启润盛泰维祥兴裕泽中众卓安邦博昌诚达鼎东方丰富光广国豪浩和宏鸿汇吉佳嘉';
const SECOND = '城创德发飞丰福冠海航恒辉汇建金晶聚康科坤蓝联力利林龙美能宁鹏奇强清庆荣瑞森山尚胜时思腾天通';
const TRADE = ['新材料', '生物医药', '装备制造', '纺织', '食品', '电子', '碳素', '环保', '冷链物流', '光电'];
const PLACE = ['福建', '上海', '深圳', '浙江', '江苏', '北京', '广东', '山东', '厦门', '泉州'];

/** A company of its own for every number: its core takes the number's digits. */
export function companyName(at: number): string {
  const pick = (from: string, index: number) => from.charAt(index % from.length);
  const core =
    pick(FIRST, at) + pick(SECOND, Math.floor(at / FIRST.length)) + pick(FIRST, Math.floor(at / 2_300) + 7);
  const place = PLACE[at % PLACE.length] ?? '';
  const trade = TRADE[Math.floor(at / 7) % TRADE.length] ?? '';
  return `${place}${core}${trade}有限公司`;
}

export const unitId = (at: number): string => `u${at % UNITS}`;
const holderId = (at: number): string => `ou_bench_officer_${1_001 + (at % UNITS)}`;

/** A roster of one reporter and one verifier a unit, two of the office and a leader; those of `known` have open ids. */
export function writeRoster(
  folder: string,
  known: Readonly<Record<'reporter' | 'verifier' | 'office', string>>,
): string {
  const units = Array.from({ length: UNITS }, (_, at) => ({
    id: `u${at}`,
    name: `样例${'一二三四五六七八九十'.charAt(at % 10)}${'甲乙丙丁'.charAt(Math.floor(at / 10))}县`,
    kind: 'district_county',
    parent: 'city',
  }));
  const people = [
    ...Array.from({ length: UNITS }, (_, at) => ({
      openId: at === 0 ? known.reporter : holderId(at),
      name: `填报员${at + 1}`,
      unit: `u${at}`,
      roles: ['reporter'],
    })),
    { openId: known.verifier, name: '审核人', unit: 'u0', roles: ['verifier'] },
    { openId: known.office, name: '招商办', unit: 'city', roles: ['office'] },
  ];
  const file = join(folder, 'big-roster.json');
  writeFileSync(
    file,
    JSON.stringify({ units: [{ id: 'city', name: '样例市', kind: 'city', parent: null }, ...units], people }),
  );
  return file;
}

/** Fills a migrated, rostered database. @param holders roster ids by unit, in order. */
export async function fillCity(path: string, today: string): Promise<void> {
  const database = new NodeDatabase({ path });
  await migrate(database, readMigrations(join(ROOT, 'db', 'migrations')));
  const holders = new Map(
    (await database.query("SELECT unit, id FROM person WHERE roles LIKE '%reporter%'", [])).map((row) => [
      String(row[0]),
      String(row[1]),
    ]),
  );
  const first = shiftMonth(monthOf(today), -MONTHS);
  let waiting: Statement[] = [];
  const flush = async () => {
    const statements = waiting;
    waiting = [];
    const done = await database.commit(statements);
    if (done.result !== 'done') throw new Error(`the sample city meets itself: ${done.key}`);
  };
  for (let at = 0; at < LEADS; at += 1) {
    const holder = holders.get(unitId(at));
    if (holder === undefined) throw new Error(`nobody reports for ${unitId(at)}`);
    waiting.push(...leadStatements(at, holder, first, today));
    if (at % BATCH === BATCH - 1) await flush();
  }
  await flush();
  await database.commit([
    { sql: 'INSERT INTO sequence (name, value) VALUES (?, ?)', binds: [sequenceName('lead', first), LEADS] },
    {
      sql: 'INSERT INTO sequence (name, value) VALUES (?, ?)',
      binds: [sequenceName('project', first), LEADS],
    },
  ]);
  database.exec('ANALYZE');
  await database.close();
}

function leadStatements(at: number, holder: string, month: string, today: Day): readonly Statement[] {
  const isProject = at % 2 === 1;
  const number = formatNumber('lead', month, at + 1);
  // A lead that is none yet is a young one: an old one would have gone back to the pool long ago.
  const since = isProject ? `${month}-01` : addDays(today, -4);
  const on = { at: instantOfDay(since) + at, actor: holder, cause: 'bench' };
  const facts: LeadFact[] = [
    {
      type: 'lead.registered',
      number,
      company: companyName(at),
      project: `${TRADE[at % TRADE.length] ?? ''}生产线`,
      investment: {
        low: { units: (1_000 + (at % 90_000)) * 10_000, currency: 'CNY' },
        high: { units: (1_000 + (at % 90_000)) * 10_000, currency: 'CNY' },
        approx: false,
      },
      industry: null,
      landingUnit: unitId(at),
      channel: null,
      contact: null,
      note: null,
      unit: unitId(at),
      holder,
      despite: [],
    },
  ];
  if (isProject) {
    const id = `${number}#2`;
    facts.push(
      {
        type: 'lead.stage_submitted',
        id,
        stage: 'signed',
        happenedOn: `${month}-01`,
        evidence: '合同',
        note: null,
      },
      { type: 'lead.stage_verified', id, reached: 'signed', tags: {} },
      { type: 'lead.promoted', projectNumber: formatNumber('project', month, at + 1) },
    );
  }
  const lead = leadBooks.statements(null, facts, on);
  return isProject ? [...lead, ...progressStatements(at, number, month, on)] : lead;
}

function progressStatements(
  at: number,
  lead: string,
  first: string,
  on: { at: number; actor: string; cause: string },
) {
  const unit = unitId(at);
  const step = (100 + (at % 900)) * 10_000;
  const facts = Array.from({ length: MONTHS }, (_, back): ProgressFact => {
    const month = shiftMonth(first, back);
    return {
      type: 'progress.reported',
      lead,
      unit,
      month,
      figures: [{ measure: MEASURE, units: step * (back + 1) }],
      late: false,
      forecast: false,
      narrative: null,
      problems: null,
      plan: null,
      shifts: [{ measure: MEASURE, month, units: step }],
    };
  });
  return progressBooks.statements(noProgress(lead), facts, on);
}
