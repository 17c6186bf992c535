/**
 * 发件箱: messages that were not sent, for the office: why, for whom, since when; sent again or never. The same as
 * `outbox list | retry | purge` at the command line, and like it on record. Left out: what waits its turn, which leaves by itself.
 */
import { forPeople } from '../src/command.ts';
import { decideAll, decideOne, sayOutbox, showOutbox } from './shared/outbox/act.ts';
import { standsAlone } from './shared/outbox/words.ts';

const pageOf = (text: string | undefined): number => {
  const page = Number.parseInt(text ?? '0', 10);
  return Number.isSafeInteger(page) ? page : 0;
};
const onlyOf = (text: string | undefined) => (text === 'parked' || text === 'uncertain' ? text : null);
/** A card that does not say when it was made decides on nothing. */
const untilOf = (text: string | undefined): number => {
  const until = Number(text);
  return Number.isSafeInteger(until) ? until : 0;
};

export const outbox = forPeople({
  id: 'outbox',
  words: ['发件箱', '未发出', '没发出', '发不出', '未送达', '没送达'],
  summary: '查看没有发出去的消息：原因、发给谁、多久了；重发或作废',
  example: '发件箱 重发 全部',
  who: ['office'],
  inGroups: false,
  recognises: standsAlone,
  say: (text, here, tools) => sayOutbox(text, here, tools),
  press: {
    page: (pressed, here, tools) => showOutbox(pageOf(pressed.args['page']), here, tools),
    retry: ({ args }, here, tools) =>
      decideOne('retry', args['item'] ?? '', pageOf(args['page']), here, tools),
    purge: ({ args }, here, tools) =>
      decideOne('purge', args['item'] ?? '', pageOf(args['page']), here, tools),
    'retry-all': ({ args }, here, tools) =>
      decideAll({ act: 'retry', only: onlyOf(args['only']), until: untilOf(args['until']) }, here, tools),
    'purge-all': ({ args }, here, tools) =>
      decideAll({ act: 'purge', only: onlyOf(args['only']), until: untilOf(args['until']) }, here, tools),
  },
});
