/** 合作: a second unit asks, the first promoter's side answers on a card or by typing. */

import { onLead } from '../../../src/cards/pool/holding.ts';
import { askCard, heldCard } from '../../../src/cards/pool/pool.ts';
import { sayButton } from '../../../src/cards/show.ts';
import type { KnownScene, Pressed, Result, Tools } from '../../../src/command.ts';
import { has, mayAnswerFor } from '../../../src/domain/access.ts';
import { isRefusal, refuse } from '../../../src/domain/decision.ts';
import {
  decideAnswerCooperation,
  decideAskCooperation,
  partnerOf,
} from '../../../src/domain/lead/cooperation.ts';
import type { Partner } from '../../../src/domain/lead/holding.ts';
import { currentNumber, type Lead, titleOf } from '../../../src/domain/lead/lead.ts';
import { answerOnly, type Outcome } from '../../../src/outcome.ts';
import { leadChanges } from '../lead/changes.ts';
import { meantLead, namesOf, pressedLead, sideOf, sidePeople, tell, written, writtenField } from './lead.ts';

const NOT_THEIRS = refuse('只有首招单位和招商办可以答复合作申请');

/** `合作 XS-… 说明` asks; by the side that holds it, it opens the question that waits. */
export async function sayCooperate(words: string, here: KnownScene, tools: Tools): Result {
  const meant = await meantLead(words, here, tools, '线索 合作 XS-202611-0001 我们有配套企业');
  if (isRefusal(meant)) return meant;
  const { lead, rest } = meant;
  if (lead.holding.state === 'held' && here.roster.unitsOf(here.actor).includes(lead.unit)) {
    const waiting = lead.holding.partners.filter((one) => one.state === 'asked');
    const [asked] = waiting.filter((one) => rest === '' || here.roster.unitName(one.unit) === rest);
    if (asked === undefined) return refuse(`${currentNumber(lead)} 没有等答复的合作申请`);
    return answerOnly({ card: questionCard(lead, asked, here), about: lead.number });
  }
  const note = written('说明', rest);
  return isRefusal(note) ? note : askToCooperate(lead, note, here, tools);
}

export async function pressCooperate(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await pressedLead(pressed, here, tools);
  return isRefusal(lead) ? lead : askToCooperate(lead, null, here, tools);
}

/** Asks the first promoter's side. Used by the 疑似重复 card too. */
export async function askToCooperate(
  lead: Lead,
  note: string | null,
  here: KnownScene,
  tools: Tools,
): Promise<Outcome | ReturnType<typeof refuse>> {
  const side = sideOf(here);
  if (isRefusal(side)) return side;
  if (!has(here.actor, 'reporter', 'leader')) return refuse('只有填报员和单位领导可以申请合作');
  const decided = decideAskCooperation(lead, side, note, here.today);
  if (isRefusal(decided)) return decided;
  const { after, changes } = await leadChanges(lead, decided.facts, here, tools);
  const asked = partnerOf(after, side.unit);
  if (asked === null) throw new Error('an asked cooperation must be there');
  const holderUnit = here.roster.unitName(lead.unit);
  return {
    changes,
    answer: {
      card: heldCard('已申请合作', 'done', {
        ...namesOf(lead, here),
        lines: [`已发给首招单位${holderUnit}，对方同意后，${here.roster.unitName(side.unit)}列为合作单位。`],
      }),
      toast: { tone: 'success', text: `已向${holderUnit}申请合作。` },
      about: lead.number,
    },
    notices: tell(sidePeople(lead.unit, lead.holder, here), here, {
      key: `cooperate:${lead.number}:${after.version}`,
      card: questionCard(after, asked, here),
      about: lead.number,
    }),
  };
}

function questionCard(lead: Lead, asked: Partner, here: KnownScene) {
  const unit = here.roster.unitName(asked.unit);
  return askCard({
    lead: lead.number,
    number: currentNumber(lead),
    title: titleOf(lead),
    heading: '合作申请',
    lines: [
      `${unit} ${here.roster.personName(asked.person)} 申请与贵单位合作招引这条线索。`,
      ...(asked.note === null ? [] : [`说明：${asked.note}`]),
      '同意后对方列为合作单位，可以看到线索（不含联系人）；首招单位和负责人不变。',
    ],
    name: 'reason',
    label: '答复说明（不同意时请写理由）',
    placeholder: '可不填',
    required: false,
    buttons: [
      { label: '同意', action: 'agree', look: 'primary' },
      { label: '不同意', action: 'decline', look: 'danger' },
    ],
    args: { unit: asked.unit },
  });
}

export async function pressAnswer(pressed: Pressed, agreed: boolean, here: KnownScene, tools: Tools): Result {
  const lead = await pressedLead(pressed, here, tools);
  if (isRefusal(lead)) return lead;
  const reason = writtenField('理由', pressed, 'reason');
  if (isRefusal(reason)) return reason;
  return answerCooperation(lead, pressed.args['unit'] ?? '', agreed, reason, here, tools);
}

/** `同意 XS-… [单位]` and `不同意 XS-… [单位] [理由]`. */
export async function sayAnswer(words: string, agreed: boolean, here: KnownScene, tools: Tools): Result {
  const verb = agreed ? '同意' : '不同意';
  const meant = await meantLead(words, here, tools, `线索 ${verb} XS-202611-0001`);
  if (isRefusal(meant)) return meant;
  const { lead, rest } = meant;
  if (lead.holding.state === 'held' && !mayAnswerFor(here.actor, lead, here.roster)) return NOT_THEIRS;
  const waiting = lead.holding.partners.filter((one) => one.state === 'asked');
  const [name = ''] = rest.split(/[\s,，]+/);
  const named = waiting.find((one) => here.roster.unitName(one.unit) === name);
  const [first] = waiting;
  if (first === undefined) return refuse(`${currentNumber(lead)} 没有等答复的合作申请`);
  if (named === undefined && waiting.length > 1) {
    const units = waiting.map((one) => here.roster.unitName(one.unit));
    return refuse(`${currentNumber(lead)} 有 ${waiting.length} 个合作申请：${units.join('、')}`, {
      next: `请写明单位，例如「线索 ${verb} ${currentNumber(lead)} ${units[0] ?? ''}」。`,
    });
  }
  const reason = written('理由', named === undefined ? rest : rest.slice(name.length));
  if (isRefusal(reason)) return reason;
  return answerCooperation(lead, (named ?? first).unit, agreed, reason, here, tools);
}

async function answerCooperation(
  lead: Lead,
  unit: string,
  agreed: boolean,
  reason: string | null,
  here: KnownScene,
  tools: Tools,
): Result {
  if (lead.holding.state === 'held' && !mayAnswerFor(here.actor, lead, here.roster)) return NOT_THEIRS;
  const asked = partnerOf(lead, unit);
  const decided = decideAnswerCooperation(lead, unit, agreed, reason);
  if (isRefusal(decided)) return decided;
  const { after, changes } = await leadChanges(lead, decided.facts, here, tools);
  const number = currentNumber(lead);
  const name = here.roster.unitName(unit);
  const lines = [
    agreed
      ? `${here.roster.unitName(lead.unit)}同意与${name}合作，${name}已列为合作单位。`
      : `${here.roster.unitName(lead.unit)}不同意与${name}合作。`,
    ...(reason === null ? [] : [`说明：${reason}`]),
  ];
  const asker = asked === null ? null : here.roster.person(asked.person);
  return {
    changes,
    answer: {
      card: heldCard(agreed ? '已同意合作' : '不同意合作', agreed ? 'done' : 'closed', {
        number,
        title: titleOf(lead),
        lines,
      }),
      toast: { tone: 'success', text: agreed ? '已同意合作。' : '已答复不同意。' },
      about: lead.number,
    },
    notices: tell(asker === null ? [] : [asker], here, {
      key: `cooperation:${lead.number}:${after.version}`,
      card: heldCard(agreed ? '合作已同意' : '合作未同意', agreed ? 'done' : 'notice', {
        ...(asker === null ? { number, title: '' } : namesOf(after, { ...here, actor: asker })),
        lines,
        buttons: agreed
          ? [sayButton('查看', 'leads', number)]
          : [onLead('提出争议', 'dispute-form', lead.number)],
      }),
      about: lead.number,
    }),
  };
}
