// What must hold inside a pack beyond shapes and references: ids once, real days in order, sums of one, no cycles,
// a reason for every default. Works on unchecked data, so that all mistakes come out together.
import { readDecimal, sumDec } from '../decimal.ts';
import { asObject, type Finding, listAt, type Path, textAt, walk } from './raw.ts';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

function isRealDay(text: string): boolean {
  const match = DAY.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1990 || year > 2100 || month < 1 || month > 12) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day >= 1 && day <= (days[month - 1] ?? 0);
}

function duplicateIds(raw: unknown): Finding[] {
  const findings: Finding[] = [];
  walk(raw, (value, path) => {
    if (!Array.isArray(value)) return;
    const first = new Map<string, number>();
    value.forEach((element, index) => {
      const id = textAt(element, 'id');
      if (id === null) return;
      const earlier = first.get(id);
      if (earlier === undefined) first.set(id, index);
      else
        findings.push({
          path: [...path, index, 'id'],
          message: `编号「${id}」重复，第 ${earlier + 1} 项已用`,
        });
    });
  });
  return findings;
}

function days(raw: unknown): Finding[] {
  const findings: Finding[] = [];
  walk(raw, (value, path) => {
    if (typeof value === 'string' && DAY.test(value) && !isRealDay(value)) {
      findings.push({ path, message: `「${value}」不是实有的日期（1990—2100年）` });
    }
  });
  return findings;
}

const ORDERED: readonly (readonly [string, string])[] = [
  ['periodFrom', 'periodTo'],
  ['effectiveFrom', 'effectiveTo'],
  ['from', 'deadline'],
];

function dayOrder(raw: unknown): Finding[] {
  const findings: Finding[] = [];
  walk(raw, (value, path) => {
    for (const [from, to] of ORDERED) {
      const [start, end] = [textAt(value, from), textAt(value, to)];
      if (start !== null && end !== null && DAY.test(start) && DAY.test(end) && end < start) {
        findings.push({ path: [...path, to], message: `止于「${end}」早于起于「${start}」` });
      }
    }
    const window = listAt(value, 'window');
    const [start, end] = [window[0], window[1]];
    if (typeof start === 'string' && typeof end === 'string' && end < start) {
      findings.push({ path: [...path, 'window', 1], message: `止于「${end}」早于起于「${start}」` });
    }
  });
  return findings;
}

function defaultsWithoutReason(raw: unknown): Finding[] {
  const findings: Finding[] = [];
  walk(raw, (value, path) => {
    if (textAt(value, 'origin') === 'default' && textAt(value, 'note') === null) {
      findings.push({
        path: [...path, 'origin'],
        message: 'origin 写 default（系统默认）时要写 note 说明理由',
      });
    }
  });
  return findings;
}

function sumsToOne(value: unknown, path: Path, word: string): Finding[] {
  if (!Array.isArray(value)) return [];
  const parts = value.map(readDecimal);
  const numbers = parts.filter((part) => part !== null);
  if (numbers.length !== parts.length) return [];
  if (numbers.some((part) => part.isNegative())) return [{ path, message: `${word}不能为负` }];
  const total = sumDec(numbers);
  if (total.eq(1)) return [];
  return [{ path, message: `${word}合计为「${total.toFixed()}」，应为 1` }];
}

function sums(raw: unknown): Finding[] {
  const splits = listAt(raw, 'splits').flatMap((split, index) => {
    const byYear = Object.entries(asObject(asObject(split)?.['ratioByYear']) ?? {});
    const versions = listAt(split, 'versions');
    return [
      ...sumsToOne(asObject(split)?.['ratio'], ['splits', index, 'ratio'], '分成比例'),
      ...byYear.flatMap(([year, ratio]) =>
        sumsToOne(ratio, ['splits', index, 'ratioByYear', year], '分成比例'),
      ),
      ...versions.flatMap((version, at) =>
        sumsToOne(asObject(version)?.['ratio'], ['splits', index, 'versions', at, 'ratio'], '分成比例'),
      ),
    ];
  });
  const vesting = listAt(raw, 'rolling').flatMap((rolling, index) =>
    sumsToOne(asObject(rolling)?.['vesting'], ['rolling', index, 'vesting'], '分年生效比例'),
  );
  const quotas = listAt(raw, 'grades').flatMap((grade, index) => {
    const path: Path = ['grades', index, 'quota'];
    const quota = listAt(grade, 'quota');
    if (quota.length > 0 && listAt(grade, 'names').length !== quota.length) {
      return [
        { path, message: `比例有 ${quota.length} 档，names 有 ${listAt(grade, 'names').length} 个，应相等` },
      ];
    }
    return sumsToOne(asObject(grade)?.['quota'], path, '等次比例');
  });
  return [...splits, ...vesting, ...quotas];
}

function ranges(raw: unknown): Finding[] {
  const findings: Finding[] = [];
  walk(raw, (value, path) => {
    const object = asObject(value);
    if (object === null || !('cmp' in object)) return;
    const given = object['value'];
    const isPair = Array.isArray(given);
    if (given !== undefined && (object['cmp'] === 'range') !== isPair) {
      const expected = isPair ? '一个数' : '[下限, 上限]';
      findings.push({
        path: [...path, 'value'],
        message: `比较方式「${String(object['cmp'])}」的目标值应为${expected}`,
      });
    }
    if (!isPair) return;
    const [low, high] = [readDecimal(given[0]), readDecimal(given[1])];
    if (low !== null && high?.lt(low) === true) {
      findings.push({
        path: [...path, 'value'],
        message: `上限「${high.toFixed()}」小于下限「${low.toFixed()}」`,
      });
    }
  });
  return findings;
}

function bandOrder(raw: unknown): Finding[] {
  return listAt(raw, 'grades').flatMap((grade, index) => {
    const bands = listAt(grade, 'bands').map((band) => (Array.isArray(band) ? band[0] : undefined));
    return bands.flatMap((low, at) => {
      const above = readDecimal(bands[at - 1]);
      const here = readDecimal(low);
      if (at === 0 || above === null || here === null || here.lt(above)) return [];
      return [
        {
          path: ['grades', index, 'bands', at],
          message: `分数段要从高到低写：「${here.toFixed()}」不低于前一段`,
        },
      ];
    });
  });
}

function stageRules(raw: unknown): Finding[] {
  const findings: Finding[] = [];
  const orders = new Map<unknown, number>();
  let projectFrom = -1;
  listAt(raw, 'stages').forEach((stage, index) => {
    const object = asObject(stage);
    const order = object?.['order'];
    const earlier = orders.get(order);
    if (typeof order === 'number' && earlier !== undefined) {
      findings.push({
        path: ['stages', index, 'order'],
        message: `次序「${order}」与第 ${earlier + 1} 个阶段相同`,
      });
    }
    orders.set(order, index);
    if (object?.['isProjectFrom'] !== true) return;
    if (projectFrom >= 0) {
      const message = `只能有一个阶段写 isProjectFrom，第 ${projectFrom + 1} 个已写`;
      findings.push({ path: ['stages', index, 'isProjectFrom'], message });
    }
    projectFrom = index;
  });
  return findings;
}

/** Finds one cycle in a graph of names, as the names in order, or null. */
function cycleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  for (const start of graph.keys()) {
    const trail: string[] = [];
    const stack: { node: string; next: number }[] = [{ node: start, next: 0 }];
    while (stack.length > 0) {
      const top = stack.at(-1);
      if (top === undefined) break;
      if (top.next === 0) {
        if (trail.includes(top.node)) return [...trail.slice(trail.indexOf(top.node)), top.node];
        trail.push(top.node);
      }
      const successor = done.has(top.node) ? undefined : graph.get(top.node)?.[top.next];
      top.next += 1;
      if (successor !== undefined) {
        stack.push({ node: successor, next: 0 });
        continue;
      }
      done.add(top.node);
      trail.pop();
      stack.pop();
    }
  }
  return null;
}

function cycles(raw: unknown): Finding[] {
  const findings: Finding[] = [];
  const report = (graph: Map<string, string[]>, path: Path, word: string): void => {
    const cycle = cycleIn(graph);
    if (cycle !== null) findings.push({ path, message: `${word}成环：${cycle.join(' → ')}` });
  };
  const edges = new Map<string, string[]>();
  for (const edge of listAt(asObject(raw)?.['lifecycle'], 'edges')) {
    if (!Array.isArray(edge) || typeof edge[0] !== 'string' || typeof edge[1] !== 'string') continue;
    edges.set(edge[0], [...(edges.get(edge[0]) ?? []), edge[1]]);
  }
  report(edges, ['lifecycle', 'edges'], '阶段流转');
  listAt(raw, 'industries').forEach((taxonomy, index) => {
    const parents = new Map<string, string[]>();
    for (const item of listAt(taxonomy, 'items')) {
      const [id, parent] = [textAt(item, 'id'), textAt(item, 'parent')];
      if (id !== null && parent !== null) parents.set(id, [parent]);
    }
    report(parents, ['industries', index, 'items'], '产业上级');
  });
  const uses = new Map<string, string[]>();
  for (const filter of listAt(raw, 'filters')) {
    const id = textAt(filter, 'id');
    const used: string[] = [];
    walk(asObject(filter)?.['where'], (value) => {
      const name = textAt(value, 'use');
      if (name !== null) used.push(name);
    });
    if (id !== null) uses.set(id, used);
  }
  report(uses, ['filters'], '条件引用');
  return findings;
}

/** Every inconsistency of a pack. */
export function consistencyFindings(raw: unknown): Finding[] {
  return [
    ...duplicateIds(raw),
    ...days(raw),
    ...dayOrder(raw),
    ...defaultsWithoutReason(raw),
    ...sums(raw),
    ...ranges(raw),
    ...bandOrder(raw),
    ...stageRules(raw),
    ...cycles(raw),
  ];
}
