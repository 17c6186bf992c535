// A person acting on a card: pressing a button, submitting its form, choosing outside a form. What the client checks is
// checked here first; then the callback goes out, and its toast and card come back into place.
import { cardLifeMs, updateCard } from '../api/messages.ts';
import { ApiRefusal } from '../api/refusal.ts';
import { sendCallback, type Toast } from '../callback.ts';
import {
  collectForm,
  type FieldInput,
  fieldLabel,
  fieldsOf,
  fieldValue,
  findField,
  isProblem,
} from '../card/fields.ts';
import { nodeAt, wordsOf } from '../card/walk.ts';
import { arrayAt, compact, isObject, type JsonObject, member, objectAt, parseJson, textAt } from '../json.ts';
import { recordChoice, recordPress } from '../record.ts';
import type { Message, MessageRef, Person, PersonRef } from '../types.ts';
import type { World } from '../world.ts';
import { findButton } from './button.ts';

export { findButton } from './button.ts';

/** Why nothing went out, or what the client showed after the callback failed. */
export type PressError = {
  /** A client error code (200341, 200671 …), or the client's own refusal. */
  readonly code:
    | number
    | 'required'
    | 'max_length'
    | 'no_such_option'
    | 'bad_value'
    | 'disabled'
    | 'expired'
    | 'recalled'
    | 'cancelled';
  readonly message: string;
};

/** What came of it. */
export type PressResult = {
  /** True when a callback went to the bot. */
  readonly sent: boolean;
  readonly status: number | undefined;
  readonly durationMs: number;
  readonly eventId: string | undefined;
  readonly toast: Toast | undefined;
  /** The card now in place, when the answer replaced it. */
  readonly card: JsonObject | undefined;
  readonly error: PressError | undefined;
  /** The address the button opens, if any. */
  readonly openedUrl: string | undefined;
  /** The card-update token handed to the bot. */
  readonly updateToken: string | undefined;
  /** What the form submitted. */
  readonly formValue: JsonObject | undefined;
};

/** How a button is pressed. */
export type PressOptions = {
  /** Which of several buttons with this label (0 = first). */
  nth?: number;
  /** false: the person cancels a confirm dialog (default true). */
  confirm?: boolean;
};

const idle: PressResult = {
  sent: false,
  status: undefined,
  durationMs: 0,
  eventId: undefined,
  toast: undefined,
  card: undefined,
  error: undefined,
  openedUrl: undefined,
  updateToken: undefined,
  formValue: undefined,
};

/** The card a message shows now; throws when it shows none. */
export function cardOf(world: World, ref: MessageRef): { message: Message; card: JsonObject } {
  const message = world.platform.message(ref);
  const card = message.msgType === 'interactive' ? parseJson(message.content) : undefined;
  if (!isObject(card)) throw new Error(`message ${message.messageId} shows no card`);
  return { message, card };
}

function refused(code: PressError['code'], message: string): PressResult {
  return { ...idle, error: { code, message } };
}

function closed(world: World, message: Message): PressResult | undefined {
  if (message.recalled) return refused('recalled', '消息已撤回');
  if (world.clock.now() - message.createdAt > cardLifeMs) return refused('expired', '卡片已过期，无法操作');
  return undefined;
}

/** Names fields by their form names, from labels; throws for a label that is on no field. */
function namedInputs(card: JsonObject, formPath: string, inputs: Readonly<Record<string, FieldInput>>) {
  const fields = fieldsOf(card, formPath);
  const named = new Map<string, FieldInput>();
  for (const [wanted, input] of Object.entries(inputs)) {
    const node = findField(fields, wanted);
    if (node === undefined)
      throw new Error(`no field "${wanted}"; there are: ${fields.map(fieldLabel).join('、')}`);
    named.set(textAt(node.element, 'name'), input);
  }
  return named;
}

function personIdOf(world: World): (name: string) => string {
  return (name) => {
    const people = [...world.platform.people.values()];
    return (world.platform.people.get(name) ?? people.find((person) => person.name === name))?.openId ?? '';
  };
}

function urlOf(element: JsonObject): string | undefined {
  const open = arrayAt(element, 'behaviors').find((behavior) => textAt(behavior, 'type') === 'open_url');
  return open === undefined ? undefined : textAt(open, 'pc_url') || textAt(open, 'default_url');
}

function callbackValue(element: JsonObject): JsonObject | undefined {
  const behavior = arrayAt(element, 'behaviors').find((one) => textAt(one, 'type') === 'callback');
  return behavior === undefined ? undefined : (objectAt(behavior, 'value') ?? {});
}

/** Sends the callback for an action and brings the answer into place. */
async function act(world: World, person: Person, message: Message, action: JsonObject): Promise<PressResult> {
  const token = `c-${world.ids.hex(40)}`;
  const issued = { messageId: message.messageId, issuedAt: world.clock.now(), usesLeft: 2, answered: false };
  world.updateTokens.set(token, issued);
  const event: JsonObject = {
    operator: {
      tenant_key: world.platform.app.tenantKey,
      user_id: person.userId,
      open_id: person.openId,
      union_id: person.unionId,
    },
    token,
    action: { ...action, timezone: 'Asia/Shanghai' },
    host: 'im_message',
    context: { open_message_id: message.messageId, open_chat_id: message.chatId },
  };
  const { platform, clock, ids, wire, deliverer } = world;
  const settings = deliverer.settings;
  const answer = await sendCallback({ app: platform.app, clock, ids, wire, settings }, event);
  issued.answered = answer.status === 200;
  const base = {
    ...idle,
    sent: true,
    status: answer.status,
    durationMs: answer.durationMs,
    eventId: answer.eventId,
    updateToken: token,
  };
  if (answer.errorCode !== undefined)
    return { ...base, error: { code: answer.errorCode, message: answer.errorText } };
  if (!isObject(answer.card)) return { ...base, toast: answer.toast };
  try {
    updateCard(world, message, answer.card);
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    return { ...base, error: { code: 200673, message: error.message } };
  }
  return { ...base, toast: answer.toast, card: answer.card };
}

/** Presses the element at a path; `inputs` are field inputs by field name (for a submit button). */
async function pressHere(
  world: World,
  personRef: PersonRef,
  ref: MessageRef,
  path: string,
  inputs: ReadonlyMap<string, FieldInput>,
  options: PressOptions = {},
): Promise<PressResult> {
  const person = world.platform.person(personRef);
  const { message, card } = cardOf(world, ref);
  if (!world.platform.chat(message.chatId).memberIds.includes(person.openId))
    throw new Error(`${person.name} does not see this card`);
  const shut = closed(world, message);
  if (shut !== undefined) return shut;
  const node = nodeAt(card, path);
  if (node === undefined) throw new Error(`nothing at ${path}`);
  const { element } = node;
  if (member(element, 'disabled') === true)
    return refused('disabled', wordsOf(objectAt(element, 'disabled_tips')) || '该按钮不可用');
  if (objectAt(element, 'confirm') !== undefined && options.confirm === false)
    return refused('cancelled', '已取消');
  const openedUrl = urlOf(element);
  const submits = textAt(element, 'form_action_type') === 'submit' && node.formPath !== undefined;
  const value = callbackValue(element);
  if (!submits && value === undefined) return { ...idle, openedUrl };
  const name = textAt(element, 'name');
  const action = compact({ value, tag: node.tag, name: name === '' ? undefined : name });
  if (!submits || node.formPath === undefined) {
    const result = await act(world, person, message, action);
    return { ...result, openedUrl };
  }
  const { values, problem } = collectForm(card, node.formPath, inputs, personIdOf(world));
  if (problem !== undefined) return refused(problem.problem, problem.text);
  const result = await act(world, person, message, { ...action, form_value: values });
  return { ...result, openedUrl, formValue: values };
}

/** The same, written down. */
export async function pressAt(
  world: World,
  personRef: PersonRef,
  ref: MessageRef,
  path: string,
  inputs: ReadonlyMap<string, FieldInput>,
  options: PressOptions = {},
): Promise<PressResult> {
  const before = cardOf(world, ref).card;
  const seq = world.journal.reserve();
  const result = await pressHere(world, personRef, ref, path, inputs, options);
  recordPress(world, personRef, ref, path, before, inputs, result, seq);
  return result;
}

/** Presses a button by its words (or name), with form inputs by label (or name). */
export async function press(
  world: World,
  person: PersonRef,
  ref: MessageRef,
  button: string,
  inputs: Readonly<Record<string, FieldInput>> = {},
  options: PressOptions = {},
): Promise<PressResult> {
  const { card } = cardOf(world, ref);
  const node = findButton(card, button, options.nth);
  const named =
    node.formPath === undefined ? new Map<string, FieldInput>() : namedInputs(card, node.formPath, inputs);
  if (node.formPath === undefined && Object.keys(inputs).length > 0)
    throw new Error(`button "${button}" stands in no form, so it takes no values`);
  return pressAt(world, person, ref, node.path, named, options);
}

/** Chooses, types or ticks in a component outside a form, found by its label, name or placeholder. */
export async function choose(
  world: World,
  personRef: PersonRef,
  ref: MessageRef,
  field: string,
  input: FieldInput,
): Promise<PressResult> {
  const { card } = cardOf(world, ref);
  const fields = fieldsOf(card, undefined);
  const node = findField(fields, field);
  if (node === undefined) throw new Error(`no field "${field}" outside a form`);
  return chooseAt(world, personRef, ref, node.path, input);
}

/** The same by path (overflow menus too: `input` is the option). */
export async function chooseAt(
  world: World,
  personRef: PersonRef,
  ref: MessageRef,
  path: string,
  input: FieldInput,
): Promise<PressResult> {
  const person = world.platform.person(personRef);
  const { message, card } = cardOf(world, ref);
  const shut = closed(world, message);
  if (shut !== undefined) return shut;
  const node = nodeAt(card, path);
  if (node === undefined) throw new Error(`nothing at ${path}`);
  if (member(node.element, 'disabled') === true) return refused('disabled', '该组件不可用');
  const value = fieldValue(node, input, personIdOf(world));
  if (isProblem(value)) return refused(value.problem, value.text);
  if (node.tag === 'checker' && callbackValue(node.element) === undefined) return idle;
  const key = Array.isArray(value)
    ? 'options'
    : node.tag === 'input'
      ? 'input_value'
      : node.tag === 'checker'
        ? 'checked'
        : 'option';
  const name = textAt(node.element, 'name');
  recordChoice(world, person, message, node, input);
  const action = compact({
    value: callbackValue(node.element),
    tag: node.tag,
    name: name === '' ? undefined : name,
    [key]: value,
  });
  return act(world, person, message, action);
}
