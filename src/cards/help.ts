/** 帮助, the welcome, the introduction to a group, words not known, and a refusal: how the assistant speaks of itself. */
import type { Card, Element } from '../card.ts';
import { plain, quiet, sayButton, warning } from './show.ts';

export interface CommandWords {
  readonly id: string;
  readonly word: string;
  readonly summary: string;
  readonly example: string;
}

/** What a card says of a command. */
export const commandWords = ({
  id,
  words,
  summary,
  example,
}: Pick<CommandWords, 'id' | 'summary' | 'example'> & {
  readonly words: readonly [string, ...string[]];
}): CommandWords => ({ id, word: words[0], summary, example });

export interface HelpView {
  readonly name: string | null;
  readonly city: string;
  readonly inGroup: boolean;
  readonly commands: readonly CommandWords[];
}

const FIRST_BUTTONS = ['register', 'mine', 'pending', 'report', 'ranking'];

const commandList = (commands: readonly CommandWords[]): Element => ({
  el: 'fields',
  fields: commands.map(({ word, summary, example }) => ({
    label: word,
    value: `${summary}。例：${example}`,
  })),
});

/** Commands that make sense without further words, as buttons. */
const firstButtons = (commands: readonly CommandWords[]): readonly Element[] => {
  const buttons = commands
    .filter((one) => FIRST_BUTTONS.includes(one.id))
    .map((one) => sayButton(one.word, one.id));
  return buttons.length === 0 ? [] : [{ el: 'buttons', buttons }];
};

export function helpCard(view: HelpView): Card {
  const { name, inGroup, commands } = view;
  const body: Element[] = [];
  if (name === null) body.push(warning('您还不在名册中：请发送「绑定 手机号」，管理员确认后即可使用。'));
  body.push(
    plain(inGroup ? '在群里 @我 加下面的词就能查；登记、填报请私聊我。' : '直接说就行，不用记格式：'),
  );
  body.push(commandList(commands), ...(inGroup ? [] : firstButtons(commands)));
  if (commands.some(({ id }) => id === 'leads'))
    body.push(quiet('查询也可以照平时说话问，例如「某某公司到哪一步了」「谁还没交月报」。'));
  return { title: `${view.city}招商助手 · 帮助`, tone: 'notice', body };
}

/** One command: what it does, something to type, and a button that begins. */
export function commandCard({ id, word, summary, example }: CommandWords): Card {
  return {
    title: `${word} · 怎么用`,
    tone: 'notice',
    body: [
      plain(`${summary}。`),
      plain(`例：${example}`),
      { el: 'buttons', buttons: [sayButton(word, id), sayButton('全部命令', 'help')] },
    ],
  };
}

/** 填错了: by what was wrong, what to type. */
export function mendCard(): Card {
  return {
    title: '填错了怎么改',
    tone: 'notice',
    body: [
      {
        el: 'fields',
        fields: [
          { label: '刚提交、还没审的', value: '发「撤销」，从列出的几步里选；再重新办一次。' },
          { label: '月报，战报还没签发', value: '再报一次，以最后一次为准。例：月报 XM-202611-0001 10月' },
          { label: '月报，战报已签发', value: '照样再报一次，写明更正原因；差额列入下一期，原战报不改。' },
          {
            label: '投资额登记错了',
            value: '推进 编号 补充 投资额 3.2亿元。后来增资的写：推进 编号 增资至8亿元 日期 佐证',
          },
          { label: '企业名称、项目名称', value: '线索 更名 编号 新名称；线索 项目名称 编号 新名称' },
          { label: '联系人换了', value: '线索 联系人 编号 姓名 电话' },
          { label: '产业、企业类别、拟落户等', value: '推进 编号 补充，在表单里改。' },
          { label: '已审核的阶段日期', value: '请招商办发：推进 编号 更正 签约 11月8日 理由' },
        ],
      },
      { el: 'buttons', buttons: [sayButton('撤销', 'undo'), sayButton('全部命令', 'help')] },
    ],
  };
}

export function welcomeCard(view: HelpView): Card {
  const hello = view.name === null ? '您好！' : `${view.name}，您好！`;
  const body: Element[] = [
    plain(`${hello}我是${view.city}招商助手：登记线索、推进项目、填月报、看排名，都在这里说一句话。`),
  ];
  if (view.name === null) body.push(warning('您还不在名册中：请发送「绑定 手机号」，管理员确认后即可使用。'));
  else body.push(...firstButtons(view.commands));
  body.push(quiet('发送「帮助」查看全部命令。'));
  return { title: '欢迎使用招商助手', tone: 'notice', body };
}

export function introductionCard(city: string): Card {
  return {
    title: '招商助手已加入本群',
    tone: 'notice',
    body: [
      plain(`我是${city}招商助手。在群里 @招商助手 加一句话就能查，例如：`),
      plain('@招商助手 项目 碳纤维\n@招商助手 排名\n@招商助手 未报'),
      quiet(
        '把本群绑定到单位：@招商助手 绑定 单位名称（管理员确认后生效）。涉密和联系人信息只在私聊中显示。',
      ),
    ],
  };
}

export interface UnknownView {
  readonly text: string;
  readonly suggestions: readonly (CommandWords & { readonly fill: string })[];
  readonly known: boolean;
}

export function unknownCard({ text, suggestions, known }: UnknownView): Card {
  const body: Element[] = [plain(text === '' ? '没有看到要办的事。' : `没有看懂「${text}」。`)];
  if (!known) body.push(warning('您还不在名册中：请发送「绑定 手机号」，管理员确认后即可使用。'));
  if (suggestions.length > 0) {
    body.push(plain('您是不是要：'), {
      el: 'buttons',
      buttons: suggestions.map((one) => sayButton(one.word, one.id, one.fill)),
    });
  }
  body.push(quiet('发送「帮助」查看全部命令。'));
  if (!suggestions.some(({ id }) => id === 'help'))
    body.push({ el: 'buttons', buttons: [sayButton('帮助', 'help')] });
  return { title: '请再说一次', tone: 'notice', body };
}

export interface RefusalView {
  readonly because: string;
  readonly clause: string | null;
  readonly next: string | null;
  readonly example: string | null;
}

/** Which rule, its clause where there is one, and what to type next. */
export function refusalCard({ because, clause, next, example }: RefusalView): Card {
  const body: Element[] = [plain(`${because.replace(/。$/, '')}。`)];
  if (clause !== null) body.push(quiet(`依据：${clause}`));
  if (next !== null) body.push(plain(next));
  else if (example !== null) body.push(quiet(`例：${example}`));
  return { title: '没有办成', tone: 'overdue', body };
}
