/** `XS-… 需求 8000平 厂房`: sets what a lead looks for, and answers with what fits it now. */
import { matchSummaryCard } from '../../../src/cards/match/match.ts';
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { mayReportFor } from '../../../src/domain/access.ts';
import { isRefusal, refuse } from '../../../src/domain/decision.ts';
import { isHeld } from '../../../src/domain/lead/holding.ts';
import { currentNumber, type Lead } from '../../../src/domain/lead/lead.ts';
import { kindsIn } from '../../../src/domain/match/kind.ts';
import { decideNeed } from '../../../src/domain/match/need.ts';
import { readNeed } from '../../../src/parse/need.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { leadChanges } from '../lead/changes.ts';
import { matchNotices } from './push.ts';
import { summaryOf } from './summary.ts';

const CLEAR = /^(?:清除|清空|取消|删除|无|没有)$/u;

export async function setNeed(lead: Lead, words: string, here: KnownScene, tools: Tools): Result {
  const number = currentNumber(lead);
  if (here.audience === 'group') return refuse('需求不在群里填写', { next: '请私聊我，发送同样的话。' });
  if (!isHeld(lead)) return refuse(`${number} 在公共线索池`, { next: `请先发送「线索 认领 ${number}」。` });
  if (lead.holder !== here.actor.id && !mayReportFor(here.actor, lead.unit, here.roster))
    return refuse(`只有${here.roster.unitName(lead.unit)}的填报员或招商办能改 ${number} 的需求`, {
      next: `要按别的条件查，请发送「资产 匹配 ${number} 8000平 厂房」。`,
    });
  const text = maskPhonesIn(words.replace(/\s+/gu, ' ').trim());
  if (text === '')
    return refuse(lead.need === null ? `${number} 没有另写需求` : `${number} 的需求：${lead.need}`, {
      next: `要改请发送「${number} 需求 8000平 厂房 层高9米」；清除发送「${number} 需求 清除」。`,
    });
  const isClear = CLEAR.test(text);
  const read = readNeed(text, { roster: here.roster, isAsset: true });
  if (!isClear && read.bounds.length === 0 && kindsIn(text).length === 0)
    return refuse(`没有从「${text.slice(0, 30)}」里读出面积、层高、承重、用电、价格或场地类型`, {
      next: `例如「${number} 需求 8000平 标准厂房 层高9米 用电2000千伏安」。`,
    });
  const decided = decideNeed(lead, isClear ? null : text);
  if (isRefusal(decided)) return decided;
  const { after, changes } = await leadChanges(lead, decided.facts, here, tools);
  const said = isClear ? `已清除 ${number} 的需求。` : `已记下 ${number} 的需求：${text}`;
  const { view } = await summaryOf(after, here, tools, [said]);
  // Whoever asked has it as the answer.
  const notices = lead.holder === here.actor.id ? [] : await matchNotices(lead, after, here, tools);
  return {
    changes,
    answer: {
      card: matchSummaryCard(view),
      toast: { tone: 'success', text: said.slice(0, 60) },
      about: lead.number,
    },
    notices,
  };
}
