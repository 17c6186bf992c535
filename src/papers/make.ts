/**
 * Both papers of one publication. Runs in the papers' own thread: everything it loads is large. A picture that cannot be
 * drawn is left out and said so; the paper is made all the same.
 */
import type { MonthFigures } from '../domain/month-figures.ts';
import type { DrawChart, Picture } from './chart.ts';
import type { PaperSource } from './paper.ts';
import { classChart, classTables } from './ranking-tables.ts';

export interface MadePapers {
  readonly word: Uint8Array;
  readonly excel: Uint8Array;
  /** How many pictures the document has. */
  readonly pictures: number;
  /** Why one is missing; `null` when none is. */
  readonly withoutPicture: string | null;
}

/** @param loadDrawer may fail: no binary for this machine, no font. */
export async function makePapers(
  source: PaperSource,
  loadDrawer: () => Promise<DrawChart>,
): Promise<MadePapers> {
  const figures = JSON.parse(source.body) as MonthFigures;
  const { pictures, why } = await draw(figures, loadDrawer);
  const [{ wordOf }, { workbookOf }] = await Promise.all([import('./word.ts'), import('./workbook.ts')]);
  return {
    word: await wordOf(source, figures, pictures),
    excel: await workbookOf(source, figures),
    pictures: pictures.size,
    withoutPicture: why,
  };
}

async function draw(figures: MonthFigures, loadDrawer: () => Promise<DrawChart>) {
  const pictures = new Map<string, Picture>();
  try {
    const drawChart = await loadDrawer();
    for (const { title } of classTables(figures)) {
      const chart = classChart(figures, title);
      if (chart !== null) pictures.set(title, await drawChart(chart));
    }
  } catch (error) {
    return { pictures, why: error instanceof Error ? error.message : String(error) };
  }
  return { pictures, why: null };
}
