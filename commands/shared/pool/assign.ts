/** 分派 to a person, by the office or the unit's leader; the receiver says 签收. */

import { onLead } from '../../../src/cards/pool/holding.ts';
import { askCard, heldCard } from '../../../src/cards/pool/pool.ts';
import { sayButton } from '../../../src/cards/show.ts';
import type { KnownScene, Pressed, Result, Tools } from '../../../src/command.ts';
import { has, mayAssign } from '../../../src/domain/access.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import { decideAssign } from '../../../src/domain/lead/claim.ts';
import { CLAIM_DEFAULTS } from '../../../src/domain/lead/claim-rule.ts';
import { currentNumber, type Lead, titleOf } from '../../../src/domain/lead/lead.ts';
import type { Person, Roster } from '../../../src/domain/roster.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { leadChanges } from '../lead/changes.ts';
import { meantLead, pressedLead, tell, writtenField } from './lead.ts';

export async function sayAssign(words: string, here: KnownScene, tools: Tools): Result {
  const meant = await meantLead(words, here, tools, '线索 分派 XS-202611-0001 李四');
  if (isRefusal(meant)) return meant;
  return meant.rest === '' ? assignForm(meant.lead, here) : assign(meant.lead, meant.rest, here, tools);
}

export async function pressAssignForm(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await pressedLead(pressed, here, tools);
  return isRefusal(lead) ? lead : assignForm(lead, here);
}

export async function pressAssign(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await pressedLead(pressed, here, tools);
  if (isRefusal(lead)) return lead;
  const words = writtenField('姓名', pressed, 'person');
  if (isRefusal(words)) return words;
  if (words === null) return refuse('请写明分派给谁', { next: '填写姓名后再按「分派」。' });
  return assign(lead, words, here, tools);
}

const NOT_ALLOWED = refuse('只有招商办和持有单位的领导可以分派', {
  next: '公共线索池里的由招商办分派，或由填报员发送「线索 认领 编号」。',
});

async function assignForm(lead: Lead, here: KnownScene): Result {
  if (!mayAssign(here.actor, lead, lead.unit, here.roster)) return NOT_ALLOWED;
  return answerOnly({
    card: askCard({
      lead: lead.number,
      number: currentNumber(lead),
      title: titleOf(lead),
      heading: '分派',
      lines: ['分派给谁？对方会收到卡片并签收。同名的请写「姓名 单位」。'],
      name: 'person',
      label: '姓名',
      placeholder: '如：李四，或 李四 宁化县',
      required: true,
      buttons: [{ label: '分派', action: 'assign', look: 'primary' }],
    }),
    about: lead.number,
  });
}

async function assign(lead: Lead, words: string, here: KnownScene, tools: Tools): Result {
  const { roster, pack, today, actor } = here;
  const to = receiverOf(words, lead, roster);
  if (isRefusal(to)) return to;
  const { person, unit } = to;
  if (!mayAssign(actor, lead, unit, roster)) {
    if (!has(actor, 'leader')) return NOT_ALLOWED;
    return refuse('单位领导只能把本单位的线索分派给本单位的人', { next: '跨单位请联系招商办。' });
  }
  const open = (await tools.store.disputesOf(lead.number)).some((one) => one.state === 'open');
  if (open && unit !== lead.unit)
    return refuse(`${currentNumber(lead)} 有争议在等裁定，不能改派别的单位`, { next: '请先裁定。' });
  const decided = decideAssign(pack, lead, { unit, person: person.id }, person.name, today);
  if (isRefusal(decided)) return decided;
  const { after, changes } = await leadChanges(lead, decided.facts, here, tools);
  const number = currentNumber(lead);
  const days = CLAIM_DEFAULTS.receiptWorkdaysMax;
  const before = roster.person(lead.holder);
  const key = `assigned:${lead.number}:${after.version}`;
  const line = `${actor.name} 分派给 ${roster.unitName(unit)} ${person.name}。`;
  const own = person.id === actor.id;
  return {
    changes,
    answer: {
      card: heldCard('已分派', 'done', {
        number,
        title: titleOf(lead),
        lines: [line, `对方应在 ${days} 个工作日内签收（系统默认），未签收会提醒招商办。`],
        warnings: person.openId === null ? ['对方还没有绑定飞书，收不到卡片，请另行告知。'] : [],
        buttons: own ? [onLead('签收', 'receipt', lead.number, 'primary')] : [],
      }),
      toast: { tone: 'success', text: `已分派给 ${person.name}。` },
      about: lead.number,
    },
    notices: [
      ...tell([person], here, {
        key,
        card: heldCard('分派给您的线索', 'todo', {
          number,
          title: titleOf(lead),
          lines: [line, `请在 ${days} 个工作日内签收（系统默认）。`],
          buttons: [
            onLead('签收', 'receipt', lead.number, 'primary'),
            sayButton('查看', 'leads', number),
            onLead('退回线索池', 'return-form', lead.number),
          ],
        }),
        about: lead.number,
      }),
      ...tell(before === null ? [] : [before], here, {
        key: `${key}:was`,
        card: heldCard('线索已改派', 'notice', { number, title: titleOf(lead), lines: [line] }),
        about: lead.number,
      }),
    ],
  };
}

/** `李四`, `李四 宁化县`: one person who files, and the unit they take it for. */
function receiverOf(words: string, lead: Lead, roster: Roster): { person: Person; unit: string } | Refusal {
  const [name = '', ...more] = words.replace(/^(?:给|到)\s*/, '').split(/[\s,，、]+/);
  const unitName = more.join('');
  const named = roster.people.filter((person) => person.name === name || person.id === name);
  if (named.length === 0) {
    return refuse(`名册中没有「${name.slice(0, 20)}」`, {
      next: '请写名册里的姓名，例如「线索 分派 编号 李四」。',
    });
  }
  const wanted = unitName === '' ? null : roster.unitsNamed(unitName)[0];
  if (wanted === undefined) return refuse(`名册中没有单位「${unitName.slice(0, 30)}」`);
  const fits = named.filter((person) => wanted === null || roster.unitsOf(person).includes(wanted.id));
  const [person, another] = fits;
  if (person === undefined) return refuse(`${name}不在${wanted?.name ?? ''}`);
  if (another !== undefined) {
    const units = fits.map((one) =>
      roster
        .unitsOf(one)
        .map((id) => roster.unitName(id))
        .join('、'),
    );
    return refuse(`名册中有 ${fits.length} 位「${name}」：${units.join('；')}`, {
      next: `请写「姓名 单位」，例如「${name} ${units[0] ?? ''}」。`,
    });
  }
  if (!has(person, 'reporter')) {
    return refuse(`${name}不是填报员，不能负责线索`, { next: '请分派给填报员，或请管理员先加角色。' });
  }
  const units = roster.unitsOf(person);
  const unit = wanted?.id ?? units.find((id) => id === lead.unit) ?? units[0];
  return unit === undefined ? refuse(`名册中没有登记${name}的单位`) : { person, unit };
}
