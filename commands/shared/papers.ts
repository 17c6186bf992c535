/**
 * 下载Word, 下载Excel: the kept papers of a signed bulletin to whoever may read it, always into the private chat.
 * Left out: making them (`src/papers/`).
 */
import type { KnownScene, Pressed, Result, Tools } from '../../src/command.ts';
import { refuse } from '../../src/domain/decision.ts';
import type { PaperKind } from '../../src/domain/paper.ts';
import type { Publication } from '../../src/domain/publication.ts';
import { paperNotice } from '../../src/papers/notice.ts';

const WORDS: Readonly<Record<string, readonly PaperKind[]>> = {
  word: ['word'],
  docx: ['word'],
  doc: ['word'],
  文档: ['word'],
  excel: ['excel'],
  xlsx: ['excel'],
  xls: ['excel'],
  表格: ['excel'],
  工作簿: ['excel'],
  文件: ['word', 'excel'],
};

/** Takes `word`, `下载Excel`, `文件` … out of what was typed; no kinds when none was asked for. */
export function paperWords(words: readonly string[]): {
  readonly kinds: readonly PaperKind[];
  readonly rest: readonly string[];
} {
  const kinds = new Set<PaperKind>();
  const rest: string[] = [];
  for (const word of words) {
    const plain = word.toLowerCase().replace(/^下载/, '').replace(/版$/, '');
    const asked = plain === '' ? WORDS['文件'] : WORDS[plain];
    if (asked === undefined) rest.push(word);
    for (const kind of asked ?? []) kinds.add(kind);
  }
  return { kinds: [...kinds], rest };
}

/** A button's press. */
export async function pressPaper(kind: PaperKind, pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const publication = await tools.store.publication(pressed.args['id'] ?? '');
  return sendPapers(publication, [kind], here, tools);
}

/** @param publication the one that is meant; `null` when there is none. */
export async function sendPapers(
  publication: Publication | null,
  kinds: readonly PaperKind[],
  here: KnownScene,
  { store }: Tools,
): Result {
  if (publication?.state !== 'published') {
    return refuse('这一期战报还没有签发，没有文件', { next: '签发后再下载；已签发的发送「战报」查看。' });
  }
  const papers = await store.papers(publication.id);
  if (papers === null) {
    return refuse('这一期的文件还没有生成好', {
      next: '签发后一两分钟内生成，请稍后再试；一直没有时，请管理员用命令行导出（cli bulletin show --word 文件名）。',
    });
  }
  const names = kinds.map((kind) => papers[kind].name).join('、');
  const said = `「${names}」马上${here.audience === 'private' ? '' : '私聊'}发给您。`;
  return {
    changes: [],
    answer: { text: said, toast: { tone: 'success', text: said }, about: publication.id },
    notices: kinds.map((kind) => ({
      ...paperNotice(papers[kind], here.openId, publication.id),
      key: `paper:${publication.id}:${kind}:${here.cause}`,
    })),
  };
}
