// Writing into the journal: what the bot showed, what was pressed and chosen, in the words a transcript uses.
import { type FieldInput, fieldLabel, fieldsOf, initialInput } from './card/fields.ts';
import { cardTitle } from './card/text.ts';
import { type Node, nodeAt, wordsOf } from './card/walk.ts';
import { arrayAt, type JsonObject, objectAt, textAt } from './json.ts';
import type { PressResult } from './people/press.ts';
import { seenMessage } from './people/seen.ts';
import type { Message, MessageRef, Person, PersonRef } from './types.ts';
import type { World } from './world.ts';

/** Writes every version of every message of the bot into the journal. */
export function recordShown(world: World): void {
  const known = new Map<string, string>();
  world.platform.watch((change) => {
    if (change.kind !== 'message') return;
    const message = world.platform.messages.get(change.messageId);
    if (message === undefined || message.sender.kind !== 'app' || message.recalled) return;
    if (known.get(message.messageId) === message.content) return;
    known.set(message.messageId, message.content);
    const seen = seenMessage(world.platform, message);
    world.journal.record({
      kind: 'shown',
      chat: message.chatId,
      message: message.messageId,
      replyTo: message.parentId,
      title: seen.card === undefined ? '' : cardTitle(seen.card),
      text: seen.text,
      card: seen.card,
    });
  });
}

function shownValue(node: Node, input: FieldInput, world: World): string | readonly string[] {
  const options = arrayAt(node.element, 'options');
  const one = (value: string): string => {
    if (node.tag.includes('person')) return world.platform.people.get(value)?.name ?? value;
    const option = options.find((candidate) => textAt(candidate, 'value') === value);
    return option === undefined ? value : wordsOf(objectAt(option, 'text')) || value;
  };
  return Array.isArray(input) ? input.map((value) => one(String(value))) : one(String(input ?? ''));
}

function same(a: FieldInput, b: FieldInput): boolean {
  return JSON.stringify(a ?? '') === JSON.stringify(b ?? '');
}

/** Writes a press down: the button's words, and the fields that were changed by their labels. */
export function recordPress(
  world: World,
  personRef: PersonRef,
  ref: MessageRef,
  path: string,
  card: JsonObject,
  inputs: ReadonlyMap<string, FieldInput>,
  result: PressResult,
  seq: number,
): void {
  const node = nodeAt(card, path);
  if (node === undefined) return;
  const message = world.platform.message(ref);
  const changed: Record<string, string | readonly string[]> = {};
  const fields = node.formPath === undefined ? [] : fieldsOf(card, node.formPath);
  for (const field of fields) {
    const name = textAt(field.element, 'name');
    const input = inputs.get(name);
    if (input === undefined || same(input, initialInput(field))) continue;
    const label = fieldLabel(field);
    changed[/^[^\s="]+$/.test(label) ? label : name] = shownValue(field, input, world);
  }
  const pressed = {
    kind: 'pressed' as const,
    who: world.platform.person(personRef).openId,
    chat: message.chatId,
    message: message.messageId,
    button: wordsOf(objectAt(node.element, 'text')).trim() || textAt(node.element, 'name'),
    inputs: changed,
    toast: result.toast?.content ?? '',
    error: result.error?.message ?? '',
  };
  world.journal.record(pressed, seq);
}

/** Writes a choice outside a form down. */
export function recordChoice(
  world: World,
  person: Person,
  message: Message,
  node: Node,
  input: FieldInput,
): void {
  const what = `${fieldLabel(node) || node.tag} = ${String(input)}`;
  world.journal.record({ kind: 'chosen', who: person.openId, message: message.messageId, what });
}
