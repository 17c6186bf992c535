/**
 * A pool of three hundred idle assets of an invented city, from one seed: plants, land, offices, warehouses, cold stores,
 * shops, research buildings, hotels, and some whose name says nothing; a fifth of the figures not stated, as in life.
 */
export type Real = 'plant' | 'land' | 'office' | 'store' | 'cold' | 'shop' | 'lab' | 'hotel' | 'unsaid';

export interface PoolAsset {
  readonly serial: number;
  /** What it is, as a person reads its name. */
  readonly real: Real;
  readonly kind: string;
  readonly name: string;
  readonly park: string;
  readonly unit: string;
  readonly area: number;
  readonly height: number | null;
  readonly load: number | null;
  readonly power: number | null;
  readonly price: number | null;
  readonly title: string;
  readonly state: string;
}

export const POOL_UNITS: readonly (readonly [id: string, name: string])[] = [
  ['yongan', '永安市'],
  ['shaxian', '沙县区'],
  ['datian', '大田县'],
  ['ninghua', '宁化县'],
  ['mingxi', '明溪县'],
];

const PARKS: Readonly<Record<string, readonly string[]>> = {
  yongan: ['埔岭汽车工业园', '尼葛开发区', '石墨小镇'],
  shaxian: ['高砂工业园', '金古工业园', '金沙园'],
  datian: ['京口工业园', '华兴工业园', '上京片区'],
  ninghua: ['城南工业园', '华侨经济开发区', '翠江片区'],
  mingxi: ['十里埠生态经济区', '氟新材料园', '雪峰片区'],
};
const NAMES: Readonly<Record<Real, readonly string[]>> = {
  plant: ['标准厂房', '厂房', '旧车间', '钢结构厂房', '生产车间', '老厂区'],
  land: ['工业地块', '净地', '收储土地', '预留用地'],
  office: ['写字楼', '办公楼', '商务楼', '总部大厦'],
  store: ['仓库', '仓储中心', '物流仓', '库房'],
  cold: ['冷库', '冷藏库'],
  shop: ['沿街商铺', '商业综合体', '店面', '旧商场'],
  lab: ['研发楼', '孵化器', '中试实验楼'],
  hotel: ['老宾馆', '酒店', '民宿'],
  unsaid: ['资产包', '国资盘活项目', '闲置物业'],
};
const COUNTS: readonly (readonly [Real, number])[] = [
  ['plant', 26],
  ['land', 8],
  ['store', 6],
  ['office', 6],
  ['cold', 3],
  ['shop', 5],
  ['lab', 2],
  ['hotel', 2],
  ['unsaid', 2],
];

function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function makePool(): readonly PoolAsset[] {
  const next = dice(20_261_123);
  const between = (low: number, high: number, step: number) =>
    Math.round((low + next() * (high - low)) / step) * step;
  const maybe = (missing: number, value: () => number) => {
    const drawn = value();
    return next() < missing ? null : Number(drawn.toFixed(1));
  };
  const pool: PoolAsset[] = [];
  for (const [unit] of POOL_UNITS) {
    for (const [real, count] of COUNTS) {
      for (let at = 0; at < count; at += 1) {
        const park = pick(PARKS[unit] ?? [], next());
        const isBuilding = real !== 'land';
        pool.push({
          serial: pool.length + 1,
          real,
          kind:
            real === 'plant'
              ? '闲置厂房'
              : real === 'land'
                ? '闲置土地'
                : pick(['闲置资产', '不良资产'], next()),
          name: `${park.slice(0, 2)}${at + 1}号${pick(NAMES[real], next())}`,
          park,
          unit,
          area: areaOf(real, between),
          height: isBuilding ? maybe(0.2, () => between(real === 'plant' ? 5 : 3, 12, 0.5)) : null,
          load: isBuilding ? maybe(0.4, () => between(0.5, 4, 0.5)) : null,
          power: isBuilding ? maybe(0.4, () => between(200, 4_000, 100)) : null,
          price: isBuilding ? maybe(0.4, () => between(5, 20, 1)) : null,
          title: next() < 0.06 ? '有纠纷' : '清晰',
          state: next() < 0.08 ? '已盘活' : next() < 0.5 ? '待盘活' : '推介中',
        });
      }
    }
  }
  return pool;
}

function areaOf(real: Real, between: (low: number, high: number, step: number) => number): number {
  if (real === 'land') return between(10_000, 130_000, 1_000);
  if (real === 'office' || real === 'lab') return between(300, 8_000, 100);
  if (real === 'shop' || real === 'hotel') return between(80, 12_000, 20);
  return between(real === 'cold' ? 500 : 800, real === 'cold' ? 8_000 : 20_000, 100);
}

const pick = (from: readonly string[], at: number): string => from[Math.floor(at * from.length)] ?? '';
