// Numbers that no plan can mean: weights and steps of nothing, amounts below zero, a schedule that runs backwards, a share
// written as 22 instead of 0.22, money counted in 个; and derived stages that rest on themselves.
// Works on unchecked data (raw.ts). Sums, ranges and days are in consistency.ts.
import { readDecimal } from '../decimal.ts';
import { asObject, type Finding, listAt, type Path, type RawObject, textAt, walk } from './raw.ts';
import { MONEY_UNITS } from './terms.ts';

type Sign = 'positive' | 'zero';

/** A number that must be above zero (or not below it). What is no number at all is the shape's to say. */
function sign(holder: unknown, key: string, path: Path, least: Sign, word: string): Finding[] {
  const given = readDecimal(asObject(holder)?.[key]);
  if (given === null || given.gt(0) || (least === 'zero' && given.isZero())) return [];
  const wanted = least === 'positive' ? '应大于 0' : '不能为负';
  return [{ path: [...path, key], message: `${word}「${given.toFixed()}」${wanted}` }];
}

/** What `steps`, `per`, `judge` and `linear` have in common, in items and adjustments alike. */
function formulas(holder: unknown, path: Path): Finding[] {
  const object = asObject(holder);
  return ['steps', 'per', 'judge', 'linear'].flatMap((key) => {
    const [rule, at] = [object?.[key], [...path, key]];
    return [
      ...sign(rule, 'size', at, 'positive', '每档'),
      ...sign(rule, 'quantity', at, 'positive', '每份的数量'),
      ...sign(rule, 'max', at, 'positive', '满分'),
      ...sign(rule, 'points', at, 'zero', '分值'),
      ...sign(rule, 'cap', at, 'zero', '封顶'),
    ];
  });
}

function scores(raw: unknown): Finding[] {
  return listAt(raw, 'scorecards').flatMap((card, index) => {
    const path: Path = ['scorecards', index];
    const items = listAt(card, 'items').flatMap((item, at) => [
      ...sign(item, 'weight', [...path, 'items', at], 'positive', '权重'),
      ...formulas(asObject(item)?.['f'], [...path, 'items', at, 'f']),
    ]);
    const adjustments = ['bonus', 'malus'].flatMap((side) =>
      listAt(card, side).flatMap((one, at) => formulas(one, [...path, side, at])),
    );
    const caps = ['bonus', 'malus', 'total'].flatMap((key) =>
      sign(asObject(card)?.['caps'], key, [...path, 'caps'], 'zero', '封顶'),
    );
    return [...items, ...adjustments, ...caps];
  });
}

function thresholds(raw: unknown): Finding[] {
  const findings: Finding[] = [];
  walk(raw, (value, path) => {
    const amount = readDecimal(listAt(value, 'money')[2]);
    if (amount?.isNegative() === true)
      findings.push({ path: [...path, 'money', 2], message: `金额「${amount.toFixed()}」不能为负` });
  });
  return findings;
}

function phasing(target: unknown, path: Path): Finding[] {
  const shares = listAt(target, 'phasing').map(readDecimal);
  return shares.flatMap((share, at) => {
    if (share === null) return [];
    const before = shares[at - 1] ?? null;
    const here = [...path, 'phasing', at];
    if (share.isNegative() || share.gt(1))
      return [{ path: here, message: `进度「${share.toFixed()}」应在 0 到 1 之间` }];
    if (before?.lte(1) === true && share.lt(before))
      return [
        { path: here, message: `进度「${share.toFixed()}」低于前一期「${before.toFixed()}」，应逐期累计` },
      ];
    if (at === shares.length - 1 && !share.eq(1))
      return [{ path: here, message: `最后一期进度「${share.toFixed()}」应为 1` }];
    return [];
  });
}

/** A fraction written as a percentage, or a number below zero. */
function value(test: RawObject, path: Path): Finding[] {
  const cmp = textAt(test, 'cmp');
  const given = test['value'];
  const isChange = cmp === 'growth' || cmp === 'delta_pp';
  const fraction = readDecimal(given);
  if (fraction !== null && (cmp === 'share' || cmp === 'delta_pp') && fraction.abs().gt(1)) {
    const instead = fraction.div(100).toFixed();
    return [
      {
        path: [...path, 'value'],
        message: `「${fraction.toFixed()}」应写成小数，${fraction.toFixed()}% 写 ${instead}`,
      },
    ];
  }
  if (isChange) return [];
  const numbers = (Array.isArray(given) ? given : [given]).map(readDecimal);
  const below = numbers.find((one) => one?.isNegative() === true);
  return below ? [{ path: [...path, 'value'], message: `目标值「${below.toFixed()}」不能为负` }] : [];
}

const isMoney = (unit: string): boolean => MONEY_UNITS.some((one) => one === unit);

/** The unit a measure comes in: an exact one, `money`, or `no money`; null where the pack does not tell. */
function unitOf(measure: unknown, units: ReadonlyMap<string, string>): string | null {
  const object = asObject(measure);
  if (object === null) return null;
  const sum = textAt(object, 'sum');
  if (sum !== null) return units.get(sum) ?? null;
  if (object['sumField'] === 'total_investment') return 'money';
  if ('sumOf' in object) return null;
  return ['count', 'distinct', 'size', 'ratio', 'countUnits', 'points', 'done'].some((verb) => verb in object)
    ? 'no money'
    : null;
}

function unit(test: RawObject, path: Path, units: ReadonlyMap<string, string>): Finding[] {
  const [given, wanted] = [textAt(test, 'unit'), unitOf(test['measure'], units)];
  if (given === null || wanted === null) return [];
  const wrong = (expected: string): Finding[] => [
    { path: [...path, 'unit'], message: `单位「${given}」与指标口径不符，应为${expected}` },
  ];
  // How much it grew may be said of money in %: the level keeps the measure's own unit.
  if (given === '%' && textAt(test, 'cmp') === 'growth') return [];
  if (wanted === 'no money') return isMoney(given) ? wrong('个数或比例的单位，不是金额') : [];
  if (wanted === 'money' || isMoney(wanted))
    return isMoney(given) ? [] : wrong(`金额单位：${MONEY_UNITS.join('、')}`);
  return given === wanted ? [] : wrong(`「${wanted}」`);
}

function targets(raw: unknown): Finding[] {
  const units = new Map<string, string>();
  for (const measure of listAt(raw, 'measures')) {
    const [id, own] = [textAt(measure, 'id'), textAt(measure, 'unit')];
    if (id !== null && own !== null) units.set(id, own);
  }
  return listAt(raw, 'targets').flatMap((target, index) => {
    const path: Path = ['targets', index];
    const whole = asObject(target);
    const tests: [RawObject, Path][] = whole === null ? [] : [[whole, path]];
    for (const key of ['allOf', 'anyOf']) {
      listAt(target, key).forEach((part, at) => {
        const object = asObject(part);
        if (object !== null) tests.push([object, [...path, key, at]]);
      });
    }
    return [
      ...phasing(target, path),
      ...tests.flatMap(([test, at]) => [...value(test, at), ...unit(test, at, units)]),
    ];
  });
}

/** Derived stages named inside another's condition, followed until one comes back to itself. */
function derivedCycles(raw: unknown): Finding[] {
  const named = new Map<string, string[]>();
  for (const stage of listAt(raw, 'derivedStages')) {
    const id = textAt(stage, 'id');
    const used: string[] = [];
    walk(asObject(stage)?.['when'], (value) => {
      const wanted = asObject(value)?.['stage'];
      for (const one of Array.isArray(wanted) ? wanted : [wanted])
        if (typeof one === 'string') used.push(one);
    });
    if (id !== null) named.set(id, used);
  }
  return [...named.keys()].flatMap((start, index) => {
    const seen = new Set<string>();
    const open = [...(named.get(start) ?? [])];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (at === start)
        return [{ path: ['derivedStages', index, 'when'], message: `阶段「${start}」的条件绕回到它自己` }];
      if (!seen.has(at)) open.push(...(named.get(at) ?? []));
      seen.add(at);
    }
    return [];
  });
}

/** Every number and condition of a pack that cannot be meant. */
export function amountFindings(raw: unknown): Finding[] {
  return [...scores(raw), ...thresholds(raw), ...targets(raw), ...derivedCycles(raw)];
}
