// The closed word lists of a pack (domain.md X1.3, section 0.3, 0.4): what the engine itself must understand.
// Leaves out everything a city may name freely (stages, industries, channels, registries).

/** Where an element comes from: 原文, 推断, 系统默认. */
export const ORIGINS = ['stated', 'inferred', 'default'] as const;
export type Origin = (typeof ORIGINS)[number];

/** How strongly the text obliges (domain.md 0.3): must, 力争, 原则上, 左右, 探索. */
export const STRENGTHS = ['must', 'aim', 'principle', 'approx', 'explore'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** Kinds of unit (domain.md X1.3). */
export const UNIT_KINDS = [
  'city',
  'district_county',
  'function_zone',
  'town',
  'subdistrict',
  'city_dept',
  'party_or_congress_body',
  'command',
  'industry_group',
  'task_force',
  'stationed_team',
  'liaison_office',
  'service_centre',
  'promotion_company',
  'park',
  'park_operator',
  'soe',
  'enterprise',
  'chamber',
  'intermediary',
  'university',
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** Ranks of a post; a target may bind a post (domain.md X1.3). */
export const POST_RANKS = [
  'city_head',
  'city_leader',
  'county_head',
  'dept_head',
  'deputy_in_charge',
  'other_leader',
  'fulltime_dispatcher',
] as const;
export type PostRank = (typeof POST_RANKS)[number];

/** Tests of a target (domain.md P8). */
export const COMPARATORS = [
  '>=',
  '>',
  '=',
  '<=',
  'range',
  'approx',
  'positive',
  'trend_up',
  'growth',
  'share',
  'delta_pp',
  'done',
] as const;
export type Comparator = (typeof COMPARATORS)[number];

/** Tests inside a filter; `over` is 过/超过, strict or not as the pack's overIsStrict says (domain.md 0.4). */
export const OPERATORS = ['>=', '>', '=', '<=', '<', 'over'] as const;
export type Operator = (typeof OPERATORS)[number];

/** Ledgers in which a fact's weights sum to one (domain.md P5). */
export const LEDGERS = ['territory', 'group', 'department', 'leader', 'referrer'] as const;
export type Ledger = (typeof LEDGERS)[number];

/** What a consequence may propose (domain.md P12). */
export const ACTIONS = [
  'commend',
  'reward',
  'name',
  'criticise',
  'interview',
  'quota_up',
  'quota_down',
  'accountability',
  'adjust_duty',
  'disqualify',
  'award_title',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Records a measure may count. */
export const RECORD_KINDS = [
  'project',
  'lead',
  'activity',
  'meeting',
  'review',
  'review_due',
  'bulletin',
  'enterprise',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** Rhythms of cadences and targets. */
export const RHYTHMS = ['month', 'quarter', 'half', 'year'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** Units of money the engine converts between; anything else is a measure word kept for print. */
export const MONEY_UNITS = ['元', '万元', '亿元', '美元', '万美元', '亿美元'] as const;
export type MoneyUnit = (typeof MONEY_UNITS)[number];

/** Measures counted from records rather than from monthly entries; a split may name them too. */
export const COUNTED_MEASURES = ['project_count', 'lead_points'] as const;

/** 资产, 企业, 政策, 图谱: what a registry is asked by. */
export const ENTRY_TOPICS = ['asset', 'enterprise', 'policy', 'chain'] as const;
export type EntryTopic = (typeof ENTRY_TOPICS)[number];

/** What a field of a registry is, whatever the city calls it. */
export const FIELD_USES = [
  'name',
  'owner',
  'place',
  'kind',
  'state',
  'area',
  'height',
  'load',
  'power',
  'price',
  'title',
  'industry',
  'chain',
  'node',
  'position',
  'gap',
  'firms',
  'expires',
  'object',
  'content',
  'benefit',
  'level',
  'minInvestment',
  'access',
  'basis',
  'due',
  'closed',
  'contacted',
] as const;
export type FieldUse = (typeof FIELD_USES)[number];
