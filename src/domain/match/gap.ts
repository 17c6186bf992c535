/**
 * Enterprise ↔ chain gap 缺口: which nodes of the chain maps (空白, 不足, 可突破, 弱) a firm or project would fill, and how that is
 * known. A node it belongs to that lacks nothing is told of too, as what it is.
 */
import { isLikelySame } from '../company.ts';
import type { Pack } from '../pack/schema.ts';
import type { Chain, ChainNode } from '../registry/chain.ts';
import type { Verdict } from '../registry/match.ts';
import { industryFit, tokensOf } from './industry.ts';
import { plainText } from './plain.ts';
import type { Profile } from './profile.ts';

export interface GapFit {
  readonly chain: string;
  readonly node: ChainNode;
  /** `fits`: named; `unknown`: of the chain, the node is to be asked; `fails`: the node lacks nothing. */
  readonly verdict: Verdict;
  readonly reason: string;
  readonly score: number;
}

/** From here on a gap is worth telling without being asked. */
export const GAP_TOLD_MIN = 30;
const TARGETS = /^(?:目标企业|拟引进企业|招引对象|目标客商)：/u;
const SPLIT = /[、,，;；/\n]+/u;

export function gapsFor(profile: Profile, chains: readonly Chain[], pack: Pack): readonly GapFit[] {
  return chains
    .flatMap((chain) => {
      const whole = industryFit(chain.name, profile, pack);
      return chain.nodes.flatMap((node): readonly GapFit[] => {
        const found = nodeFit(node, profile) ?? chainFit(whole.how, chain.name);
        if (found === null) return [];
        if (!node.isGap) {
          if (found.score < 60) return [];
          const firms = node.firms.length === 0 ? '' : `，已有${node.firms.slice(0, 3).join('、')}`;
          const reason = `${found.reason}；环节现状${node.state ?? '没有标缺口'}${firms}，不是缺口`;
          return [{ chain: chain.name, node, verdict: 'fails', reason, score: found.score }];
        }
        return [{ chain: chain.name, node, ...found }];
      });
    })
    .sort(
      (a, b) =>
        Number(a.verdict === 'fails') - Number(b.verdict === 'fails') ||
        b.score - a.score ||
        (a.node.id < b.node.id ? -1 : 1),
    );
}

type Found = Pick<GapFit, 'verdict' | 'reason' | 'score'>;

function nodeFit(node: ChainNode, profile: Profile): Found | null {
  const targets = node.notes
    .filter((note) => TARGETS.test(note))
    .flatMap((note) => note.replace(TARGETS, '').split(SPLIT))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const target = targets.find((name) => isLikelySame(name, profile.company));
  if (target !== undefined) return { verdict: 'fits', reason: `图谱已列「${target}」为目标企业`, score: 100 };
  const named = tokensOf(node.name).find((token) => profile.words.includes(token));
  if (named !== undefined) return { verdict: 'fits', reason: `项目内容含「${named}」`, score: 80 };
  const part = pairsMet(plainText(node.name), profile.words);
  return part >= 0.6
    ? { verdict: 'unknown', reason: `项目内容与「${node.name}」相近，请核实`, score: 40 }
    : null;
}

function chainFit(how: ReturnType<typeof industryFit>['how'], chain: string): Found | null {
  if (how === 'named') return { verdict: 'unknown', reason: `属于${chain}链，是否这个环节请核实`, score: 30 };
  return how === 'kindred'
    ? { verdict: 'unknown', reason: `与${chain}链同属一个产业，请核实`, score: 15 }
    : null;
}

function pairsMet(name: string, text: string): number {
  const chars = [...name];
  const pairs = chars.slice(1).map((char, at) => (chars[at] ?? '') + char);
  return pairs.length < 3 ? 0 : pairs.filter((pair) => text.includes(pair)).length / pairs.length;
}
