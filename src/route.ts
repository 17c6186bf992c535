/**
 * From typed words to a command: the longest known word at the start of the text wins; a leading `/` is accepted.
 * What is none may be a plain question or statement (`parse/question.ts`, `parse/statement.ts`). Words it does not know get
 * at most three suggestions the person may use. Left out: what a command makes of the rest.
 */
import { type Command, mayUse } from './command.ts';
import type { Person } from './domain/roster.ts';
import { asksBeforeAll, asQuery } from './parse/question.ts';
import { asStatement } from './parse/statement.ts';
import { narrow } from './parse/text.ts';
import type { Mention } from './ports.ts';

export interface Routed {
  readonly command: Command;
  /** What followed the word. */
  readonly rest: string;
}

const SUGGESTIONS_MAX = 3;
/** Politeness people put before the command. */
const PREAMBLE =
  /^(?:你好|您好|请问|请|麻烦|帮我|帮忙|我要|我想|我来|给我|查一下|查询|看一下|看看|查|[,，:：\s])+/;
const EDGES = /^[\s/／@,，。:：!！?？、]+|\s+$/g;

/** The text without the mentions of ourselves; other people's mentions become their names. */
export function withoutMentions(
  text: string,
  mentions: readonly Mention[],
  selfOpenId: string | null,
): string {
  const byKey = new Map(mentions.map((mention) => [mention.key, mention]));
  // In one pass over whole placeholders: `@_user_1` is the start of `@_user_10`, and a name may look like either.
  if (byKey.size === 0) return text.trim();
  const keys = [...byKey.keys()]
    .sort((a, b) => b.length - a.length)
    .map((key) => key.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const plain = text.replace(new RegExp(`(?:${keys.join('|')})(?!\\d)`, 'g'), (key) => {
    const mention = byKey.get(key);
    if (mention === undefined) return key;
    const isSelf =
      selfOpenId === null ? mention.isBot : mention.openId !== null && mention.openId === selfOpenId;
    return isSelf || mention.isEveryone ? ' ' : `${mention.name} `;
  });
  return plain.trim();
}

/** Were we called? By open_id; by the platform's own mark only while our id is unknown. */
export function mentionsSelf(mentions: readonly Mention[], selfOpenId: string | null): boolean {
  if (selfOpenId === null) return mentions.some((mention) => mention.isBot);
  return mentions.some((mention) => mention.openId === selfOpenId);
}

export function route(text: string, commands: readonly Command[]): Routed | null {
  const bare = narrow(text).replace(EDGES, '');
  const direct = bare.replace(PREAMBLE, '');
  return (
    ofQuery(asksBeforeAll(bare), commands) ??
    startsWithWord(bare, commands) ??
    startsWithWord(direct, commands) ??
    recognised(direct, commands) ??
    numberThenWord(direct, commands)
  );
}

/** What is said or asked plainly; only for words that `route` does not know, and never for those that came with a picture. */
export const routePlain = (text: string, commands: readonly Command[]): Routed | null => {
  const bare = narrow(text).replace(EDGES, '');
  // Whether it is a question shows at its end.
  return ofQuery(asStatement(text) ?? asQuery(bare), commands);
};

const ofQuery = (query: string | null, commands: readonly Command[]): Routed | null =>
  query === null ? null : startsWithWord(query, commands);

/** `XM-202611-0001 推进 签约`: the number before the word. */
function numberThenWord(text: string, commands: readonly Command[]): Routed | null {
  const found = /^(X[SM][-—]?\d{1,6}(?:[-—]?\d{1,9})?)(?!\d)[\s,:，：、]*(.+)$/isu.exec(text);
  const routed = found === null ? null : startsWithWord(found[2] ?? '', commands);
  return routed === null ? null : { ...routed, rest: `${found?.[1] ?? ''} ${routed.rest}`.trim() };
}

function recognised(text: string, commands: readonly Command[]): Routed | null {
  const command = commands.find((one) => one.recognises?.(text) === true);
  return command === undefined ? null : { command, rest: text };
}

function startsWithWord(text: string, commands: readonly Command[]): Routed | null {
  let best: { command: Command; word: string } | null = null;
  for (const command of commands) {
    for (const word of command.words) {
      if (text.startsWith(word) && (best === null || word.length > best.word.length))
        best = { command, word };
    }
  }
  if (best === null) return null;
  if (best.command.keptWords?.includes(best.word) === true) return { command: best.command, rest: text };
  const rest = text.slice(best.word.length).replace(/^[\s:：,，。、]+/, '');
  return { command: best.command, rest };
}

/** Up to three commands somebody may have meant, best first; only those they may use. */
export function suggest(
  text: string,
  commands: readonly Command[],
  person: Person | null,
): readonly Command[] {
  const asked = text.normalize('NFKC').slice(0, 200);
  return commands
    .filter((command) => mayUse(command, person))
    .map((command) => ({ command, score: Math.max(...command.words.map((word) => closeness(asked, word))) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, SUGGESTIONS_MAX)
    .map(({ command }) => command);
}

/** 3: the word is in the text · 2…1: its characters are, in part, near the start · 0: nothing in common. */
function closeness(text: string, word: string): number {
  if (text.includes(word)) return 3;
  const start = text.slice(0, 12);
  const shared = [...word].filter((character) => start.includes(character)).length;
  return shared === 0 ? 0 : 1 + shared / word.length - 0.01 * word.length;
}
