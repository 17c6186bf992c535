/** What is typed after 发件箱: look, or 重发 or 作废 by numbers, by whom it was for, or all of it. */
import { narrow } from '../../../src/parse/text.ts';

export type OutboxWish =
  | { readonly wish: 'look'; readonly page: number }
  | {
      readonly wish: 'all';
      readonly act: 'retry' | 'purge';
      readonly only: 'parked' | 'uncertain' | null;
      readonly sure: boolean;
    }
  | { readonly wish: 'some'; readonly act: 'retry' | 'purge'; readonly ids: readonly string[] }
  | { readonly wish: 'for'; readonly act: 'retry' | 'purge'; readonly name: string }
  | { readonly wish: 'which'; readonly act: 'retry' | 'purge' }
  | { readonly wish: 'unknown'; readonly words: string };

const ACT = /^(重发|重新发送|再发|作废|清除|不发了)[\s:：,，]*(.*)$/su;
const PURGE = /^(?:作废|清除|不发了)$/u;
const ALL = /^(全部|所有|停放|结果不明|不明)的?(?:消息)?[\s,，]*(确认)?$/u;
const IDS = /^[0-9A-F]{6}(?:[\s,，、和]+[0-9A-F]{6})*$/iu;
const PAGE = /^(?:第\s*)?(\d{1,4})\s*页?$/u;

/** Without the command's word, only what cannot mean anything else: 重发 and a number, or all. */
const ALONE =
  /^(?:重发|作废)[\s:：,，]*(?:[0-9A-F]{6}(?:[\s,，、和]+[0-9A-F]{6})*|(?:全部|所有|停放|不明|结果不明)的?消息)$/iu;
export const standsAlone = (text: string): boolean => ALONE.test(narrow(text).trim());

export function readOutboxWords(text: string): OutboxWish {
  const words = narrow(text).trim();
  if (words === '') return { wish: 'look', page: 0 };
  const page = PAGE.exec(words)?.[1];
  if (page !== undefined && !IDS.test(words)) return { wish: 'look', page: Number(page) - 1 };
  const found = ACT.exec(words);
  if (found === null) return { wish: 'unknown', words };
  const act = PURGE.test(found[1] ?? '') ? 'purge' : 'retry';
  const rest = (found[2] ?? '').trim();
  if (rest === '') return { wish: 'which', act };
  const all = ALL.exec(rest);
  if (all !== null) return { wish: 'all', act, only: onlyOf(all[1] ?? ''), sure: all[2] !== undefined };
  if (IDS.test(rest)) {
    const ids = rest.toUpperCase().match(/[0-9A-F]{6}/gu) ?? [];
    return { wish: 'some', act, ids: [...new Set(ids)] };
  }
  return { wish: 'for', act, name: rest };
}

function onlyOf(word: string): 'parked' | 'uncertain' | null {
  if (word === '停放') return 'parked';
  return word === '不明' || word === '结果不明' ? 'uncertain' : null;
}
