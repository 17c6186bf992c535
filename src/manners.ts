/** How the machine answers when no command does: unknown words, refusals, greetings. */
import { commandWords, introductionCard, refusalCard, unknownCard, welcomeCard } from './cards/help.ts';
import { type Command, mayUse } from './command.ts';
import { dayOfInstant } from './domain/day.ts';
import type { Pack } from './domain/pack/schema.ts';
import type { Greeter } from './inbox.ts';
import type { Handled, Manners } from './machine.ts';
import type { Change, Notice, Outcome } from './outcome.ts';
import { suggest } from './route.ts';
import type { Store } from './store.ts';

/** Raised when the welcome says something new: everybody sees it once more. */
export const WELCOME_EDITION = '2026-11';
const QUOTED_MAX = 40;
/** A text this long goes back into a button whole, so that nothing has to be typed twice. */
const FILL_MAX = 180;

const AT_END = '[\\s啊呀哈呢吧。.!！~～👌👍🙏]*$';
/** Said to begin or end a talk: a sign that it was heard, and nothing to choose from. */
const COURTESIES: readonly (readonly [said: RegExp, answer: string])[] = [
  [
    new RegExp(`^(?:你好|您好|早上?好?|上午好|下午好|晚上好|在吗|在不在|hello|hi)${AT_END}`, 'iu'),
    '您好！要办什么、查什么，直接说；发送「帮助」看全部命令。',
  ],
  [
    new RegExp(
      `^(?:好|好的|好嘞|收到|知道了|明白了?|了解|行|可以|嗯+|哦+|ok|okay|谢谢[您你]?|多谢|感谢|谢了|辛苦了?|再见)(?:[,，\\s]*(?:谢谢[您你]?|辛苦了?|收到))?${AT_END}`,
      'iu',
    ),
    '好的。要办什么、查什么，随时说。',
  ],
];

export const manners: Manners = {
  unknownWords(text, scene, commands) {
    const courteous = scene.actor === null ? undefined : COURTESIES.find(([said]) => said.test(text.trim()));
    if (courteous !== undefined) return { text: courteous[1] };
    const short = text.replace(/\s+/g, ' ').slice(0, QUOTED_MAX);
    const here = scene.audience === 'group' ? commands.filter((command) => command.inGroups) : commands;
    const suggestions = suggest(text, here, scene.actor).map((command) => ({
      ...commandWords(command),
      // A sentence that looks like a lead can be registered as it stands.
      fill: command.id === 'register' && text.length <= FILL_MAX ? text : '',
    }));
    return { card: unknownCard({ text: short, suggestions, known: scene.actor !== null }) };
  },
  refusal: (refusal, command) =>
    refusalCard({
      because: refusal.because,
      clause: refusal.clause ?? null,
      next: refusal.next ?? null,
      example: command?.example ?? null,
    }),
  insteadOf: (what) =>
    `我还看不懂${what}，请改用文字：登记线索发「登记」加一句话；佐证的文件和照片由填报员在私聊里直接发给我；要查什么发「帮助」。`,
  privately: '这件事已在私聊中回复您。',
};

export interface GreeterDeps {
  readonly store: Store;
  readonly commands: readonly Command[];
  readonly packAt: (day: string) => Pack;
  readonly now: () => number;
}

/** One welcome a person and edition; one introduction each time we join a group. */
export function makeGreeter(deps: GreeterDeps): Greeter {
  const handled = (eventId: string, changes: readonly Change[], notices: readonly Notice[]): Handled => {
    const outcome: Outcome = { changes, answer: {}, notices };
    return { outcome, actor: null, cause: `event:${eventId}`, privateLine: null };
  };
  const packNow = () => deps.packAt(dayOfInstant(deps.now()));

  return {
    async entered({ eventId, operatorId }) {
      const edition = await deps.store.welcomeEdition(operatorId);
      if (edition === WELCOME_EDITION) return handled(eventId, [], []);
      const person = (await deps.store.roster()).byOpenId(operatorId);
      const commands = deps.commands.filter((command) => mayUse(command, person)).map(commandWords);
      const card = welcomeCard({
        name: person?.name ?? null,
        city: packNow().city,
        inGroup: false,
        commands,
      });
      return handled(
        eventId,
        [{ subject: 'welcomed', openId: operatorId, edition: WELCOME_EDITION }],
        [
          {
            key: `welcome:${operatorId}:${WELCOME_EDITION}`,
            to: { kind: 'person', openId: operatorId },
            card,
            rank: 'notice',
          },
        ],
      );
    },

    async joined({ kind, eventId, chatId }) {
      if (kind === 'removed') return handled(eventId, [{ subject: 'chat-unbound', chatId }], []);
      const card = introductionCard(packNow().city);
      return handled(
        eventId,
        [],
        [{ key: `introduction:${chatId}:${eventId}`, to: { kind: 'chat', chatId }, card, rank: 'notice' }],
      );
    },
  };
}
