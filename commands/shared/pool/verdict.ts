/** 裁定 of a dispute by the office: 判给甲, 判给乙, 共同, with reason and clause; lead and dispute change together. */
import { disputeCard } from '../../../src/cards/dispute.ts';
import type { KnownScene, Pressed, Result, Tools } from '../../../src/command.ts';
import { isOffice } from '../../../src/domain/access.ts';
import { isRefusal, refuse } from '../../../src/domain/decision.ts';
import {
  DISPUTE_WORDS,
  type Dispute,
  type DisputeResult,
  decideVerdict,
  evolveDispute,
  type VerdictWords,
} from '../../../src/domain/dispute.ts';
import { currentNumber, type Lead } from '../../../src/domain/lead/lead.ts';
import type { Change } from '../../../src/outcome.ts';
import { leadChanges } from '../lead/changes.ts';
import { disputeNotices, pressedDispute, viewOf } from './dispute.ts';
import { meantLead, written, writtenField } from './lead.ts';

export async function pressVerdict(
  pressed: Pressed,
  result: DisputeResult,
  here: KnownScene,
  tools: Tools,
): Result {
  const found = await pressedDispute(pressed, here, tools);
  if (isRefusal(found)) return found;
  const reason = writtenField('理由', pressed, 'reason');
  if (isRefusal(reason)) return reason;
  const clause = writtenField('依据', pressed, 'clause');
  if (isRefusal(clause)) return clause;
  return decide(found.dispute, found.lead, { result, reason, clause }, here, tools);
}

const OFFICE_ONLY = refuse('只有招商办可以裁定争议');

const WORDS = /^(判给?甲|判给?乙|共同)(?:所有|负责)?[\s,，:：]*/;

/** `裁定 XS-… 判给甲 理由 [依据 SM 三(四)19]`. */
export async function sayVerdict(words: string, here: KnownScene, tools: Tools): Result {
  // Before anything of the dispute is said: its parties are nobody else's business.
  if (!isOffice(here.actor)) return OFFICE_ONLY;
  const meant = await meantLead(words, here, tools, '线索 裁定 XS-202611-0001 判给甲 首次登记在先');
  if (isRefusal(meant)) return meant;
  const { lead, rest } = meant;
  const number = currentNumber(lead);
  const dispute = (await tools.store.disputesOf(lead.number)).at(-1);
  if (dispute === undefined)
    return refuse(`${number} 没有争议`, { next: '发送「线索 争议」查看等待裁定的。' });
  const word = WORDS.exec(rest);
  if (word === null) {
    const { respondent, challenger } = dispute;
    return refuse('请写明判给谁', {
      next: `「线索 裁定 ${number} 判给甲 理由」（甲：${here.roster.unitName(respondent.unit)}）、「判给乙」（乙：${here.roster.unitName(challenger.unit)}）或「共同」。`,
    });
  }
  const said = rest.slice(word[0].length);
  const cited = /[\s,，;；。]*依据[:：\s]*(.+)$/.exec(said);
  const reason = written('理由', cited === null ? said : said.slice(0, cited.index));
  if (isRefusal(reason)) return reason;
  const clause = written('依据', cited?.[1] ?? null);
  if (isRefusal(clause)) return clause;
  const result = word[1] === '共同' ? 'both' : word[1]?.endsWith('甲') ? 'respondent' : 'challenger';
  return decide(dispute, lead, { result, reason, clause }, here, tools);
}

async function decide(
  dispute: Dispute,
  lead: Lead,
  words: VerdictWords,
  here: KnownScene,
  tools: Tools,
): Result {
  const { roster, pack, today, actor, now } = here;
  if (!isOffice(actor)) return OFFICE_ONLY;
  const by = { person: actor.id, units: roster.unitsOf(actor) };
  const decided = decideVerdict(pack, dispute, lead, words, by, today);
  if (isRefusal(decided)) return decided;
  const after = decided.dispute.reduce<Dispute>(
    (state, fact) => evolveDispute(state, fact, now, actor.id),
    dispute,
  );
  const moved = decided.lead.length === 0 ? null : await leadChanges(lead, decided.lead, here, tools);
  const changes: Change[] = [
    { subject: 'dispute', before: dispute, facts: decided.dispute },
    ...(moved?.changes ?? []),
  ];
  const stands = moved?.after ?? lead;
  return {
    changes,
    answer: {
      card: disputeCard(viewOf(after, stands, here)),
      toast: { tone: 'success', text: `已裁定：${DISPUTE_WORDS[words.result]}。` },
      about: lead.number,
    },
    notices: disputeNotices(after, stands, here, tools),
  };
}
