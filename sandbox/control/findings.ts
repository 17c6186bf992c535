// What the platform would say of a card, with the place on the page each finding means.

import type { Finding } from '../card/rules.ts';
import { validateCard } from '../card/validate.ts';
import { isObject, type Json, type JsonObject, member, objectAt, parseJson, textAt } from '../json.ts';
import type { World } from '../world.ts';

/** `ROOT -> body -> elements -> [2](tag: form) -> elements -> [0]…` as `body.elements.2.elements.0`; '' for the card itself. */
export function placeOf(path: string): string {
  const parts = path
    .split(' -> ')
    .slice(1)
    .map((part) => /^\[(\d+)\]/.exec(part)?.[1] ?? part);
  const last = parts.findLastIndex((part) => /^\d+$/.test(part));
  return parts.slice(0, last + 1).join('.');
}

function judge(world: World, card: string | Json, chatId: string): JsonObject[] {
  const around = {
    personExists: (id: string) => world.platform.people.has(id) || id === world.platform.app.botOpenId,
    atAllAllowed: world.platform.chats.get(chatId)?.atAllAllowed ?? true,
  };
  const { errors, warnings } = validateCard(card, { ...world.cardRules, strict: true }, around);
  const view =
    (severity: string) =>
    (finding: Finding): JsonObject => ({
      severity,
      code: finding.code,
      subCode: finding.subCode,
      path: finding.path,
      message: finding.message,
      at: placeOf(finding.path),
    });
  return [...errors.map(view('error')), ...warnings.map(view('warning'))];
}

/** Findings of the card a message shows now, with its size. */
export function messageFindings(world: World, messageId: string): JsonObject {
  const message = world.platform.message(messageId);
  if (message.msgType !== 'interactive') return { findings: [], bytes: 0 };
  return {
    findings: judge(world, message.content, message.chatId),
    bytes: Buffer.byteLength(message.content, 'utf8'),
  };
}

/** Findings of the card that an exchange on the wire carried: in a call's content, or in a callback's answer. */
export function wireFindings(world: World, seq: number): JsonObject {
  const entry = world.wire.find(seq);
  if (entry === undefined) throw new Error('这条记录已不在');
  const body = objectAt(entry.request, 'body');
  const content = textAt(body, 'content');
  const isCard =
    textAt(body, 'msg_type') === 'interactive' || isObject(member(parseJson(content), 'body') ?? null);
  const answered = objectAt(objectAt(entry.response, 'card'), 'data') ?? null;
  const source = isCard ? content : (objectAt(body, 'card') ?? answered);
  if (source === null || source === '') return { findings: [], bytes: 0, messageId: '' };
  const messageId =
    textAt(objectAt(entry.response, 'data'), 'message_id') ||
    textAt(objectAt(objectAt(entry.request, 'event'), 'context'), 'open_message_id');
  return {
    findings: judge(world, source, ''),
    bytes: Buffer.byteLength(typeof source === 'string' ? source : JSON.stringify(source), 'utf8'),
    messageId,
  };
}
