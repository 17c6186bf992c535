/** One kind of match in full, paged: 政策, 图谱, 准入, 同类; each row with 为什么. */
import { MATCH_PAGE, type MatchRow, matchListCard, NO_PROMISE } from '../../../src/cards/match/match.ts';
import { sayButton } from '../../../src/cards/show.ts';
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { refuse } from '../../../src/domain/decision.ts';
import { currentNumber, type Lead, titleOf } from '../../../src/domain/lead/lead.ts';
import { caseByCase } from '../../../src/domain/match/case-by-case.ts';
import { exceptionPath } from '../../../src/domain/match/park.ts';
import { registriesOf } from '../../../src/domain/registry/fields.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { profileHere } from './lead.ts';
import { caseLines, gapRow, parkRow, policyRow, similarRow } from './rows.ts';
import { gapsOfLead, parksOf, policiesOf, similarOf } from './work.ts';

export type ListKind = 'policy' | 'chain' | 'park' | 'similar';

const WORDS: Readonly<
  Record<ListKind, { readonly word: string; readonly title: string; readonly none: string }>
> = {
  policy: { word: '政策', title: '政策匹配', none: '政策库里还没有可比的政策' },
  chain: { word: '图谱', title: '产业链缺口匹配', none: '图谱里没有与这个项目有关的环节' },
  park: { word: '准入', title: '园区准入', none: '还没有登记园区准入清单' },
  similar: { word: '同类', title: '同类项目', none: '没有找到您可以看的同类项目' },
};

const KINDS: readonly (readonly [ListKind, RegExp])[] = [
  ['policy', /^(?:政策|优惠|奖补)$/u],
  ['chain', /^(?:图谱|缺口|产业链|补链|产业链缺口)$/u],
  ['park', /^(?:准入|园区|园区准入|准入清单)$/u],
  ['similar', /^(?:同类|同类项目|相似|相似项目|类似|类似项目|项目)$/u],
];

/** 政策, 缺口, 准入 …; `null`: none of these. */
export const listNamed = (word: string): ListKind | null =>
  KINDS.find(([, pattern]) => pattern.test(word.trim()))?.[0] ?? null;

interface Rows {
  readonly rows: readonly MatchRow[];
  readonly lines: readonly string[];
}

export async function sayList(
  kind: ListKind,
  lead: Lead,
  offset: number,
  here: KnownScene,
  tools: Tools,
): Result {
  const { rows, lines } = await rowsOf(kind, lead, here, tools);
  const { word, title, none } = WORDS[kind];
  const number = currentNumber(lead);
  if (rows.length === 0) return refuse(`${number}：${none}`, { next: `发送「匹配 ${number}」看其他匹配。` });
  const from = offset < rows.length ? offset : 0;
  return answerOnly({
    card: matchListCard({
      title: `${title}：${number} ${titleOf(lead)}`,
      lines,
      rows: rows.slice(from, from + MATCH_PAGE),
      total: rows.length,
      offset: from,
      turn: (to) => ({
        command: 'match',
        action: 'page',
        args: { words: `${lead.number} ${word}`, offset: String(to) },
      }),
      buttons: [sayButton('看匹配', 'match', number)],
    }),
    about: lead.number,
  });
}

async function rowsOf(kind: ListKind, lead: Lead, here: KnownScene, tools: Tools): Promise<Rows> {
  const profile = profileHere(lead, here);
  switch (kind) {
    case 'policy': {
      const fits = await policiesOf(profile, here, tools);
      const open = fits.filter((fit) => fit.verdict !== 'fails').length;
      const count = `没有不满足条件的 ${open} 条在前，其余列出不满足的条件。`;
      const lines = [count, ...caseLines(caseByCase(here.pack, lead)), NO_PROMISE];
      return { rows: fits.map((fit) => policyRow(fit, here)), lines };
    }
    case 'chain': {
      const chains = registriesOf(here.pack.registries, 'chain');
      const fits = await gapsOfLead(profile, here, tools);
      return { rows: fits.map((fit) => gapRow(fit, chains)), lines: [] };
    }
    case 'park': {
      const way = exceptionPath(here.pack);
      const fits = await parksOf(profile, here, tools);
      return { rows: fits.map(parkRow), lines: way === null ? [] : [`${way.words}（${way.clause}）。`] };
    }
    case 'similar': {
      const fits = await similarOf(lead, profile, here, tools);
      return { rows: fits.map((fit) => similarRow(fit, here)), lines: [] };
    }
  }
}
