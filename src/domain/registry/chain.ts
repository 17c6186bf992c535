/**
 * 图谱: what registries of chains say, put together by chain: nodes by position, who is there, what lacks. A gap is a node
 * whose state says so (空白, 不足, 弱, 可突破) or whose 缺口 is filled in. Pure; leaves out cards.
 */
import type { Registry } from '../pack/schema.ts';
import type { FieldUse } from '../pack/terms.ts';
import type { Entry } from './entry.ts';
import { fieldAs, folded, topicOf } from './fields.ts';

export const POSITIONS = ['上游', '中游', '下游'] as const;
/** Nodes that say nothing of where they stand. */
export const NO_POSITION = '环节';

export interface ChainNode {
  readonly id: string;
  readonly name: string;
  readonly position: string;
  readonly state: string | null;
  readonly isGap: boolean;
  readonly firms: readonly string[];
  /** `标签：值` of the other fields. */
  readonly notes: readonly string[];
}

export interface Chain {
  readonly name: string;
  readonly nodes: readonly ChainNode[];
  /** Firms that other registries name for the chain. */
  readonly firms: readonly string[];
}

const GAP = /空白|不足|弱|缺|可突破/u;
const NO_GAP = /^(?:无|没有|暂无|—|-)$/u;
const SPLIT = /[、,，;；/\n]+/u;
const SHOWN: ReadonlySet<FieldUse> = new Set(['chain', 'node', 'position', 'state', 'firms']);

/** @param entries active ones of the registries, of any topic: those of firms say who belongs to a chain */
export function chainsOf(registries: readonly Registry[], entries: readonly Entry[]): readonly Chain[] {
  const byId = new Map(registries.map((registry) => [registry.id, registry]));
  const found = new Map<string, { name: string; nodes: ChainNode[]; firms: Set<string> }>();
  const chainNamed = (name: string) => {
    const key = folded(name).replace(/产业链$|产业$/u, '');
    const held = found.get(key);
    if (held !== undefined) return held;
    const made = { name, nodes: [], firms: new Set<string>() };
    found.set(key, made);
    return made;
  };
  const placed: { readonly registry: Registry; readonly entry: Entry; readonly chain: string }[] = [];
  for (const entry of entries) {
    const registry = byId.get(entry.registry);
    const chain = registry === undefined ? null : textOf(registry, entry, 'chain');
    if (registry !== undefined && chain !== null) placed.push({ registry, entry, chain });
  }
  for (const { registry, entry, chain } of placed) {
    if (topicOf(registry) !== 'chain') continue;
    const held = chainNamed(chain);
    const node = nodeOf(registry, entry);
    if (node !== null) held.nodes.push(node);
  }
  for (const { registry, entry, chain } of placed) {
    if (topicOf(registry) === 'chain' || entry.title === null) continue;
    // A firm may name several chains; one that no map has is none.
    for (const name of chain.split(SPLIT)) {
      const key = folded(name).replace(/产业链$|产业$/u, '');
      found.get(key)?.firms.add(entry.title);
    }
  }
  return [...found.values()].map(({ name, nodes, firms }) => ({ name, nodes, firms: [...firms] }));
}

function textOf(registry: Registry, entry: Entry, use: FieldUse): string | null {
  const field = fieldAs(registry, use);
  const value = field === null ? undefined : entry.values[field.id];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** `null`: the entry is the chain itself. */
function nodeOf(registry: Registry, entry: Entry): ChainNode | null {
  const name = textOf(registry, entry, 'node');
  if (name === null) return null;
  const state = textOf(registry, entry, 'state');
  const gap = textOf(registry, entry, 'gap');
  const isGap = (gap !== null && !NO_GAP.test(gap)) || (state !== null && GAP.test(state));
  const notes = registry.fields.flatMap((field) => {
    const value = entry.values[field.id];
    const isShown = field.as !== undefined && SHOWN.has(field.as);
    return isShown || field.personal || typeof value !== 'string' ? [] : [`${field.label}：${value}`];
  });
  return {
    id: entry.id,
    name,
    position: textOf(registry, entry, 'position') ?? NO_POSITION,
    state,
    isGap,
    firms: (textOf(registry, entry, 'firms') ?? '')
      .split(SPLIT)
      .map((firm) => firm.trim())
      .filter((firm) => firm !== ''),
    notes,
  };
}

/** Those the words name: exactly, then by part; else none. */
export function chainsNamed(chains: readonly Chain[], words: string): readonly Chain[] {
  const wanted = folded(words).replace(/产业链$|产业$/u, '');
  if (wanted === '') return [];
  const key = (chain: Chain) => folded(chain.name).replace(/产业链$|产业$/u, '');
  const exact = chains.filter((chain) => key(chain) === wanted);
  return exact.length > 0
    ? exact
    : chains.filter((chain) => key(chain).includes(wanted) || wanted.includes(key(chain)));
}
