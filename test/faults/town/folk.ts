/**
 * Invented people who live through a month: they register, move along, file, ask, press twice, leave cards lying about.
 * What they do next depends on the seed and on the cards they have; that a press is refused or outdated is their life.
 */

import { walkCard, wordsOf } from '../../../sandbox/card/walk.ts';
import { isObject, objectAt, parseJson, textAt } from '../../../sandbox/json.ts';
import { recall, say } from '../../../sandbox/people/talk.ts';
import type { Message } from '../../../sandbox/types.ts';
import type { Random } from '../lib/random.ts';
import type { Town } from './town.ts';

const REPORTERS = ['周岚', '苏敏', '江帆', '沈悦'] as const;
const EVERYBODY = [...REPORTERS, '许国强', '曾毅', '叶青', '方正', '高市长', '施县长'] as const;
const QUESTIONS = [
  '我的',
  '帮助',
  '未报',
  '逾期',
  '全市',
  '排名',
  '待审',
  '目标',
  '得分',
  '项目',
  '线索',
  '战报',
  '乱说一气',
] as const;
const SAFE = [
  '提交',
  '通过',
  '审核',
  '签发',
  '确认',
  '仍要登记',
  '推进',
  '月报',
  '退回',
  '取消',
  '我的',
  '查看',
] as const;
const COMPANY = ['岩', '峰', '泰', '恒', '鑫', '远', '科', '盛', '隆', '华'] as const;
const TRADE = ['机械', '食品', '纺织', '新材料', '电子', '茶业', '物流', '石材'] as const;

/** One thing somebody does. Pushes are not waited for, so that several may be under way. */
export async function doSomething(town: Town, random: Random, count: number): Promise<void> {
  const roll = random.next();
  if (roll < 0.25) return register(town, random, count);
  if (roll < 0.75) return pressSomething(town, random);
  if (roll < 0.9) return ask(town, random, random.pick(EVERYBODY), random.pick(QUESTIONS));
  if (roll < 0.94) return askInGroup(town, random);
  if (roll < 0.97) return typedProgress(town, random);
  return takeBack(town, random);
}

async function register(town: Town, random: Random, count: number): Promise<void> {
  const name = `${random.pick(COMPANY)}${random.pick(COMPANY)}${count}号${random.pick(TRADE)}`;
  await ask(town, random, random.pick(REPORTERS), `登记 福建${name}有限公司 投资${1 + random.below(9)}亿元`);
}

async function ask(town: Town, _random: Random, who: string, text: string): Promise<void> {
  await say(town.feishu.world, who, town.chat(who), text);
}

async function askInGroup(town: Town, random: Random): Promise<void> {
  const mention = random.chance(0.8);
  await say(town.feishu.world, random.pick(REPORTERS), town.chat('全市群'), random.pick(QUESTIONS), {
    mention,
  });
}

async function typedProgress(town: Town, random: Random): Promise<void> {
  const serial = String(1 + random.below(12)).padStart(4, '0');
  await ask(town, random, random.pick(REPORTERS), `推进 ${serial} 签约 昨天 合同 HT-${random.below(900)}`);
}

async function takeBack(town: Town, random: Random): Promise<void> {
  const { platform } = town.feishu.world;
  const who = platform.person(random.pick(REPORTERS));
  const own = [...platform.messages.values()].filter((one) => one.sender.id === who.openId && !one.recalled);
  const last = own.at(-1);
  if (last !== undefined) await recall(town.feishu.world, who, last);
}

async function pressSomething(town: Town, random: Random): Promise<void> {
  const who = random.pick(EVERYBODY);
  const { platform } = town.feishu.world;
  const cards = platform
    .messagesOf(town.chat(who))
    .filter((message) => message.msgType === 'interactive' && !message.recalled)
    .slice(-4);
  const card = cards.length === 0 ? undefined : random.pick(cards);
  const button = card === undefined ? undefined : someButton(card, random);
  if (card === undefined || button === undefined) return;
  const isTwice = random.chance(0.1);
  const press = () => town.feishu.press(who, card.messageId, button, {});
  // The card may have changed between the two.
  await Promise.all([press(), ...(isTwice ? [press().catch(() => undefined)] : [])]);
}

function someButton(message: Message, random: Random): string | undefined {
  const card = parseJson(message.content);
  if (!isObject(card)) return undefined;
  const labels = walkCard(card)
    .filter((node) => node.tag === 'button' && textAt(node.element, 'disabled') !== 'true')
    .map((node) => wordsOf(objectAt(node.element, 'text')).trim())
    .filter((label) => label !== '');
  const wanted = labels.filter((label) => SAFE.some((word) => label.startsWith(word)));
  const from = wanted.length > 0 && random.chance(0.85) ? wanted : labels;
  return from.length === 0 ? undefined : random.pick(from);
}
