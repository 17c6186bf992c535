/** A kept paper as a message. */
import type { PaperFile } from '../domain/paper.ts';
import type { Notice } from '../outcome.ts';

/** One kept file to one person, but for the key. */
export const paperNotice = (
  { hash, name }: PaperFile,
  openId: string,
  publication: string,
): Omit<Notice, 'key'> => ({
  to: { kind: 'person', openId },
  card: { title: name, tone: 'notice', body: [] },
  file: { kind: 'file', hash, name },
  rank: 'notice',
  about: publication,
});
