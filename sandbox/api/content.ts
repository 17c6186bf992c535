// What may stand in a message the bot sends: checks per msg_type, and the mentions in it.

import { type Finding, findingText } from '../card/rules.ts';
import { validateCard } from '../card/validate.ts';
import { arrayAt, isObject, type JsonObject, member, objectAt, parseJson, textAt } from '../json.ts';
import type { Chat, Mention } from '../types.ts';
import type { World } from '../world.ts';
import { ApiRefusal, invalid } from './refusal.ts';

const textBytesMax = 150 * 1024;
const warningsMax = 200;
const postBytesMax = 30 * 1024;
const postTags = new Set(['text', 'a', 'at', 'img', 'media', 'emotion', 'code_block', 'hr', 'md']);
const resourceTypes: Readonly<Record<string, readonly string[]>> = {
  image: ['image'],
  file: ['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt', 'stream'],
  audio: ['opus'],
  media: ['mp4'],
};

/** What is stored of a checked content. */
export type CheckedContent = { readonly content: string; readonly mentions: Mention[] };

function tooLong(): ApiRefusal {
  return new ApiRefusal(230025, 'The length of the message content reaches its limit.');
}

/** Turns the first finding of a card into the refusal Feishu gives. */
export function cardRefusal(errors: readonly Finding[]): ApiRefusal | undefined {
  const first = errors.find((finding) => finding.code === 230025) ?? errors[0];
  if (first === undefined) return undefined;
  if (first.code === 230025) return tooLong();
  return new ApiRefusal(first.code, findingText(first));
}

/** Checks a card for a chat; warnings are kept for whoever asks. Returns the card. */
export function checkCard(world: World, content: string | JsonObject, chat: Chat | undefined): JsonObject {
  const around = {
    personExists: (id: string) => world.platform.people.has(id) || id === world.platform.app.botOpenId,
    atAllAllowed: chat?.atAllAllowed ?? true,
  };
  const verdict = validateCard(content, world.cardRules, around);
  world.cardWarnings.push(...verdict.warnings);
  world.cardWarnings.splice(0, world.cardWarnings.length - warningsMax);
  const refusal = cardRefusal(verdict.errors);
  if (refusal !== undefined) throw refusal;
  if (verdict.card === undefined) throw invalid('card');
  return verdict.card;
}

function checkText(world: World, content: string, body: JsonObject): CheckedContent {
  if (Buffer.byteLength(content, 'utf8') > textBytesMax) throw tooLong();
  const text = member(body, 'text');
  if (typeof text !== 'string' || text.trim() === '') throw invalid('text is empty');
  const mentions: Mention[] = [];
  const replaced = text.replace(/<at user_id="([^"]+)">([^<]*)<\/at>/g, (_, id: string, shown: string) => {
    const person = world.platform.people.get(id);
    const key = id === 'all' ? '@_all' : `@_user_${mentions.length + 1}`;
    if (id !== 'all') mentions.push({ key, openId: id, name: person?.name ?? shown, kind: 'user' });
    return key;
  });
  return { content: JSON.stringify({ text: replaced }), mentions };
}

function checkPost(content: string, body: JsonObject): CheckedContent {
  if (Buffer.byteLength(content, 'utf8') > postBytesMax) throw tooLong();
  const languages = Object.values(body).filter(isObject);
  if (languages.length === 0) throw invalid('post needs at least one language');
  for (const language of languages)
    for (const line of arrayAt(language, 'content'))
      for (const node of Array.isArray(line) ? line : [])
        if (!postTags.has(textAt(node, 'tag'))) throw invalid(`unknown post tag "${textAt(node, 'tag')}"`);
  return { content, mentions: [] };
}

function checkResource(world: World, msgType: string, body: JsonObject): void {
  const key = textAt(body, msgType === 'image' ? 'image_key' : 'file_key');
  const resource = world.platform.resources.get(key);
  if (resource === undefined) throw invalid(`unknown ${msgType} key`);
  if (!resource.own) throw new ApiRefusal(230017, 'Bot/User is NOT the owner of the resource.');
  if (!(resourceTypes[msgType] ?? []).includes(resource.fileType))
    throw new ApiRefusal(230055, 'The type of file upload does not match the type of message being sent.');
}

/** Readers see a file's name, which the sender gave when uploading. */
function withFileName(world: World, body: JsonObject): string {
  const name = world.platform.resources.get(textAt(body, 'file_key'))?.name ?? '';
  return JSON.stringify({ ...body, file_name: name });
}

/** Checks a content of any type for a chat. */
export function checkContent(world: World, msgType: string, content: string, chat: Chat): CheckedContent {
  if (msgType === 'interactive')
    return { content: JSON.stringify(checkCard(world, content, chat)), mentions: [] };
  const body = parseJson(content);
  if (!isObject(body)) throw invalid('content is not in JSON format');
  switch (msgType) {
    case 'text':
      return checkText(world, content, body);
    case 'post':
      return checkPost(content, body);
    case 'file':
      checkResource(world, msgType, body);
      return { content: withFileName(world, body), mentions: [] };
    case 'image':
    case 'audio':
    case 'media':
      checkResource(world, msgType, body);
      return { content, mentions: [] };
    case 'share_chat':
    case 'share_user':
      return { content, mentions: [] };
    default:
      throw invalid(`invalid msg_type "${msgType}"`);
  }
}

/** True when a card declares config.update_multi: true, as updating demands before and after. */
export function declaresShared(card: JsonObject | undefined): boolean {
  return member(objectAt(card, 'config'), 'update_multi') === true;
}
