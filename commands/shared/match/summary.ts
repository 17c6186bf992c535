/** 匹配 XS-…: the best of each kind on one short card, asked for or pushed once. */
import { type MatchSection, type MatchSummary, matchSummaryCard } from '../../../src/cards/match/match.ts';
import { sayButton } from '../../../src/cards/show.ts';
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { currentNumber, type Lead, titleOf } from '../../../src/domain/lead/lead.ts';
import { caseByCase } from '../../../src/domain/match/case-by-case.ts';
import { GAP_TOLD_MIN } from '../../../src/domain/match/gap.ts';
import { exceptionPath } from '../../../src/domain/match/park.ts';
import { RELEVANT_MIN } from '../../../src/domain/match/policy.ts';
import { registriesOf } from '../../../src/domain/registry/fields.ts';
import { saysWhat } from '../../../src/domain/registry/lead-need.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { understoodAs } from '../registry/search.ts';
import { isFullHere, profileHere, wishHere } from './lead.ts';
import { assetRow, caseLines, gapRow, parkRow, policyRow, similarRow } from './rows.ts';
import { assetsOf, gapsOfLead, parksOf, policiesOf, similarOf } from './work.ts';

const ASSETS = 3;
const POLICIES = 2;
const GAPS = 1;
const PARKS = 2;
const SIMILAR = 2;

export interface Summary {
  readonly view: MatchSummary;
  /** Something to act on was found: worth a message nobody asked for. */
  readonly isWorthTelling: boolean;
}

export async function summaryOf(
  lead: Lead,
  here: KnownScene,
  tools: Tools,
  lines: readonly string[] = [],
  isPushed = false,
): Promise<Summary> {
  const profile = profileHere(lead, here);
  const wish = wishHere(lead, '', here);
  const [assets, policies, gaps, parks, similar] = await Promise.all([
    assetsOf(wish, here, tools),
    policiesOf(profile, here, tools),
    gapsOfLead(profile, here, tools),
    parksOf(profile, here, tools),
    similarOf(lead, profile, here, tools),
  ]);
  const number = currentNumber(lead);
  const good = assets.filter((fit) => fit.verdict === 'fits');
  const near = good.length > 0 ? good : assets.filter((fit) => fit.verdict === 'unknown');
  const told = policies.filter((fit) => fit.verdict !== 'fails' && fit.relevance >= RELEVANT_MIN);
  const open = gaps.filter((fit) => fit.verdict !== 'fails' && fit.score >= GAP_TOLD_MIN);
  const judged = parks.filter((fit) => fit.access !== 'unknown');
  const shownParks = judged.length > 0 ? judged : parks.filter((fit) => fit.isLanding);
  const special = caseLines(caseByCase(here.pack, lead));
  const way = judged.some((fit) => fit.access === 'restricted') ? exceptionPath(here.pack) : null;
  const hasAssets = registriesOf(here.pack.registries, 'asset').length > 0;
  const chains = registriesOf(here.pack.registries, 'chain');
  const sections: readonly (MatchSection | null)[] = [
    section(
      hasAssets,
      good.length > 0
        ? `场地：符合 ${good.length} 处`
        : near.length > 0
          ? `场地：待核实 ${near.length} 处`
          : '场地',
      near.slice(0, ASSETS).map((fit) => assetRow(fit, here)),
      near.length > 0 ? [] : [noAssets(number, saysWhat(wish), assets.length)],
    ),
    section(
      told.length > 0 || special.length > 0,
      `政策：有关 ${told.length} 条`,
      told.slice(0, POLICIES).map((fit) => policyRow(fit, here)),
      special,
    ),
    section(
      open.length > 0,
      `产业链缺口：${open.length} 个`,
      open.slice(0, GAPS).map((fit) => gapRow(fit, chains)),
      [],
    ),
    section(
      shownParks.length > 0,
      '园区准入',
      shownParks.slice(0, PARKS).map(parkRow),
      way === null ? [] : [`${way.words}（${way.clause}）。`],
    ),
    section(
      similar.length > 0,
      `同类项目：${similar.length} 个`,
      similar.slice(0, SIMILAR).map((fit) => similarRow(fit, here)),
      [],
    ),
  ];
  const understood = saysWhat(wish) ? understoodAs(wish, here) : '';
  const view: MatchSummary = {
    number,
    title: titleOf(lead),
    lines: [...lines, ...(understood === '' ? [] : [`场地需求：${understood}`])],
    sections: sections.filter((one) => one !== null),
    buttons: [
      ...(assets.length > 0 ? [sayButton('全部场地', 'asset', `匹配 ${number}`)] : []),
      ...(policies.length > 0 ? [sayButton('全部政策', 'match', `${number} 政策`)] : []),
      ...(gaps.length > 0 ? [sayButton('产业链缺口', 'match', `${number} 图谱`)] : []),
      ...(parks.length > 0 ? [sayButton('园区准入', 'match', `${number} 准入`)] : []),
      ...(similar.length > 0 ? [sayButton('同类项目', 'match', `${number} 同类`)] : []),
    ],
    isPushed,
  };
  return {
    view,
    isWorthTelling: good.length > 0 || told.length > 0 || open.length > 0 || judged.length > 0,
  };
}

const section = (
  isShown: boolean,
  heading: string,
  rows: MatchSection['rows'],
  lines: readonly string[],
): MatchSection | null => (isShown ? { heading, rows, lines } : null);

function noAssets(number: string, isSaid: boolean, total: number): string {
  if (!isSaid) return `还没有写场地需求。发送「${number} 需求 5000平 厂房 层高9米」记下后再匹配。`;
  return total === 0
    ? '台账里没有可比的场地。'
    : `没有完全符合的；发送「资产 匹配 ${number}」看每一处为什么不符合。`;
}

export async function saySummary(
  lead: Lead,
  here: KnownScene,
  tools: Tools,
  lines: readonly string[] = [],
): Result {
  const { view } = await summaryOf(lead, here, tools, lines);
  const note = isFullHere(lead, here) ? [] : ['这里只按项目名称和公开内容匹配。'];
  return answerOnly({
    card: matchSummaryCard({ ...view, lines: [...view.lines, ...note] }),
    about: lead.number,
  });
}
