/**
 * 设定: a wish becomes a card to confirm, and once confirmed a version of the setting with word to whom it concerns.
 *
 * Invariants
 *  1. Nothing holds before the person who asked has confirmed what the card shows; then everything is checked again.
 *  2. A draft is confirmed once: whoever presses twice is told that it holds already.
 */
import {
  type SettingWords,
  settingConfirmCard,
  settingDoneCard,
  settingGoneCard,
  settingNoticeCard,
} from '../../../src/cards/setting/setting.ts';
import type { KnownScene, Pressed, Result, Tools } from '../../../src/command.ts';
import { has, maySet } from '../../../src/domain/access.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import { type SettingScene, subjectsOf } from '../../../src/domain/setting/check.ts';
import { decideSetting } from '../../../src/domain/setting/row.ts';
import {
  SETTING_WORDS,
  type SettingKey,
  type SettingKind,
  type SettingWish,
  settingId,
} from '../../../src/domain/setting/setting.ts';
import type { Notice, Outcome, Toast } from '../../../src/outcome.ts';
import { settingWords } from './view.ts';

const DRAFT_KIND = 'setting';
const TOLD_MAX = 500;

/** Why this person may not set this here; `null`: may. */
export function refuseSetter(kind: SettingKind, here: KnownScene): Refusal | null {
  if (!maySet(here.actor, kind)) {
    const who =
      kind === 'mark' ? '考核评分由评分人（assessor）或招商办录入' : `${SETTING_WORDS[kind]}由招商办设定`;
    return refuse(`${who}，您没有这项权限`, {
      next: kind === 'mark' ? '发送「得分」看得分。' : '发送「目标」看完成情况；要调整请联系招商办。',
    });
  }
  return here.audience === 'group'
    ? refuse('设定请在私聊里办理', { next: '请打开和我的私聊再发送一次。' })
    : null;
}

async function sceneFor(wish: SettingWish, here: KnownScene, { store }: Tools): Promise<SettingScene> {
  const projects = await Promise.all(wish.members.slice(0, 2_001).map((one) => store.lead(one)));
  const known = projects.flatMap((lead) => (lead === null ? [] : [lead.projectNumber ?? lead.number]));
  const { pack, roster } = here;
  return { pack, units: roster.units, posts: roster.posts, projects: new Set(known) };
}

/** The card that shows what would change. */
export async function proposeSetting(
  wish: SettingWish | Refusal,
  here: KnownScene,
  tools: Tools,
): Promise<Outcome | Refusal> {
  if (isRefusal(wish)) return wish;
  const refused = refuseSetter(wish.kind, here);
  if (refused !== null) return refused;
  const before = await tools.store.setting(settingId(wish));
  const decided = decideSetting(before, wish, await sceneFor(wish, here, tools));
  if (isRefusal(decided)) return decided;
  const id = tools.newId();
  const draft = {
    id,
    version: 1,
    owner: here.actor.id,
    kind: DRAFT_KIND,
    payload: wish,
    state: 'open' as const,
    result: null,
    createdAt: here.now,
  };
  const words = settingWords(before, wish, here);
  return {
    changes: [{ subject: 'draft', draft }],
    answer: { card: settingConfirmCard(words, id), toast: { tone: 'info', text: '请核对后确认。' } },
    notices: [],
  };
}

const STALE = refuse('这张卡片已经失效', { next: '请重新发送「目标 设定」。' });
const said = (tone: Toast['tone'], text: string) => ({ tone, text });

export async function confirmSetting(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const draft = await tools.store.draft(pressed.args['draft'] ?? '');
  if (draft === null || draft.kind !== DRAFT_KIND) return STALE;
  if (draft.owner !== here.actor.id)
    return refuse('这是别人要设定的数，只能由本人确认', { next: '请自己发送「目标 设定」。' });
  if (draft.state !== 'open')
    return refuse(draft.state === 'done' ? '已经生效，不用再按' : '已经取消', {
      next: '发送「目标 设定」查看。',
    });
  // Our own payload, sealed in the store since it was read and checked.
  const wish = draft.payload as SettingWish;
  const refused = refuseSetter(wish.kind, here);
  if (refused !== null) return refused;
  const before = await tools.store.setting(settingId(wish));
  const decided = decideSetting(before, wish, await sceneFor(wish, here, tools));
  if (isRefusal(decided)) return decided;
  const words = settingWords(before, wish, here);
  const version = (before?.version ?? 0) + decided.facts.length;
  return {
    changes: [
      { subject: 'setting', before, facts: decided.facts },
      {
        subject: 'draft',
        draft: { ...draft, version: draft.version + 1, state: 'done', result: decided.id },
      },
    ],
    answer: {
      card: settingDoneCard(words),
      toast: said('success', '已生效。'),
      about: `setting/${decided.id}`,
    },
    notices: noticesTo(wish, `${decided.id}:${version}`, words, here),
  };
}

export async function cancelSetting(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const draft = await tools.store.draft(pressed.args['draft'] ?? '');
  if (draft === null || draft.kind !== DRAFT_KIND || draft.owner !== here.actor.id) return STALE;
  if (draft.state === 'done') return refuse('已经生效，不能取消', { next: '要收回请发送「撤销」。' });
  const gone = { ...draft, version: draft.version + 1, state: 'cancelled' as const };
  return {
    changes: draft.state === 'open' ? [{ subject: 'draft', draft: gone }] : [],
    answer: { card: settingGoneCard('已取消'), toast: said('info', '已取消。') },
    notices: [],
  };
}

/** A changed target or mark is told to those who file for the unit and to its leaders. */
export function noticesTo(
  key: SettingKey,
  stamp: string,
  words: SettingWords,
  { roster, actor, pack, today }: KnownScene,
): readonly Notice[] {
  if (key.kind !== 'target' && key.kind !== 'mark') return [];
  const target = pack.targets.find((one) => one.id === key.item);
  const bound =
    key.subject !== null || target === undefined
      ? [key.subject]
      : subjectsOf({ pack, units: roster.units, posts: roster.posts }, target, today);
  const units = new Set(
    bound
      .map((one) => roster.posts.find((post) => post.id === one)?.unit ?? one)
      .filter((one) => one !== null),
  );
  const people = roster.people.filter(
    (person) =>
      person.id !== actor.id &&
      has(person, 'reporter', 'leader') &&
      roster.unitsOf(person).some((unit) => units.has(unit)),
  );
  return people.slice(0, TOLD_MAX).flatMap(({ id, openId }): Notice[] =>
    openId === null
      ? []
      : [
          {
            key: `setting:${stamp}:${id}`,
            to: { kind: 'person', openId },
            card: settingNoticeCard(words, actor.name),
            rank: 'notice',
          },
        ],
  );
}
