/**
 * The plan of the generated city of `bench evaluate`: sixty targets of the shapes the five cities use, and the pack they
 * make. One list of wishes is turned into pack targets here, into SQL by city-sql.ts, and reckoned again by
 * city-check.ts; the three share nothing else.
 */
import { stringify } from 'yaml';
import { loadPack } from '../../src/domain/pack/load.ts';
import type { Pack } from '../../src/domain/pack/schema.ts';

export const AS_OF = '2021-12-31';
export const YEARS = ['2019', '2020', '2021'] as const;
export const INDUSTRIES = ['装备', '新材料', '医药', '纺织', '数字', '文旅', '农业', '能源'] as const;
export const STAGES = ['signed', 'registered', 'started'] as const;
export type StageId = (typeof STAGES)[number];

/** Which measures are filed, in which unit, and whether they start anew each January. */
export const MEASURES = [
  { id: 'funds_in_place', unit: '万元', span: 'life' },
  { id: 'fixed_asset', unit: '万元', span: 'life' },
  { id: 'fdi_actual', unit: '万美元', span: 'year' },
] as const;
export type MeasureId = (typeof MEASURES)[number]['id'];

/** Which projects count: all, one industry, those of a total investment, or both. */
export interface Choice {
  readonly industry?: (typeof INDUSTRIES)[number];
  readonly investmentWanMin?: number;
}

/** A target of the plan. `growth` and `share` are the city's, everything else is each unit's unless `city`. */
export interface Wish {
  readonly id: string;
  readonly of:
    | { readonly verb: 'sum' | 'growth'; readonly measure: MeasureId }
    | { readonly verb: 'share'; readonly measure: MeasureId; readonly part: Choice }
    | { readonly verb: 'count' | 'invest'; readonly stage: StageId };
  readonly choice: Choice;
  readonly bind: 'each' | 'city';
  readonly period: 'year' | 'window';
}

const CHOICES: readonly Choice[] = [
  {},
  { industry: '装备' },
  { industry: '新材料' },
  { investmentWanMin: 10_000 },
  { investmentWanMin: 50_000 },
  { industry: '数字', investmentWanMin: 10_000 },
];

function plan(): Wish[] {
  const wishes: Omit<Wish, 'id'>[] = [];
  for (const [at, choice] of CHOICES.entries()) {
    for (const { id } of MEASURES) {
      wishes.push({
        of: { verb: 'sum', measure: id },
        choice,
        bind: 'each',
        period: at % 2 === 0 ? 'year' : 'window',
      });
    }
    for (const stage of STAGES) {
      wishes.push({
        of: { verb: 'count', stage },
        choice,
        bind: 'each',
        period: at % 2 === 0 ? 'window' : 'year',
      });
    }
    wishes.push({ of: { verb: 'invest', stage: 'signed' }, choice, bind: 'each', period: 'year' });
    wishes.push({ of: { verb: 'sum', measure: 'funds_in_place' }, choice, bind: 'city', period: 'window' });
    wishes.push({ of: { verb: 'count', stage: 'signed' }, choice, bind: 'city', period: 'year' });
  }
  for (const { id } of MEASURES) {
    wishes.push({ of: { verb: 'growth', measure: id }, choice: {}, bind: 'city', period: 'year' });
    wishes.push({
      of: { verb: 'share', measure: id, part: { industry: '医药' } },
      choice: {},
      bind: 'city',
      period: 'year',
    });
  }
  return wishes.map((wish, at) => ({ id: `T${String(at + 1).padStart(2, '0')}`, ...wish }));
}

/** The sixty. */
export const WISHES: readonly Wish[] = plan();

const CITED = { clause: '基准', origin: 'stated' };
const UNITS: Readonly<Record<MeasureId, string>> = {
  funds_in_place: '万元',
  fixed_asset: '万元',
  fdi_actual: '万美元',
};

function where(choice: Choice): object {
  const { industry, investmentWanMin } = choice;
  return {
    ...(industry === undefined ? {} : { tag: industry }),
    ...(investmentWanMin === undefined
      ? {}
      : { money: ['total_investment', '>=', investmentWanMin, '万元'] }),
  };
}

function withWhere(measure: object, choice: Choice): object {
  const filter = where(choice);
  return Object.keys(filter).length === 0 ? measure : { ...measure, where: filter };
}

function testOf({ of, choice }: Wish): object {
  switch (of.verb) {
    case 'sum':
      return {
        measure: withWhere({ sum: of.measure }, choice),
        cmp: '>=',
        value: 1000,
        unit: UNITS[of.measure],
      };
    case 'growth':
      return { measure: { sum: of.measure }, cmp: 'growth', value: 0.05, unit: UNITS[of.measure] };
    case 'share':
      return {
        measure: { ratio: [withWhere({ sum: of.measure }, of.part), { sum: of.measure }] },
        cmp: 'share',
        value: 0.1,
        unit: '%',
      };
    case 'count':
      return {
        measure: withWhere({ count: 'project', at: of.stage }, choice),
        cmp: '>=',
        value: 10,
        unit: '个',
      };
    case 'invest':
      return {
        measure: withWhere({ sumField: 'total_investment', at: of.stage }, choice),
        cmp: '>=',
        value: 1000,
        unit: '万元',
      };
  }
}

function targetOf(wish: Wish): object {
  return {
    id: wish.id,
    label: wish.id,
    period: wish.period === 'year' ? 'year' : { window: ['2019-01-01', AS_OF] },
    bind: wish.bind === 'city' ? 'city' : { each: { kind: 'district_county' } },
    strength: 'must',
    ...testOf(wish),
    ...CITED,
  };
}

/** The plan as a checked pack: what a bureau's own YAML would be. */
export function cityPack(): Pack {
  const text = stringify({
    id: 'bench-city',
    title: '基准城市',
    city: '基准',
    issuer: '基准',
    issuedOn: '2019-01-01',
    periodFrom: '2019-01-01',
    unitKinds: [{ id: 'district_county', label: '县（市、区）', ...CITED }],
    stages: STAGES.map((id, at) => ({
      id,
      label: ['签约', '注册', '开工'][at],
      order: at + 1,
      ...CITED,
      ...(at === 0 ? { isProjectFrom: true } : {}),
    })),
    lifecycle: { order: 'free', ...CITED },
    industries: [
      {
        id: 'chains',
        label: '产业',
        items: INDUSTRIES.map((label, at) => ({ id: `chain_${at}`, label })),
        ...CITED,
      },
    ],
    measures: MEASURES.map(({ id, unit, span }) => ({
      id,
      label: id,
      unit,
      cumulative: true,
      scope: 'perProject',
      span,
      ...CITED,
    })),
    targets: WISHES.map(targetOf),
  });
  const result = loadPack(text, 'bench-city.yaml');
  if (result.ok) return result.pack;
  throw new Error(
    result.mistakes.map((mistake) => `${mistake.line}:${mistake.col} ${mistake.message}`).join('\n'),
  );
}
