/** 保密 on and off: set by the unit that holds the lead or the office, on a button or by typing. */
import { leadCard } from '../../../src/cards/lead/lead.ts';
import type { KnownScene, Pressed, Result, Tools } from '../../../src/command.ts';
import { mayAnswerFor, mayReportFor } from '../../../src/domain/access.ts';
import { isRefusal, refuse } from '../../../src/domain/decision.ts';
import { decideConfidential } from '../../../src/domain/lead/decide.ts';
import { evolveLead, type Lead } from '../../../src/domain/lead/lead.ts';
import { notFound } from '../chat.ts';
import { leadByNumber, sightHere } from '../find.ts';
import { leadView } from '../lead/view.ts';
import { meantLead } from './lead.ts';

export async function pressSecrecy(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await leadByNumber(pressed.args['lead'], here, tools);
  if (lead === null) return notFound('这条线索');
  return setSecrecy(lead, pressed.args['confidential'] === 'yes', here, tools);
}

/** `保密 XS-…` and `取消保密 XS-…`. */
export async function saySecrecy(
  words: string,
  confidential: boolean,
  here: KnownScene,
  tools: Tools,
): Result {
  const verb = confidential ? '保密' : '取消保密';
  const meant = await meantLead(words, here, tools, `线索 ${verb} XS-202611-0001`);
  if (isRefusal(meant)) return meant;
  // A whole number finds what one may not look at; nothing about it is to be set, or said.
  if (sightHere(meant.lead, here) === 'none') return notFound('这条线索');
  return setSecrecy(meant.lead, confidential, here, tools);
}

async function setSecrecy(lead: Lead, confidential: boolean, here: KnownScene, tools: Tools): Result {
  if (!mayReportFor(here.actor, lead.unit, here.roster) || !mayAnswerFor(here.actor, lead, here.roster)) {
    return refuse('只有登记单位的填报员和招商办可以设置保密', {
      next: '请联系登记单位或招商办设置。',
    });
  }
  const decided = decideConfidential(lead, confidential);
  if (isRefusal(decided)) return decided;
  const after = decided.facts.reduce((state, fact) => evolveLead(state, fact, here.now, here.actor.id), lead);
  return {
    changes: [{ subject: 'lead', before: lead, facts: decided.facts }],
    answer: {
      card: leadCard(await leadView(after, here, tools)),
      toast: { tone: 'success', text: after.confidential ? '已设为保密。' : '已取消保密。' },
      about: lead.number,
    },
    notices: [],
  };
}
