/** 帮助: what this person can do here, each with something to type; 帮助 月报: one of them. Answers everybody. */
import { commandCard, commandWords, helpCard, mendCard } from '../src/cards/help.ts';
import { type Command, mayUse } from '../src/command.ts';
import { answerOnly } from '../src/outcome.ts';

/** What questions such as 月报填错了怎么办 are turned into. */
const MENDING = '改错';

export const help: Command = {
  id: 'help',
  words: ['帮助', '菜单', '怎么用', 'help'],
  summary: '列出您可以使用的命令',
  example: '帮助',
  who: 'everybody',
  inGroups: true,
  async say(text, scene, tools) {
    const usable = tools.commands.filter((command) => mayUse(command, scene.actor));
    const here = scene.audience === 'group' ? usable.filter((command) => command.inGroups) : usable;
    const meant = here.find(({ id, words }) => id !== 'help' && words.includes(text.trim()));
    if (text.trim() === MENDING && scene.actor !== null) return answerOnly({ card: mendCard() });
    if (meant !== undefined) return answerOnly({ card: commandCard(commandWords(meant)) });
    return answerOnly({
      card: helpCard({
        name: scene.actor?.name ?? null,
        city: scene.pack.city,
        inGroup: scene.audience === 'group',
        commands: here.map(commandWords),
      }),
    });
  },
};
