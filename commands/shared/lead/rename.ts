/** 更名 and 项目名称: a firm gets its formal name, a project another one; the names so far keep leading to the lead. */
import { leadCard } from '../../../src/cards/lead/lead.ts';
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { mayAnswerFor, mayReportFor } from '../../../src/domain/access.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import { evolveLead, type Lead } from '../../../src/domain/lead/lead.ts';
import { decideRename, type NewNames } from '../../../src/domain/lead/rename.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { notFound } from '../chat.ts';
import { sightHere } from '../find.ts';
import { meantLead } from '../pool/lead.ts';
import { firstOfOthers, similarTo } from './similar.ts';
import { wrongName } from './submission.ts';
import { leadView } from './view.ts';

const LEADING = /^(?:为|成|改为|改成|变更为|[:：\s])+/u;
const REASON = /[\s,，;；](?:理由|原因|因为|佐证|依据)[:：\s]*(?<reason>.+)$/su;

/** The lead a unit's own people or the office may change, and what was written after its number. */
export async function leadToChange(
  words: string,
  here: KnownScene,
  tools: Tools,
  example: string,
): Promise<{ readonly lead: Lead; readonly rest: string } | Refusal> {
  const meant = await meantLead(words, here, tools, example);
  if (isRefusal(meant)) return meant;
  const { lead } = meant;
  // A whole number finds what one may not look at; nothing about it is to be changed, or said.
  if (sightHere(lead, here) === 'none') return notFound('这条线索');
  if (!mayReportFor(here.actor, lead.unit, here.roster) || !mayAnswerFor(here.actor, lead, here.roster)) {
    return refuse('只有登记单位的填报员和招商办可以改这一条', { next: '请联系登记单位或招商办。' });
  }
  return meant;
}

/** `更名 0001 福建恒逸新材料有限公司 理由 …`. */
export async function sayRename(words: string, here: KnownScene, tools: Tools): Result {
  const example = '线索 更名 XS-202611-0001 福建恒逸新材料有限公司';
  const meant = await leadToChange(words, here, tools, example);
  if (isRefusal(meant)) return meant;
  const { name, reason } = nameAndReason(meant.rest);
  if (name === '') return refuse('没有写新的企业名称', { next: `例如「${example}」。` });
  const wrong = wrongName('企业名称', name);
  if (wrong !== null) return wrong;
  const other = firstOfOthers(
    (await similarTo(name, tools)).filter((lead) => lead.number !== meant.lead.number),
    here.roster.unitsOf(here.actor),
  );
  if (other !== null) {
    return refuse(`「${name}」与${here.roster.unitName(other.unit)}登记的企业名称相近，不能改成这个名称`, {
      next: '是同一家的，请联系首招单位商量合作，或请招商办裁定、合并。',
    });
  }
  return rename(meant.lead, { company: name, project: meant.lead.project, reason }, here, tools);
}

/** `项目名称 0001 高端化纤项目`. */
export async function sayProjectName(words: string, here: KnownScene, tools: Tools): Result {
  const example = '线索 项目名称 XS-202611-0001 高端化纤项目';
  const meant = await leadToChange(words, here, tools, example);
  if (isRefusal(meant)) return meant;
  const { name, reason } = nameAndReason(meant.rest);
  if (name === '') return refuse('没有写新的项目名称', { next: `例如「${example}」。` });
  const wrong = wrongName('项目名称', name);
  if (wrong !== null) return wrong;
  return rename(meant.lead, { company: meant.lead.company, project: name, reason }, here, tools);
}

function nameAndReason(rest: string): { readonly name: string; readonly reason: string | null } {
  const found = REASON.exec(rest);
  const name = rest.slice(0, found?.index ?? rest.length);
  return {
    name: name
      .replace(LEADING, '')
      .replace(/\s+/g, ' ')
      .replace(/[\s。.]+$/u, ''),
    reason:
      found?.groups?.['reason'] === undefined ? null : maskPhonesIn(found.groups['reason']).slice(0, 500),
  };
}

async function rename(lead: Lead, names: NewNames, here: KnownScene, tools: Tools): Result {
  const decided = decideRename(lead, names);
  if (isRefusal(decided)) return decided;
  const after = decided.facts.reduce((state, fact) => evolveLead(state, fact, here.now, here.actor.id), lead);
  return {
    changes: [{ subject: 'lead', before: lead, facts: decided.facts }],
    answer: {
      card: leadCard(await leadView(after, here, tools), '名称已改；按原来的名称仍查得到。'),
      about: lead.number,
    },
    notices: [],
  };
}
