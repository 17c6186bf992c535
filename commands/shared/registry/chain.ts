/** 图谱: the list of chains, one chain, and otherwise a search among nodes. */
import { chainCard, chainListCard } from '../../../src/cards/registry/chain.ts';
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { refuse } from '../../../src/domain/decision.ts';
import type { Registry } from '../../../src/domain/pack/schema.ts';
import {
  type Chain,
  chainsNamed,
  chainsOf,
  NO_POSITION,
  POSITIONS,
} from '../../../src/domain/registry/chain.ts';
import { fieldAs, registriesOf, topicOf } from '../../../src/domain/registry/fields.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { seesHere } from './find.ts';
import { type Place, searchEntries } from './search.ts';

const ENTRIES_MAX = 20_000;

export async function sayChain(text: string, place: Place, here: KnownScene, tools: Tools): Result {
  const chains = await chainsHere(here, tools);
  const words = text.trim();
  if (words === '' || /^(?:列表|全部)$/u.test(words)) {
    if (chains.length === 0)
      return refuse('还没有登记产业链图谱', {
        next: `请发送「台账 新增 ${place.registries[0]?.label ?? '图谱'}」登记环节。`,
      });
    const rows = chains.map((chain) => ({
      name: chain.name,
      nodes: chain.nodes.length,
      gaps: chain.nodes.filter((node) => node.isGap).length,
      firms: firmsOf(chain).length,
    }));
    const clauses = [...new Set(place.registries.map((registry) => registry.clause))].join('、');
    return answerOnly({ card: chainListCard(rows, clauses) });
  }
  const named = chainsNamed(chains, words);
  const [chain] = named;
  if (chain === undefined) return searchEntries(words, 0, place, here, tools);
  if (named.length > 1) {
    const names = named.slice(0, 8).map((one) => one.name);
    return refuse(`「${words.slice(0, 20)}」可以是 ${named.length} 条链：${names.join('、')}`, {
      next: '请写全产业链名称。',
    });
  }
  return answerOnly({ card: chainCard(viewOf(chain, place.registries)) });
}

/** Every firm of a chain: those at its nodes, and those other registries name. */
const firmsOf = (chain: Chain): readonly string[] => [
  ...new Set([...chain.nodes.flatMap((node) => node.firms), ...chain.firms]),
];

async function chainsHere(here: KnownScene, tools: Tools): Promise<readonly Chain[]> {
  const { registries } = here.pack;
  const told = registries.filter((one) => topicOf(one) === 'chain' || fieldAs(one, 'chain') !== null);
  const entries = await tools.store.entries({ registries: told.map((one) => one.id), limit: ENTRIES_MAX });
  const seen = entries.filter((entry) => seesHere(entry, here)).sort((a, b) => (a.id < b.id ? -1 : 1));
  // The list of chains first, so that its names stand.
  return chainsOf([...registriesOf(registries, 'chain'), ...told], seen);
}

function viewOf(chain: Chain, registries: readonly Registry[]) {
  const at = new Set(chain.nodes.flatMap((node) => node.firms));
  const parts = [...POSITIONS, NO_POSITION].flatMap((position) => {
    const nodes = chain.nodes.filter((node) =>
      position === NO_POSITION ? !POSITIONS.some((one) => one === node.position) : node.position === position,
    );
    return nodes.length === 0 ? [] : [{ position, nodes }];
  });
  const clauses = registries.map(
    ({ label, clause, origin }) => `${label}（${clause}${origin === 'default' ? '，系统默认' : ''}）`,
  );
  return {
    name: chain.name,
    parts,
    firms: chain.firms.filter((firm) => !at.has(firm)),
    sources: `依据 ${clauses.join('、')}。缺口指标注为空白、不足、弱或写明缺口的环节。`,
  };
}
