/**
 * 文件 of a signed bulletin: its Word document and its workbook, made once, kept under their hashes, sent and handed out
 * as they are. The bytes are kept before the fact says so.
 */

/** One kept file. */
export interface PaperFile {
  /** SHA-256 of the bytes, hex. */
  readonly hash: string;
  readonly name: string;
  readonly bytes: number;
}

export const PAPER_KINDS = ['word', 'excel'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

export interface Papers {
  /** The publication's id. */
  readonly id: string;
  readonly version: number;
  /** Hash of the body they were made from. */
  readonly body: string;
  readonly word: PaperFile;
  readonly excel: PaperFile;
  /** Pictures the document has. */
  readonly pictures: number;
  /** UTC ms. */
  readonly madeAt: number;
}

export type PaperFact = { readonly type: 'paper.made' } & Omit<Papers, 'version' | 'madeAt'>;

/** The papers after their one fact. */
export function evolvePapers(papers: Papers | null, fact: PaperFact, at: number): Papers {
  if (papers !== null) throw new Error(`the papers of ${papers.id} are made already`);
  const { type: _type, ...rest } = fact;
  return { ...rest, version: 1, madeAt: at };
}
