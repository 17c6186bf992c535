/** Typed words of a mark 评分. The wish they make is read in `words.ts`. */
import { NOTHING_SAID, type Said } from './words.ts';

/** `大田 日常工作 9 台账齐全`: what follows the number is the reason. */
export function saidMark(text: string): Said {
  const folded = text.normalize('NFKC');
  const year = /(?:^|\s)(20\d{2})年?度?(?=\s|$)/u.exec(folded);
  const bare = year === null ? folded : folded.replace(year[0], ' ');
  const found = /^\s*(\S+)\s+(\S+)\s+(\d[\d.]*)\s*分?\s*([\s\S]*)$/u.exec(bare);
  const [, subject = '', item = '', value = '', note = ''] = found ?? [];
  return {
    ...NOTHING_SAID,
    subject,
    item,
    value,
    year: year?.[1] ?? '',
    note: note.replace(/^(?:说明|依据|理由)[:：\s]*/u, ''),
  };
}
