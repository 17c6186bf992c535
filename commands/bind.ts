/**
 * 绑定: a Feishu user becomes somebody in the roster (by mobile number, in private), or a group becomes a unit's
 * chat (by the unit's name, in the group). An admin confirms either on a card.
 */
import { bindingAskCard, bindingDoneCard } from '../src/cards/binding.ts';
import type { Command, KnownScene, Pressed, Result, Scene, Tools } from '../src/command.ts';
import { has } from '../src/domain/access.ts';
import { type Binding, type BindingFact, decideBinding } from '../src/domain/binding.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import type { Person } from '../src/domain/roster.ts';
import { answerOnly, type Change, type Notice } from '../src/outcome.ts';
import { findPhones, maskPhone, readPhone } from '../src/parse/phone.ts';
import { notFound } from './shared/chat.ts';

export const bind: Command = {
  id: 'bind',
  words: ['绑定'],
  summary: '私聊：用手机号加入名册；群里：把群绑定到单位',
  example: '绑定 13800001111',
  who: 'everybody',
  inGroups: true,
  say: (text, scene, tools) =>
    scene.audience === 'group' ? bindChat(text, scene, tools) : bindPerson(text, scene, tools),
  press: {
    confirm: (pressed, scene, tools) => decide(pressed, scene, tools, 'confirm'),
    decline: (pressed, scene, tools) => decide(pressed, scene, tools, 'decline'),
  },
};

/** Those who confirm: admins; the office where there is no admin yet. */
function confirmers(scene: Scene): readonly Person[] {
  const reachable = scene.roster.people.filter((person) => person.openId !== null);
  const admins = reachable.filter((person) => has(person, 'admin'));
  return admins.length > 0 ? admins : reachable.filter((person) => has(person, 'office'));
}

async function bindPerson(text: string, scene: Scene, tools: Tools): Result {
  if (scene.actor !== null) {
    const unit = scene.roster.unitName(scene.actor.unit);
    return answerOnly({
      text: `您已在名册中：${scene.actor.name}（${unit}），不用再绑定。发送「帮助」查看可用命令。`,
    });
  }
  const phone = readPhone(text);
  if (phone === null || phone.kind !== 'mobile') {
    return refuse('请写您在名册中登记的手机号', { next: '例如：绑定 13800001111。' });
  }
  const id = await tools.store.personByMobile(phone.normal);
  const person = id === null ? null : scene.roster.person(id);
  if (person === null)
    return refuse('名册中没有这个手机号', { next: '请核对号码，或请管理员先把您加入名册。' });
  if (person.openId !== null)
    return refuse('这个手机号对应的人已经绑定过飞书账号', { next: '如果换了账号，请联系管理员更新名册。' });
  return ask(
    { kind: 'person', subject: scene.openId, target: person.id },
    {
      // Whose number it is, only the one who confirms is told: anybody may try numbers.
      asker: `手机号 ${maskPhone(phone.normal)}`,
      admin: `${person.name}（${scene.roster.unitName(person.unit)}）`,
    },
    scene,
    tools,
  );
}

async function bindChat(text: string, scene: Scene, tools: Tools): Result {
  if (scene.actor === null)
    return refuse('只有名册中的人员可以绑定群', { next: '请先私聊我发送「绑定 手机号」。' });
  if (findPhones(text).length > 0)
    return refuse('群里请写单位名称，手机号请私聊发送', { next: '例如：绑定 单位名称。' });
  const words = text.trim();
  if (words === '')
    return refuse('请写要绑定的单位', { next: '例如：绑定 单位名称；全市的群写：绑定 全市。' });
  const units = words === '全市' ? [] : scene.roster.unitsNamed(words);
  if (words !== '全市' && units.length !== 1) {
    const why =
      units.length === 0
        ? `名册中没有叫「${words.slice(0, 30)}」的单位`
        : `「${words.slice(0, 30)}」对应 ${units.length} 个单位`;
    return refuse(why, { next: '请写单位全称，例如：绑定 单位名称。' });
  }
  const target = units[0]?.id ?? null;
  const bound = scene.roster.chat(scene.chatId ?? '');
  if (bound !== null && bound.unit === target)
    return answerOnly({ text: `本群已绑定${scene.roster.unitName(target)}。` });
  return ask(
    { kind: 'chat', subject: scene.chatId ?? '', target },
    { asker: `本群 → ${scene.roster.unitName(target)}`, admin: `本群 → ${scene.roster.unitName(target)}` },
    scene,
    tools,
  );
}

async function ask(
  wanted: Pick<Binding, 'kind' | 'subject' | 'target'>,
  what: { readonly asker: string; readonly admin: string },
  scene: Scene,
  tools: Tools,
): Result {
  const admins = confirmers(scene);
  if (admins.length === 0)
    return refuse('还没有可以确认绑定的管理员', { next: '请系统管理员先导入名册并指定管理员。' });
  const waiting = (await tools.store.bindingsAsked()).find(
    (one) => one.kind === wanted.kind && one.subject === wanted.subject && one.target === wanted.target,
  );
  const names = admins.map((person) => person.name).join('、');
  if (waiting !== undefined) return answerOnly({ text: `绑定申请已经提交，正在等管理员（${names}）确认。` });
  const id = tools.newId();
  const fact: BindingFact = { type: 'binding.asked', id, ...wanted, askedBy: scene.openId };
  const asker = scene.actor?.name ?? '一位未绑定的飞书用户';
  const notices: Notice[] = admins.flatMap((person) =>
    person.openId === null
      ? []
      : [
          {
            key: `binding:${id}:${person.openId}`,
            to: { kind: 'person' as const, openId: person.openId },
            card: bindingAskCard({ id, kind: wanted.kind, what: what.admin, asker }),
            rank: 'notice' as const,
          },
        ],
  );
  return {
    changes: [{ subject: 'binding', before: null, facts: [fact] }],
    answer: { text: `绑定申请已提交：${what.asker}。管理员（${names}）确认后生效。` },
    notices,
  };
}

async function decide(pressed: Pressed, scene: Scene, tools: Tools, verdict: 'confirm' | 'decline'): Result {
  const { actor } = scene;
  if (actor === null) return refuse('只有管理员可以确认绑定');
  const here: KnownScene = { ...scene, actor };
  if (!confirmers(here).some((person) => person.id === here.actor.id))
    return refuse('只有管理员可以确认绑定');
  const binding = await tools.store.binding(pressed.args['id'] ?? '');
  if (binding === null) return notFound('这条绑定申请');
  const decided = decideBinding(binding, verdict);
  if (isRefusal(decided)) return decided;
  const changes: Change[] = [{ subject: 'binding', before: binding, facts: decided.facts }];
  if (verdict === 'confirm') {
    const taken = binding.kind === 'person' && here.roster.person(binding.target ?? '')?.openId != null;
    if (taken) return refuse('这位人员已经绑定了别的飞书账号');
    if (binding.kind === 'person' && here.roster.byOpenId(binding.subject) !== null)
      return refuse('这个飞书账号已在名册中');
    changes.push(
      binding.kind === 'person'
        ? { subject: 'person-bound', person: binding.target ?? '', openId: binding.subject }
        : { subject: 'chat-bound', chatId: binding.subject, unit: binding.target },
    );
  }
  return settled(binding, verdict, changes, here);
}

function settled(
  binding: Binding,
  verdict: 'confirm' | 'decline',
  changes: readonly Change[],
  here: KnownScene,
) {
  const what =
    binding.kind === 'person'
      ? here.roster.personName(binding.target)
      : `群 → ${here.roster.unitName(binding.target)}`;
  const card = bindingDoneCard({ kind: binding.kind, what, verdict, by: here.actor.name });
  const to =
    binding.kind === 'person'
      ? { kind: 'person' as const, openId: binding.subject }
      : { kind: 'chat' as const, chatId: binding.subject };
  const notices: Notice[] = [{ key: `bound:${binding.id}`, to, card, rank: 'notice' }];
  const toast = { tone: 'success' as const, text: verdict === 'confirm' ? '已确认绑定。' : '已拒绝。' };
  return { changes, answer: { card, toast }, notices };
}
