/** 帮助: what this person can do here, each with something to type. Answers everybody. */
import { helpCard } from '../src/cards/help.ts';
import { type Command, mayUse } from '../src/command.ts';
import { answerOnly } from '../src/outcome.ts';

export const help: Command = {
  id: 'help',
  words: ['帮助', '菜单', '怎么用', 'help'],
  summary: '列出您可以使用的命令',
  example: '帮助',
  who: 'everybody',
  inGroups: true,
  async say(_text, scene, tools) {
    const usable = tools.commands.filter((command) => mayUse(command, scene.actor));
    const here = scene.audience === 'group' ? usable.filter((command) => command.inGroups) : usable;
    return answerOnly({
      card: helpCard({
        name: scene.actor?.name ?? null,
        city: scene.pack.city,
        inGroup: scene.audience === 'group',
        commands: here.map(({ id, words, summary, example }) => ({ id, word: words[0], summary, example })),
      }),
    });
  },
};
