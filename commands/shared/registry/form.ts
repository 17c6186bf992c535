/** The form of an entry, made from the fields its registry declares: opened for 登记 or 修改, or put away. */
import { closedFormCard, entryFormCard } from '../../../src/cards/registry/form.ts';
import type { KnownScene, Pressed, Result, Tools } from '../../../src/command.ts';
import { has, isOffice } from '../../../src/domain/access.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import type { Registry } from '../../../src/domain/pack/schema.ts';
import type { Entry } from '../../../src/domain/registry/entry.ts';
import type { Draft } from '../../../src/outcome.ts';
import { guessFields } from '../../../src/parse/entry-field.ts';
import { refuseEditor } from './find.ts';
import { typedValue } from './print.ts';

const DRAFT_KIND = 'registry';
const UNITS_LISTED_MAX = 60;

export interface Payload {
  readonly registry: string;
  /** TZ-…, when one is edited. */
  readonly entry: string | null;
  readonly typed: Readonly<Record<string, string>>;
  /** What was submitted and waits for 仍要登记. */
  readonly held: Readonly<Record<string, string>> | null;
}

/** 新增: the form of a registry, filled in from what was said. */
export function openNew(registry: Registry, sentence: string, here: KnownScene, tools: Tools): Result {
  const refused = refuseRegistrar(here);
  if (refused !== null) return Promise.resolve(refused);
  return Promise.resolve(open(registry, null, guessFields(registry, sentence, here), here, tools));
}

export function refuseRegistrar(here: KnownScene): Refusal | null {
  if (here.audience === 'group')
    return refuse('台账的登记和修改不在群里办理', { next: '请私聊我，发送同样的话。' });
  return isOffice(here.actor) || has(here.actor, 'reporter')
    ? null
    : refuse('台账由各单位填报员和招商办登记，您没有这项权限', { next: '要补充内容请联系本单位填报员。' });
}

/** @param filled texts by field id that stand in the form instead of what is there */
export async function openEdit(
  entry: Entry,
  registry: Registry,
  here: KnownScene,
  tools: Tools,
  filled: Readonly<Record<string, string>> = {},
): Result {
  const refused = refuseEditor(entry, here);
  if (refused !== null) return refused;
  if (entry.state === 'retired')
    return refuse(`${entry.id} 已停用`, { next: `要再用请发送「台账 ${entry.id} 恢复」。` });
  const typed: Record<string, string> = {};
  for (const field of registry.fields) {
    const sealed = entry.sealed[field.id];
    const contact = sealed === undefined ? null : await tools.store.contact(sealed.contact);
    const text = sealed === undefined ? typedValue(entry.values[field.id]) : (contact?.note ?? '');
    if (text !== '') typed[field.id] = text;
  }
  return open(registry, entry.id, { ...typed, ...filled }, here, tools);
}

function open(
  registry: Registry,
  entry: string | null,
  typed: Readonly<Record<string, string>>,
  here: KnownScene,
  tools: Tools,
) {
  const payload: Payload = { registry: registry.id, entry, typed, held: null };
  const draft: Draft = {
    id: tools.newId(),
    version: 1,
    owner: here.actor.id,
    kind: DRAFT_KIND,
    payload,
    state: 'open',
    result: null,
    createdAt: here.now,
  };
  const units = unitOptions(here);
  const shown = Object.fromEntries(
    registry.fields.map((field) => {
      const text = typed[field.id] ?? '';
      const unit = field.type === 'unit' ? (here.roster.unitsNamed(text)[0]?.id ?? text) : null;
      return [field.id, unit === null ? text : units === null ? here.roster.unitName(unit) : unit];
    }),
  );
  const card = entryFormCard({ draft: draft.id, registry, id: entry, typed: shown, units, lines: [] });
  return {
    changes: [{ subject: 'draft' as const, draft }],
    answer: { card, ...(entry === null ? {} : { about: entry }) },
    notices: [],
  };
}

/** A reporter's own units; the office all, while they fit into a list. */
function unitOptions({ actor, roster, today }: KnownScene) {
  const own = new Set(roster.unitsOf(actor));
  const units = roster.activeOn(today).filter((unit) => isOffice(actor) || own.has(unit.id));
  return units.length > UNITS_LISTED_MAX ? null : units.map(({ id, name }) => ({ value: id, label: name }));
}

/** The open form a button belongs to, with its registry. */
export async function draftOf(pressed: Pressed, here: KnownScene, tools: Tools) {
  const draft = await tools.store.draft(pressed.args['draft'] ?? '');
  const again = { next: '请重新发送「台账」打开。' };
  if (draft === null || draft.kind !== DRAFT_KIND) return refuse('这张台账表已失效', again);
  if (draft.owner !== here.actor.id) return refuse('这张台账表是别人的', again);
  if (draft.state === 'done') return refuse(`这张台账表已提交过：${draft.result ?? ''}`);
  if (draft.state === 'cancelled') return refuse('这张台账表已取消', again);
  const payload = draft.payload as Payload;
  const registry = here.pack.registries.find((one) => one.id === payload.registry);
  return registry === undefined ? refuse('现行方案里已没有这个台账', again) : { draft, payload, registry };
}

export async function cancelEntry(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const found = await draftOf(pressed, here, tools);
  if (isRefusal(found)) return found;
  const draft: Draft = {
    ...found.draft,
    version: found.draft.version + 1,
    state: 'cancelled',
    result: '已取消',
  };
  const card = closedFormCard('没有登记或修改任何内容。需要时再发送「台账」。');
  return {
    changes: [{ subject: 'draft', draft }],
    answer: { card, toast: { tone: 'info', text: '已取消。' } },
    notices: [],
  };
}
