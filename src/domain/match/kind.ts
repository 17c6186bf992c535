/**
 * What kind of place: 厂房, 土地, 写字楼, 仓库, 冷库, 商铺, 研发楼, 酒店, by the many words people and registers have for it. A plant is
 * no land; what might serve (厂房 as 仓库) is to be asked.
 */
export type PlaceKind = 'plant' | 'land' | 'office' | 'store' | 'cold' | 'shop' | 'lab' | 'hotel';

export const KIND_LABELS: Readonly<Record<PlaceKind, string>> = {
  plant: '厂房',
  land: '土地',
  office: '办公楼宇',
  store: '仓库',
  cold: '冷库',
  shop: '商业用房',
  lab: '研发用房',
  hotel: '酒店民宿',
};

const WORDS: readonly (readonly [PlaceKind, RegExp])[] = [
  ['cold', /冷库|冷冻库|冷藏库|保鲜库|冻库|冷链仓/u],
  ['lab', /实验室|孵化器|孵化|研发楼|研发用房|研发场地|中试|众创空间|科研楼|实验楼/u],
  ['plant', /厂房|车间|工厂|厂区|厂子|生产用房|生产场地|标准房|旧厂/u],
  ['store', /仓库|仓储|库房|货仓|物流仓|分拨|堆场|货场|周转仓|高标仓|云仓/u],
  ['office', /写字楼|办公楼|办公室|办公场地|办公用房|办公|商务楼|楼宇|总部楼|大厦|写字间|呼叫中心场地/u],
  ['shop', /商铺|店面|门面|铺面|商场|商业综合体|综合体|商贸设施|商业街|超市|沿街|卖场|商业用房/u],
  ['hotel', /酒店|宾馆|民宿|招待所|度假村|旅馆/u],
  ['land', /土地|地块|用地|工业地|净地|空地|熟地|荒地|拿地|块地|亩地|宗地|供地/u],
];

/** Might serve for it, if somebody asks. */
const MAYBE: Readonly<Partial<Record<PlaceKind, readonly PlaceKind[]>>> = {
  store: ['plant'],
  lab: ['office'],
  office: ['lab'],
};

/** Kinds a text names; 冷库仓储 is a cold store and no other. */
export function kindsIn(text: string): readonly PlaceKind[] {
  const found = WORDS.filter(([, pattern]) => pattern.test(text)).map(([kind]) => kind);
  const isCold = found.includes('cold');
  // 厂房用地, 仓储用地: land for it. 工业用地上的厂房 is a plant, which says 厂房 last.
  const isLandOnly =
    /(?:厂房|仓储|办公|商业|研发|酒店)(?:建设)?用地|(?:土地|地块|亩地)(?:建|自建|盖|新建)/u.test(text);
  if (isLandOnly) return ['land'];
  return found.filter((kind) => !(isCold && kind === 'store'));
}

export type KindFit = 'same' | 'maybe' | 'other' | 'unknown';

/** @param has kinds of an entry; none: it does not say */
export function kindFit(wanted: readonly PlaceKind[], has: readonly PlaceKind[]): KindFit {
  if (has.length === 0) return 'unknown';
  if (wanted.some((kind) => has.includes(kind))) return 'same';
  return wanted.some((kind) => MAYBE[kind]?.some((one) => has.includes(one)) === true) ? 'maybe' : 'other';
}
