// A session as a `.chat` transcript: what people did, line by line, and what the bot answered as expectations. The language is
// that of the test suite; only the words of it that a page can produce are written. Pure.
import type { Entry, Happening } from '../journal.ts';
import type { JsonObject } from '../json.ts';

/** Names of people and chats by id. */
export type Names = {
  readonly person: (openId: string) => string;
  /** A group's name, or undefined for a private chat. */
  readonly group: (chatId: string) => string | undefined;
  /** Whose private chat it is. */
  readonly owner: (chatId: string) => string;
};

type Shown = Extract<Happening, { kind: 'shown' }>;
type Pressed = Extract<Happening, { kind: 'pressed' }>;
type Said = Extract<Happening, { kind: 'said' }>;

const minuteMs = 60_000;
const word = /^[^\s:：@「」=<!×$#]+$/;

/** `2026-12-03 09:00` of an instant, Shanghai. */
export function minuteText(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

function partsOf(shown: Shown): string {
  const first = shown.title || (shown.text.split('\n').find((line) => line.trim() !== '') ?? '');
  return first.split(' · ')[0]?.trim() ?? '';
}

function inputWords(inputs: Pressed['inputs']): string {
  return Object.entries(inputs)
    .map(([name, value]) => {
      const text = (typeof value === 'string' ? value : value.join('|'))
        .replaceAll('"', '')
        .replaceAll('\n', '\\n');
      return /\s|^$/.test(text) ? `${name}="${text}"` : `${name}=${text}`;
    })
    .join(' ');
}

/** Writes entries down. Keeps which cards have a name, so that a press finds its card. */
class Writer {
  readonly lines: string[] = [];
  readonly #names: Names;
  readonly #needed: ReadonlySet<string>;
  readonly #cards = new Map<string, string>();
  #asked: string | undefined;
  #pressed: string | undefined;

  constructor(names: Names, needed: ReadonlySet<string>) {
    this.#names = names;
    this.#needed = needed;
  }

  line(text: string): number {
    return this.lines.push(text);
  }

  said({ who, chat, message, type, text, atBot, replyTo }: Said): number | undefined {
    const name = this.#names.person(who);
    const group = this.#names.group(chat);
    const card = replyTo === undefined ? undefined : this.#cards.get(replyTo);
    const reply = card === undefined ? '' : ` 回复 ${card}`;
    this.#asked = atBot || group === undefined ? message : undefined;
    this.#pressed = undefined;
    if (type === 'image' || type === 'file') {
      if (group !== undefined)
        return this.line(`# ${name} 在 ${group} 发了${type === 'image' ? '图片' : '文件'}`);
      const thing = type === 'image' ? '发图片' : `发文件「${text.replace(/[「」]/g, '')}」`;
      return this.line(`${name}${reply} ${thing}`);
    }
    if (type !== 'text') return this.line(`# ${name} 发了 ${type}`);
    const where = group === undefined ? '' : `${atBot ? '@' : ''}${group} `;
    return this.line(`${where}${name}${reply}: ${text.trim().replaceAll('\n', '\n  ')}`);
  }

  pressed({ who, chat, message, button, inputs, toast, error }: Pressed): void {
    const group = this.#names.group(chat);
    const card = this.#cards.get(message);
    const fields = inputWords(inputs);
    const label = button.split(/[「」]/)[0] ?? '';
    this.#asked = undefined;
    this.#pressed = message;
    const where = group === undefined ? '' : `@${group} `;
    this.line(
      `${where}${this.#names.person(who)} 按${card === undefined ? '' : ` ${card}`}「${label}」${fields === '' ? '' : ` ${fields}`}`,
    );
    if (error !== '') this.line(`× ${error.split(/[ ：·]/)[0]}`);
    else if (toast !== '') this.line(`! ${toast.split(' · ')[0]?.split('\n')[0]?.trim()}`);
  }

  shown(shown: Shown): void {
    const words = partsOf(shown);
    if (words === '') return;
    if (/^\[(文件|图片)\]/.test(shown.text)) {
      // Files are made in the background, when there is time.
      this.line(`# ${this.#names.group(shown.chat) ?? this.#names.owner(shown.chat)} 收到 ${words}`);
      return;
    }
    const isAnswer = shown.replyTo !== undefined && shown.replyTo === this.#asked;
    const isChanged = shown.message === this.#pressed;
    const group = this.#names.group(shown.chat);
    if (isAnswer || isChanged) this.line(`< ${words}`);
    else if (!this.#cards.has(shown.message))
      this.line(`${group ?? this.#names.owner(shown.chat)} 收到 ${words}`);
    else return;
    if (isAnswer) this.#asked = undefined;
    if (isChanged) this.#pressed = undefined;
    if (!this.#needed.has(shown.message) || this.#cards.has(shown.message)) return;
    const name = `卡${this.#cards.size + 1}`;
    this.#cards.set(shown.message, name);
    this.line(`记 ${name}`);
  }

  write({ what, at }: Entry): number | undefined {
    switch (what.kind) {
      case 'said':
        return this.said(what);
      case 'pressed':
        this.pressed(what);
        return;
      case 'shown':
        this.shown(what);
        return;
      case 'clock':
        return this.line(`时间 ${minuteText(what.to)}`);
      case 'jobs':
        return this.line('到点');
      case 'entered':
        return this.line(`${this.#names.person(what.who)} 进入`);
      case 'recalled':
        return this.line(`${this.#names.person(what.who)} 撤回`);
      case 'menu':
        this.#asked = undefined;
        return this.line(`${this.#names.person(what.who)} 菜单 ${what.key}`);
      case 'bot-moved':
        return this.line(
          `${this.#names.person(what.who)} ${what.into ? '拉进' : '移出'} ${this.#names.group(what.chat) ?? ''}`,
        );
      case 'pushed-again':
        return this.line(what.asNew ? '换号重推' : '重推');
      case 'hold':
        return this.line('扣住');
      case 'release':
        return this.line(what.reversed ? '倒序放行' : '放行');
      case 'chosen':
        return this.line(`# ${minuteText(at)} ${this.#names.person(what.who)} 在卡片上选了 ${what.what}`);
      default:
        return;
    }
  }
}

/** People open chats again and again; a transcript needs the first time, and those that the bot answered. */
function withoutIdleVisits(entries: readonly Entry[]): Entry[] {
  const visitors = new Set<string>();
  return entries.filter(({ what }, index) => {
    if (what.kind !== 'entered') return true;
    const isFirst = !visitors.has(what.who);
    visitors.add(what.who);
    const next = entries[index + 1]?.what;
    return isFirst || (next?.kind === 'shown' && next.chat === what.chat && next.replyTo === undefined);
  });
}

/** An answer right after what it answers, whatever else arrived in between: so the expectations of a transcript go. */
function answersFirst(entries: readonly Entry[]): Entry[] {
  const rest = [...entries];
  const out: Entry[] = [];
  for (let entry = rest.shift(); entry !== undefined; entry = rest.shift()) {
    out.push(entry);
    const { what } = entry;
    if (what.kind !== 'said' && what.kind !== 'pressed') continue;
    const next = rest.findIndex((one) => one.what.kind !== 'shown');
    const near = what.kind === 'said' ? rest : rest.slice(0, next < 0 ? rest.length : next);
    const at = near.findIndex(
      ({ what: later }) =>
        later.kind === 'shown' &&
        (what.kind === 'said' ? later.replyTo === what.message : later.message === what.message),
    );
    if (at >= 0) out.push(...rest.splice(at, 1));
  }
  return out;
}

/** The transcript of these entries; `city` goes into its head, for whoever plays it. */
export function writeTranscript(entries: readonly Entry[], names: Names, city: JsonObject): string {
  const acted = entries.flatMap(({ what }) =>
    what.kind === 'pressed'
      ? [what.message]
      : what.kind === 'said' && what.replyTo !== undefined
        ? [what.replyTo]
        : [],
  );
  const writer = new Writer(names, new Set(acted));
  const start = entries[0]?.at ?? 0;
  let clock = start;
  for (const entry of answersFirst(withoutIdleVisits(entries))) {
    // Waiting by itself moves the clock too.
    if (entry.what.kind !== 'clock' && entry.at - clock > 30 * minuteMs)
      writer.line(`时间 ${minuteText(entry.at)}`);
    clock = entry.at;
    writer.write(entry);
  }
  const odd = [
    ...new Set(entries.flatMap(({ what }) => ('who' in what ? [names.person(what.who)] : []))),
  ].filter((name) => !word.test(name));
  const remarks = odd.map((name) => `# 名字里有转写不了的字符：${name}`);
  const head = `# 沙箱录制 ${minuteText(start)}\n# 城市 ${JSON.stringify({ ...city, now: minuteText(start) })}`;
  return `${[head, ...remarks, '', ...writer.lines].join('\n')}\n`;
}
