// Writes docs/commands.md, docs/access.md and docs/glossary.md from the code: run it after changing a command, a right or a word.
// The test beside (test/docs/generated.test.ts) fails while one of the pages is out of date.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { commands } from '../commands/index.ts';
import type { Command } from '../src/command.ts';
import { chineseOf, TERM_KINDS, type Term, type TermKind, VOCABULARY } from '../src/domain/vocabulary.ts';
import { accessPage } from './access-page.ts';
import { NOTE, table } from './table.ts';

function whoMay({ who }: Pick<Command, 'who'>): string {
  if (who === 'everybody') return '所有人（含未在名册的）';
  if (who === 'people') return '名册中的所有人';
  return who.map((role) => chineseOf('role', role) ?? role).join('、');
}

/** The page of commands, in the order of the list. */
export function commandsPage(list: readonly Command[]): string {
  const rows = list.map((command) => [
    command.words[0],
    command.words.slice(1).join('、'),
    command.summary,
    whoMay(command),
    command.inGroups ? '私聊；群里 @ 后在群内回答' : '私聊；群里问则私聊回答',
    command.example,
    `\`${command.id}\``,
  ]);
  return [
    NOTE,
    '# 命令 · Commands',
    '',
    'A leading `/` is accepted. The last column is the id for the bot menu (`event_key`).',
    '',
    table(['命令', '也可以说', '做什么', '谁可以用', '在哪里', '例', 'id'], rows),
    '',
  ].join('\n');
}

const TITLES: Readonly<Record<TermKind, string>> = {
  command: 'Commands',
  role: 'Roles',
  stage: 'Stages (superset; a pack selects, orders and relabels)',
  exit: 'Exits',
  state: 'States',
  thing: 'Things',
  act: 'Acts',
};

/** The glossary, list by list. */
export function glossaryPage(terms: readonly Term[]): string {
  const sections = TERM_KINDS.flatMap((kind) => {
    const rows = terms
      .filter((term) => term.kind === kind)
      .map((term) => [`\`${term.english}\``, term.chinese, term.note ?? '']);
    return rows.length === 0 ? [] : [`## ${TITLES[kind]}`, '', table(['English', '中文', ''], rows), ''];
  });
  return [
    NOTE,
    '# Glossary · 词汇',
    '',
    'One Chinese word, one English word, in each list.',
    '',
    ...sections,
  ].join('\n');
}

/** Every generated page by its name in `docs/`. */
export const generatedPages = (): Readonly<Record<string, string>> => ({
  'access.md': accessPage(commands),
  'commands.md': commandsPage(commands),
  'glossary.md': glossaryPage(VOCABULARY),
});

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(generatedPages())) {
    writeFileSync(new URL(name, import.meta.url), text);
    console.log(`docs/${name}`);
  }
}
