/** Reads of a bulletin's papers. Part of `Store`. */
import type { Papers } from '../domain/paper.ts';

export interface PaperReads {
  /** `null` while they are not made. */
  papers(publication: string): Promise<Papers | null>;
  /** Signed publications without papers, the latest signed first. */
  unpapered(limit: number): Promise<readonly { readonly id: string; readonly approvedAt: number }[]>;
}
