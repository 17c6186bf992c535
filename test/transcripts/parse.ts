/**
 * The language of `.chat` files, read line by line into statements. Pure; what a statement does is `run.ts`'s.
 *
 *     # 说明                               a remark
 *     时间 2026-12-03 09:00                everybody's clock moves on
 *     周岚: 登记 …                         says it to the assistant in private; two blanks continue the text
 *     @全市群 苏敏: 排名                   says it in a group, mentioning the assistant; without @: not mentioning it
 *     周岚 回复: 推进                      replies to the last answer she saw (回复 甲: to a card remembered as 甲)
 *     周岚 富文本: …                       sends it as rich text, as pasted lines arrive
 *     周岚 发图片|发语音|发表情|发文件|发视频|转发消息|发名片
 *     周岚 发文件「合同.pdf」 · 周岚 回复 发图片「a.jpg」   of the kind its name says; the same name has the same bytes
 *     周岚 图文「a.png」: 推进 …            words with a picture pasted below
 *     周岚 发表格「a.xlsx」                 a workbook (or .csv) of the rows that follow, two blanks before each: 甲 | 乙;
 *                                          without rows: the one at hand, as it was filled in; 周岚 回复 发表格 … as a reply
 *     周岚 打开 月报模板 · 岩城              the file the assistant sent shows all of it, and is at hand
 *     填 岩城 到位资金=100                  fills cells of the row of the table at hand that shows 岩城
 *     稍候                                 lets what goes on in the background come to its end
 *     到点                                 whatever is due at this moment is run, as the scheduler would
 *     周岚 撤回 · 周岚 进入 · 周岚 已读 · 周岚 菜单 register · 秦岭 拉进 新群 · 秦岭 移出 新群
 *     周岚 按「提交」 投资额=3亿 备注="a b"   presses on the card at hand; 按 甲「…」 a remembered one; 连按 twice at once
 *     苏敏 按 周岚 的「提交」               presses on somebody else's card, as after forwarding
 *     < 登记线索 · 52000                   the answer, or the changed card, shows all of it
 *     ! 已登记                             the toast says all of it;  × 必填: the client itself refuses
 *     许国强 收到 待审 · 签约               a message to somebody else (or to a group)
 *     无 138…                              the last answer does not show it;  苏敏 从未见 138…: nothing ever showed it to her
 *     安静                                 nobody was sent anything
 *     记 甲 · $项目 = XM-                  remembers the card; the first number beginning so in the last answer
 *     许国强 移出可用范围 · 许国强 移入可用范围   the platform refuses what is sent to him (230013); takes it again
 *     扣住 · 放行 · 倒序放行 · 重推 · 换号重推   pushes held back, let go, in reverse; pushed again, under another id
 */

export type Inputs = Readonly<Record<string, string | readonly string[]>>;
export type Thing = 'image' | 'audio' | 'sticker' | 'file' | 'media' | 'merge_forward' | 'share_user';

export type Act =
  | { readonly do: 'clock'; readonly when: string }
  | {
      readonly do: 'say';
      readonly who: string;
      readonly group: string | null;
      readonly mention: boolean;
      /** `null`: no reply; '': to the last answer; else a remembered card. */
      readonly replyTo: string | null;
      readonly rich: boolean;
      readonly text: string;
    }
  | {
      readonly do: 'send';
      readonly who: string;
      readonly thing: Thing;
      readonly name?: string;
      /** As for `say`; absent: no reply. */
      readonly replyTo?: string;
    }
  | {
      readonly do: 'table';
      readonly who: string;
      readonly name: string;
      /** '': the table at hand. */
      readonly rows: string;
      readonly replyTo?: string;
    }
  | { readonly do: 'open'; readonly who: string; readonly name: string; readonly parts: readonly string[] }
  | { readonly do: 'fill'; readonly row: string; readonly inputs: Inputs }
  | { readonly do: 'picture'; readonly who: string; readonly name: string; readonly text: string }
  | { readonly do: 'settle' | 'jobs' }
  | { readonly do: 'recall' | 'enter' | 'read'; readonly who: string }
  | { readonly do: 'range'; readonly who: string; readonly within: boolean }
  | { readonly do: 'menu'; readonly who: string; readonly key: string }
  | { readonly do: 'move-bot'; readonly who: string; readonly group: string; readonly into: boolean }
  | {
      readonly do: 'press';
      readonly who: string;
      readonly group: string | null;
      readonly whose: string | null;
      readonly card: string | null;
      readonly twice: boolean;
      readonly button: string;
      readonly inputs: Inputs;
    }
  | { readonly do: 'answer' | 'toast' | 'client' | 'absent'; readonly parts: readonly string[] }
  | { readonly do: 'received' | 'never-seen'; readonly who: string; readonly parts: readonly string[] }
  | { readonly do: 'quiet' | 'hold' | 'release' | 'release-reversed' | 'redeliver' | 'redeliver-as-new' }
  | { readonly do: 'remember'; readonly name: string }
  | { readonly do: 'capture'; readonly name: string; readonly prefix: string };

export interface Statement {
  /** 1-based. */
  readonly line: number;
  readonly source: string;
  readonly act: Act;
}

/** Raised with the line that is not understood. */
export class TranscriptSyntaxError extends Error {
  override readonly name = 'TranscriptSyntaxError';
}

const THINGS: Readonly<Record<string, Thing>> = {
  发图片: 'image',
  发语音: 'audio',
  发表情: 'sticker',
  发文件: 'file',
  发视频: 'media',
  转发消息: 'merge_forward',
  发名片: 'share_user',
};
const WORDS: Readonly<Record<string, Act>> = {
  安静: { do: 'quiet' },
  稍候: { do: 'settle' },
  到点: { do: 'jobs' },
  扣住: { do: 'hold' },
  放行: { do: 'release' },
  倒序放行: { do: 'release-reversed' },
  重推: { do: 'redeliver' },
  换号重推: { do: 'redeliver-as-new' },
};
const NAME = '[^\\s:：@「」=<!×$#]+';

const partsOf = (text: string): readonly string[] => text.split(' · ').map((part) => part.trim());

type Reader = readonly [RegExp, (found: readonly string[]) => Act];
const rule = (pattern: string, read: (found: readonly string[]) => Act): Reader => [
  new RegExp(`^${pattern}$`, 's'),
  read,
];

const READERS: readonly Reader[] = [
  rule('时间 (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d)', ([when = '']) => ({ do: 'clock', when })),
  rule('< (.+)', ([text = '']) => ({ do: 'answer', parts: partsOf(text) })),
  rule('! (.+)', ([text = '']) => ({ do: 'toast', parts: partsOf(text) })),
  rule('× (.+)', ([text = '']) => ({ do: 'client', parts: partsOf(text) })),
  rule('无 (.+)', ([text = '']) => ({ do: 'absent', parts: partsOf(text) })),
  rule(`\\$(${NAME}) = (\\S+)`, ([name = '', prefix = '']) => ({ do: 'capture', name, prefix })),
  rule(`记 (${NAME})`, ([name = '']) => ({ do: 'remember', name })),
  rule(`(${NAME}) 收到 (.+)`, ([who = '', text = '']) => ({ do: 'received', who, parts: partsOf(text) })),
  rule(`(${NAME}) 从未见 (.+)`, ([who = '', text = '']) => ({ do: 'never-seen', who, parts: partsOf(text) })),
  rule(`(${NAME}) (撤回|进入|已读)`, ([who = '', verb]) => ({
    do: verb === '撤回' ? 'recall' : verb === '进入' ? 'enter' : 'read',
    who,
  })),
  rule(`(${NAME}) 移(出|入)可用范围`, ([who = '', way]) => ({ do: 'range', who, within: way === '入' })),
  rule(`(${NAME}) 菜单 (\\S+)`, ([who = '', key = '']) => ({ do: 'menu', who, key })),
  rule(`(${NAME}) (拉进|移出) (${NAME})`, ([who = '', verb, group = '']) => ({
    do: 'move-bot',
    who,
    group,
    into: verb === '拉进',
  })),
  rule(
    `(${NAME})(?: (回复)(?: (${NAME}))?)? (${Object.keys(THINGS).join('|')})(?:「([^」]+)」)?`,
    ([who = '', reply = '', card = '', thing = '', name = '']) => ({
      do: 'send',
      who,
      thing: THINGS[thing] ?? 'image',
      ...(name === '' ? {} : { name }),
      ...(reply === '' ? {} : { replyTo: card }),
    }),
  ),
  rule(
    `(${NAME})(?: (回复)(?: (${NAME}))?)? 发表格「([^」]+)」(?:\\n(.+))?`,
    ([who = '', reply = '', card = '', name = '', rows = '']) => ({
      do: 'table',
      who,
      name,
      rows,
      ...(reply === '' ? {} : { replyTo: card }),
    }),
  ),
  rule(`(${NAME}) 打开 (.+)`, ([who = '', text = '']) => {
    const [name = '', ...parts] = partsOf(text);
    return { do: 'open', who, name, parts };
  }),
  rule('填 (\\S+) (.+)', ([row = '', inputs = '']) => ({ do: 'fill', row, inputs: inputsOf(inputs) })),
  rule(`(${NAME}) 图文「([^」]+)」[:：] ?(.*)`, ([who = '', name = '', text = '']) => ({
    do: 'picture',
    who,
    name,
    text,
  })),
  rule(
    `(?:@?(${NAME}) )?(${NAME}) (连?)按(?: (${NAME}) 的)?(?: (${NAME}))?「([^」]+)」(?: (.+))?`,
    ([group = '', who = '', twice, whose = '', card = '', button = '', inputs = '']) => ({
      do: 'press',
      who,
      group: group || null,
      whose: whose || null,
      card: card || null,
      twice: twice === '连',
      button,
      inputs: inputsOf(inputs),
    }),
  ),
  rule(
    `(?:(@?)(${NAME}) )?(?!回复|富文本)(${NAME})(?: (回复)(?: (${NAME}))?)?(?: (富文本))?[:：] ?(.*)`,
    ([at = '', group = '', who = '', reply = '', card = '', rich = '', text = '']) => ({
      do: 'say',
      who,
      group: group || null,
      mention: at === '@',
      replyTo: reply === '' ? null : card,
      rich: rich !== '',
      text,
    }),
  ),
];

/** `字段=值 字段=“带 空格”`; `a|b` is several choices, `\n` a new line. */
function inputsOf(text: string): Inputs {
  const inputs: Record<string, string | readonly string[]> = {};
  let rest = text;
  while (rest !== '') {
    const found = /^([^\s=]+)=(?:"([^"]*)"|(.*?))(?=$|\s+[^\s=]+=)\s*/s.exec(rest);
    if (found?.[1] === undefined) throw new TranscriptSyntaxError(`不是「字段=值」：${rest}`);
    const value = (found[2] ?? found[3] ?? '').replaceAll('\\n', '\n');
    inputs[found[1]] = value.includes('|') ? value.split('|') : value;
    rest = rest.slice(found[0].length);
  }
  return inputs;
}

/** One statement, without its place. */
export function parseLine(source: string): Act {
  const word = WORDS[source];
  if (word !== undefined) return word;
  for (const [pattern, read] of READERS) {
    const found = pattern.exec(source);
    if (found !== null) return read(found.slice(1).map((one) => one ?? ''));
  }
  throw new TranscriptSyntaxError(`看不懂这一行：${source}`);
}

/** A whole file. */
export function parseTranscript(text: string, file: string): readonly Statement[] {
  const joined: { line: number; source: string }[] = [];
  text.split(/\r?\n/).forEach((raw, index) => {
    const last = joined.at(-1);
    if (raw.startsWith('  ') && last !== undefined) last.source += `\n${raw.slice(2)}`;
    else if (raw.trim() !== '' && !raw.startsWith('#'))
      joined.push({ line: index + 1, source: raw.trimEnd() });
  });
  return joined.map(({ line, source }) => {
    try {
      return { line, source, act: parseLine(source) };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new TranscriptSyntaxError(`${file}:${line} ${why}`);
    }
  });
}

/** `$项目` and `{啊×300}`. */
export function fill(text: string, values: ReadonlyMap<string, string>): string {
  const names = [...values.keys()].sort((a, b) => b.length - a.length);
  const named = names.reduce((done, name) => done.replaceAll(`$${name}`, values.get(name) ?? ''), text);
  return named.replace(/\{(.+?)×(\d+)\}/gs, (_, piece: string, count: string) => piece.repeat(Number(count)));
}
