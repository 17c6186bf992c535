/**
 * `bulletin show --word FILE --excel FILE`: the papers of a signed bulletin as files. Those kept are written as they are;
 * where none are kept (Workers, or the service has not come to it) they are made here, the same bytes.
 */
import { writeFile } from 'node:fs/promises';
import { PAPER_KINDS, type PaperKind } from '../domain/paper.ts';
import type { Publication } from '../domain/publication.ts';
import { paperSource } from '../papers/paper.ts';
import { threadPaperMaker } from '../papers/thread.ts';
import type { Files } from '../ports.ts';
import type { Store } from '../store.ts';
import { CliRefusal, warn } from './context.ts';

export type PaperFiles = Readonly<Partial<Record<PaperKind, string>>>;

/** Writes what is asked for; returns the lines to print. */
export async function writePapers(
  publication: Publication,
  wanted: PaperFiles,
  { store, files }: { readonly store: Store; readonly files: Files },
): Promise<readonly string[]> {
  if (PAPER_KINDS.every((kind) => wanted[kind] === undefined)) return [];
  const source = paperSource(publication);
  if (source === null) throw new CliRefusal('这一期还没有签发，没有文件；先运行 bulletin check 和 approve。');
  const kept = await store.papers(publication.id);
  const bytesOf = await readerOf();
  const lines: string[] = [];
  for (const kind of PAPER_KINDS) {
    const path = wanted[kind];
    if (path === undefined) continue;
    const bytes = await bytesOf(kind);
    await writeFile(path, bytes);
    lines.push(`已写入 ${path}（${bytes.byteLength} 字节）`);
  }
  return lines;

  async function readerOf(): Promise<(kind: PaperKind) => Promise<Uint8Array>> {
    if (kept !== null) {
      return async (kind) => {
        const bytes = await files.get(kept[kind].hash);
        if (bytes === null)
          throw new CliRefusal(`保存的文件不见了（${kept[kind].name}），请用备份恢复数据库。`);
        return bytes;
      };
    }
    if (source === null) throw new Error('nothing to make papers from');
    const made = await threadPaperMaker()(source);
    if (made.withoutPicture !== null) warn(`Word 文件没有图：${made.withoutPicture}`);
    return async (kind) => made[kind];
  }
}
