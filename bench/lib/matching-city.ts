/**
 * A city of 5,000 assets, 2,000 policies, 50,000 target enterprises, 400 chain nodes and 20,000 leads, written straight into
 * the books as its facts would be, by Sanming's registries. Names differ as in life; 宁德时代 is among them once.
 */
import { migrate, readMigrations } from '../../db/migrate.ts';
import { NodeDatabase } from '../../db/node.ts';
import { entryBooks } from '../../db/subjects/entry.ts';
import { leadBooks } from '../../db/subjects/lead.ts';
import type { Pack } from '../../src/domain/pack/schema.ts';
import type { EntryFact } from '../../src/domain/registry/entry.ts';
import { keyOf, titleOfValues } from '../../src/domain/registry/fields.ts';
import type { Statement } from '../../src/ports.ts';
import { companyName } from './big-city.ts';

export const ASSETS = 5_000;
export const POLICIES = 2_000;
export const FIRMS = 50_000;
const NODES = 400;
export const LEADS = 20_000;
const BATCH = 300;
export const CATL = '宁德时代新能源科技股份有限公司';

export const UNITS: readonly (readonly [id: string, name: string])[] = [
  ['yongan', '永安市'],
  ['shaxian', '沙县区'],
  ['datian', '大田县'],
  ['ninghua', '宁化县'],
  ['mingxi', '明溪县'],
  ['jiangle', '将乐县'],
  ['taining', '泰宁县'],
  ['youxi', '尤溪县'],
];
const PLACES = [
  '高砂',
  '金古',
  '埔岭',
  '尼葛',
  '京口',
  '华兴',
  '城南',
  '翠江',
  '十里埠',
  '雪峰',
  '积善',
  '朱口',
];
const KINDS = [
  '标准厂房',
  '厂房',
  '钢结构车间',
  '仓库',
  '冷库',
  '写字楼',
  '沿街商铺',
  '研发楼',
  '净地',
  '地块',
];
const INDUSTRIES = [
  '碳纤维',
  '石墨烯',
  '食品加工',
  '纺织',
  '机械',
  '建材',
  '文旅',
  '稀土',
  '冷链',
  '氟新材料',
];
const pick = <T>(from: readonly T[], at: number): T => {
  const found = from[at % from.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
};

export async function fillMatchingCity(
  path: string,
  migrations: string,
  pack: Pack,
  now: number,
): Promise<void> {
  const database = new NodeDatabase({ path });
  await migrate(database, readMigrations(migrations));
  let waiting: Statement[] = [];
  let many = 0;
  const flush = async () => {
    const done = await database.commit(waiting);
    if (done.result !== 'done') throw new Error(`the sample city meets itself: ${done.key}`);
    waiting = [];
  };
  const put = async (statements: readonly Statement[]) => {
    waiting.push(...statements);
    many += 1;
    if (many % BATCH === 0) await flush();
  };
  let serial = 0;
  const on = { at: now - 86_400_000, actor: 'p_office', cause: 'bench' };
  const entry = async (registry: string, values: Readonly<Record<string, string>>, owner: string) => {
    const rule = pack.registries.find((one) => one.id === registry);
    if (rule === undefined) throw new Error(registry);
    serial += 1;
    const fact: EntryFact = {
      type: 'entry.registered',
      id: `TZ-202611-${String(serial).padStart(5, '0')}`,
      registry,
      owner,
      title: titleOfValues(rule, values),
      values,
      sealed: {},
      key: keyOf(rule, values, {}),
      despite: [],
    };
    await put(entryBooks.statements(null, [fact], on));
  };
  for (let at = 0; at < ASSETS; at += 1) {
    const unit = pick(UNITS, at)[0];
    const kind = pick(KINDS, Math.floor(at / 3));
    await entry(
      'SM-G5',
      {
        kind: kind.includes('地') ? '闲置土地' : /厂房|车间/u.test(kind) ? '闲置厂房' : '闲置资产',
        name: `${pick(PLACES, at)}${at}号${kind}`,
        park: `${pick(PLACES, at)}工业园`,
        area: String(800 + ((at * 37) % 20_000)),
        ...(at % 5 === 0 ? {} : { height: String(5 + (at % 15) / 2) }),
        ...(at % 3 === 0 ? {} : { load: String(1 + (at % 6) / 2), power: String(200 + (at % 40) * 100) }),
        ...(at % 2 === 0 ? {} : { price: String(5 + (at % 15)) }),
        title: at % 17 === 0 ? '有纠纷' : '清晰',
        state: at % 13 === 0 ? '已盘活' : '待盘活',
        unit,
      },
      unit,
    );
  }
  for (let at = 0; at < POLICIES; at += 1) {
    const unit = pick(UNITS, at)[0];
    const industry = pick(INDUSTRIES, Math.floor(at / 8));
    await entry(
      'SM-G11',
      {
        unit,
        title: `${pick(UNITS, at)[1]}${industry}产业发展若干措施（第${at}号）`,
        content: `总投资${1 + (at % 9)}亿元以上的，按设备投资额的${2 + (at % 8)}%奖补，最高${100 + at}万元`,
        object: `${industry}企业`,
        ...(at % 4 === 0 ? { industries: industry, min_investment: String(1_000 * (1 + (at % 9))) } : {}),
        valid_to: at % 10 === 0 ? '2025-12-31' : '2027-12-31',
      },
      unit,
    );
  }
  for (let at = 0; at < NODES; at += 1) {
    const values = {
      chain: pick(INDUSTRIES, at),
      node: `${pick(INDUSTRIES, at)}环节${at}`,
      position: pick(['上游', '中游', '下游'], at),
      state: pick(['空白', '不足', '优势', '可突破'], Math.floor(at / 10)),
    };
    await entry('SM-G1', values, 'city');
  }
  for (let at = 0; at < FIRMS; at += 1)
    await entry(
      'SM-G3',
      { enterprise: at === 31_415 ? CATL : companyName(at), class: '其他', owner: pick(UNITS, at)[0] },
      pick(UNITS, at)[0],
    );
  const industries = pack.industries.flatMap((taxonomy) => taxonomy.items);
  for (let at = 0; at < LEADS; at += 1) {
    const units = (1_000 + (at % 90_000)) * 10_000;
    await put(
      leadBooks.statements(
        null,
        [
          {
            type: 'lead.registered',
            number: `XS-202610-${String(at + 1).padStart(5, '0')}`,
            company: companyName(at + FIRMS),
            project: `${pick(INDUSTRIES, at)}生产线项目`,
            investment: {
              low: { units, currency: 'CNY' },
              high: { units, currency: 'CNY' },
              approx: false,
            },
            industry: pick(industries, at).id,
            landingUnit: pick(UNITS, at)[0],
            channel: null,
            contact: null,
            note: '需5000平标准厂房，层高9米，用电2000千伏安',
            unit: pick(UNITS, at)[0],
            holder: 'p_office',
            despite: [],
          },
        ],
        { ...on, at: on.at - at * 60_000 },
      ),
    );
  }
  await flush();
  database.exec('ANALYZE');
  await database.close();
}
