/** 交接 on the card about somebody who left: choosing who takes over, then the hand-over's own list and 确认交接. */
import { leaverFormCard } from '../../../src/cards/leaver.ts';
import { formText, type KnownScene, type Pressed, type Result, type Tools } from '../../../src/command.ts';
import { has, isOffice } from '../../../src/domain/access.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import type { Person } from '../../../src/domain/roster.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { notFound } from '../chat.ts';
import { byId, byIdHere, orderOf, putBefore } from './handover.ts';

const COLLEAGUES_MAX = 100;

/** 交接 on a leaver's card: who takes over. */
export async function askLeaver(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const { roster } = here;
  const [from] = byId(pressed.args['person'] ?? '', roster);
  if (from === undefined) return notFound('这个人');
  const refused = mayHandOver(from, here);
  if (refused !== null) return refused;
  const { total } = await tools.store.leads({ holder: from.id, limit: 1 });
  if (total === 0) return refuse(`${from.name}名下已经没有线索或项目，不用交接`);
  const units = roster.unitsOf(from);
  const colleagues = roster.people
    .filter((one) => one.id !== from.id && has(one, 'reporter'))
    .filter((one) => roster.unitsOf(one).some((unit) => units.includes(unit)))
    .slice(0, COLLEAGUES_MAX)
    .map((one) => ({ value: one.id, label: one.name }));
  if (colleagues.length === 0)
    return refuse(`${roster.unitName(from.unit)}没有别的填报员可以接手`, {
      next: '请管理员先给接手的人填报员角色，再办交接。',
    });
  const view = { person: from.id, name: from.name, unit: roster.unitName(from.unit), held: total };
  return answerOnly({ card: leaverFormCard(view, colleagues), fresh: true });
}

/** 下一步: the list, to be confirmed. */
export async function askLeaverTo(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const to = formText(pressed, 'to');
  if (to === null) return refuse('请先选择接收人');
  const order = await orderOf(
    {
      from: byId(pressed.args['person'] ?? '', here.roster),
      to: byIdHere(to, here.roster),
      fromName: '',
      toName: '',
    },
    { fromOn: here.today, untilOn: null, reason: null },
    here,
    tools,
  );
  return isRefusal(order) ? order : putBefore(order, here);
}

/** By the office, or a leader over one of the person's units. */
function mayHandOver(person: Person, { roster, actor }: KnownScene): Refusal | null {
  if (isOffice(actor)) return null;
  const governs = roster
    .unitsOf(person)
    .some((unit) => roster.unitsOf(actor).some((own) => roster.isWithin(unit, own)));
  if (has(actor, 'leader') && governs) return null;
  return refuse('交接由招商办或本单位领导安排', {
    next: '请领导或招商办发送「流转 交接 张三 → 李四」。',
  });
}
