/** What is done with one entry: 仍有效, 停用, 恢复, 保密, and 字段=值 typed at once. */
import { retireFormCard } from '../../../src/cards/registry/entry.ts';
import { formText, type KnownScene, type Pressed, type Result, type Tools } from '../../../src/command.ts';
import { isRefusal } from '../../../src/domain/decision.ts';
import type { Registry } from '../../../src/domain/pack/schema.ts';
import {
  decideConfirm,
  decideRestore,
  decideRetire,
  decideSecrecy,
} from '../../../src/domain/registry/decide.ts';
import type { Entry } from '../../../src/domain/registry/entry.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { editTyped } from './edit.ts';
import { entryById, entryNotFound, refuseEditor, registryOf } from './find.ts';
import { openEdit } from './form.ts';
import { titleOf } from './print.ts';
import { concluded, notInPack, showEntry } from './show.ts';
import { closeEntry, contactedEntry } from './upkeep.ts';

type Act = 'confirm' | 'retire' | 'restore' | 'open' | 'secret';

async function run(act: Act, entry: Entry, words: string, here: KnownScene, tools: Tools): Result {
  const registry = registryOf(here, entry);
  if (registry === null) return notInPack(entry);
  const refused = refuseEditor(entry, here);
  if (refused !== null) return refused;
  const decided = await decide(act, entry, registry, words, here, tools);
  if (isRefusal(decided)) return decided;
  return concluded(entry, decided.facts, SAID[act](entry.id), here, tools);
}

const SAID: Readonly<Record<Act, (id: string) => string>> = {
  confirm: (id) => `已确认 ${id} 仍有效。`,
  retire: (id) => `已停用 ${id}。`,
  restore: (id) => `已恢复 ${id}。`,
  open: (id) => `${id} 已公开。`,
  secret: (id) => `${id} 已设为保密。`,
};

async function decide(
  act: Act,
  entry: Entry,
  registry: Registry,
  words: string,
  here: KnownScene,
  tools: Tools,
) {
  switch (act) {
    case 'confirm':
      return decideConfirm(entry, here.today);
    case 'retire':
      return decideRetire(entry, maskPhonesIn(words));
    case 'restore':
      return decideRestore(registry, entry, await tools.store.entriesByKey(registry.id, entry.key));
    case 'open':
      return decideSecrecy(entry, false);
    case 'secret':
      return decideSecrecy(entry, true);
  }
}

const VERBS: readonly (readonly [Act, RegExp])[] = [
  ['confirm', /^(?:仍然?有效|有效|确认|没变|无变化)[。.]?$/u],
  ['retire', /^(?:停用|注销|作废|下架|删除)/u],
  ['restore', /^(?:恢复|启用)$/u],
  ['open', /^(?:公开|取消保密|不保密)$/u],
  ['secret', /^保密$/u],
];

const UPKEEP: readonly (readonly [RegExp, typeof closeEntry])[] = [
  [/^(?:已?办结|已?兑现|已?处理完毕|完结)(?![=＝])/u, closeEntry],
  [/^(?:已?联络(?:过|了)?|已?联系(?:过|了)?)(?![=＝])/u, contactedEntry],
];

/** `TZ-… 停用 理由`, `TZ-… 面积=6000`, `TZ-…`. */
export async function actOnEntry(entry: Entry, rest: string, here: KnownScene, tools: Tools): Result {
  if (rest === '') return showEntry(entry, here, tools);
  const verb = VERBS.find(([, pattern]) => pattern.test(rest));
  if (verb !== undefined) {
    const words = rest.replace(verb[1], '').replace(/^[\s,，:：、]+/u, '');
    if (verb[0] === 'retire' && words === '') return retireForm(entry, here);
    return run(verb[0], entry, words, here, tools);
  }
  const registry = registryOf(here, entry);
  if (registry === null) return notInPack(entry);
  const kept = UPKEEP.find(([pattern]) => pattern.test(rest));
  if (kept !== undefined)
    return kept[1](entry, registry, rest.replace(kept[0], '').replace(/^[\s,，:：、]+/u, ''), here, tools);
  const words = rest.replace(/^(?:修改|更新|改)(?:为|成)?[\s,，:：、]*/u, '');
  return words === ''
    ? openEdit(entry, registry, here, tools)
    : editTyped(entry, registry, words, here, tools);
}

function retireForm(entry: Entry, here: KnownScene): Result {
  const registry = registryOf(here, entry);
  const refused = refuseEditor(entry, here);
  if (registry === null || refused !== null) return Promise.resolve(refused ?? entryNotFound(entry.id));
  return Promise.resolve(
    answerOnly({ card: retireFormCard(entry.id, titleOf(entry, registry)), about: entry.id }),
  );
}

const pressed =
  (then: (entry: Entry, pressed: Pressed, here: KnownScene, tools: Tools) => Result) =>
  async (press: Pressed, here: KnownScene, tools: Tools): Result => {
    const entry = await entryById(press.args['id'], here, tools);
    return isRefusal(entry) ? entry : then(entry, press, here, tools);
  };

/** On a list of several the card stays: the others are still to do. */
export const pressConfirm = pressed(async (entry, { args }, here, tools) => {
  const done = await run('confirm', entry, '', here, tools);
  return isRefusal(done) || args['keep'] !== '1'
    ? done
    : { ...done, answer: { ...done.answer, fresh: true } };
});
export const pressRestore = pressed((entry, _, here, tools) => run('restore', entry, '', here, tools));
export const pressRetire = pressed((entry, press, here, tools) =>
  run('retire', entry, formText(press, 'reason') ?? '', here, tools),
);
export const pressSecrecy = pressed((entry, { args }, here, tools) =>
  run(args['on'] === '1' ? 'secret' : 'open', entry, '', here, tools),
);
export const pressRetireForm = pressed(async (entry, _, here) => {
  const shown = await retireForm(entry, here);
  return isRefusal(shown) ? shown : { ...shown, answer: { ...shown.answer, fresh: true } };
});
export const pressEdit = pressed(async (entry, _, here, tools) => {
  const registry = registryOf(here, entry);
  if (registry === null) return notInPack(entry);
  const shown = await openEdit(entry, registry, here, tools);
  return isRefusal(shown) ? shown : { ...shown, answer: { ...shown.answer, fresh: true } };
});
export const pressContacted = pressed(async (entry, { args }, here, tools) => {
  const registry = registryOf(here, entry);
  if (registry === null) return notInPack(entry);
  const done = await contactedEntry(entry, registry, '', here, tools);
  return isRefusal(done) || args['keep'] !== '1'
    ? done
    : { ...done, answer: { ...done.answer, fresh: true } };
});
