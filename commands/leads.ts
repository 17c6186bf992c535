/** 线索: one lead by number or name, or a list of those one may see; and 保密, set by its owner or the office. */
import { leadCard } from '../src/cards/lead.ts';
import { forPeople, type KnownScene, type Pressed, type Result, type Tools } from '../src/command.ts';
import { mayReportFor } from '../src/domain/access.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import { decideConfidential } from '../src/domain/lead/decide.ts';
import { evolveLead } from '../src/domain/lead/lead.ts';
import { notFound } from './shared/chat.ts';
import { leadByNumber } from './shared/find.ts';
import { leadView } from './shared/lead-view.ts';
import { type Lookup, lookUp, lookUpPage } from './shared/lookup.ts';

const lookup: Lookup = { command: 'leads', noun: '线索' };

export const leads = forPeople({
  id: 'leads',
  words: ['线索'],
  summary: '按编号或企业名称查线索',
  example: '线索 闽光新材料',
  who: ['reporter', 'verifier', 'office', 'leader', 'assessor', 'discipline', 'admin'],
  inGroups: true,
  recognises: (text) => /^XS-?\d{6}-?\d{4,}$/i.test(text),
  say: (text, scene, tools) => lookUp(text, lookup, scene, tools),
  press: {
    page: (pressed, scene, tools) => lookUpPage(pressed, lookup, scene, tools),
    confidential: setConfidential,
  },
});

async function setConfidential(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await leadByNumber(pressed.args['lead'], here, tools);
  if (lead === null) return notFound('这条线索');
  if (!mayReportFor(here.actor, lead.unit, here.roster)) return refuse('只有登记单位和招商办可以设置保密');
  const decided = decideConfidential(lead, pressed.args['confidential'] === 'yes');
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
