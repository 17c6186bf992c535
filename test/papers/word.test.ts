// The Word document: official layout, heads that repeat, missing values, the picture, the same bytes every time.
import { describe, expect, test } from 'vitest';
import { chartDrawer, type DrawChart } from '../../src/papers/chart.ts';
import { type MadePapers, makePapers } from '../../src/papers/make.ts';
import { readZip } from '../../src/papers/zip.ts';
import { figuresOf, sourceOf } from './figures.ts';

const noDrawer = async (): Promise<DrawChart> => {
  throw new Error('no binary for this machine');
};
const partOf = (docx: Uint8Array, name: string): string =>
  Buffer.from(readZip(docx).find((entry) => entry.name === name)?.bytes ?? []).toString('utf8');
const textOf = (xml: string): string => xml.replaceAll(/<\/w:(?:p|tc)>/g, '\n').replaceAll(/<[^>]+>/g, '');

async function documentOf(made: Promise<MadePapers>): Promise<string> {
  return partOf((await made).word, 'word/document.xml');
}

describe('the Word document', () => {
  test('says the title, the issuer, every unit, — for what is missing, and the hash in its last line', async () => {
    const figures = figuresOf(12);
    const source = sourceOf(figures);
    const text = textOf(await documentOf(makePapers(source, noDrawer)));
    expect(text).toContain('三明市招商引资工作领导小组办公室');
    expect(text).toContain('2026年10月招商引资战报');
    for (const { name } of figures.units) expect(text).toContain(name);
    expect(text).toContain('14814.8136');
    expect(text).toContain('未审');
    expect(text).toContain('—');
    expect(text).toContain('抄送：');
    expect(text).toContain('2026年11月8日印发');
    expect(text).toContain('另有保密项目1个');
    expect(text.trimEnd().split('\n').at(-1)).toContain(source.hash);
  });

  test('a figure without data is never 0', async () => {
    const figures = figuresOf(4);
    const text = textOf(await documentOf(makePapers(sourceOf(figures), noDrawer)));
    expect(text).toMatch(/新增就业\n+人\n+—\n+—/);
  });

  test('every table repeats its head and tears no row; numbers stand right', async () => {
    const xml = await documentOf(makePapers(sourceOf(figuresOf(60)), noDrawer));
    const tables = xml.split('<w:tbl>').slice(1);
    const data = tables.filter((one) => one.includes('单位') && one.includes('合计'));
    expect(data.length).toBeGreaterThan(2);
    for (const one of data) {
      expect(one.slice(0, one.indexOf('</w:tr>'))).toContain('<w:tblHeader');
      expect(one.split('<w:cantSplit').length).toBe(one.split('<w:tr>').length);
      expect(one).toContain('<w:jc w:val="right"/>');
    }
  });

  test('margins are those of GB/T 9704 and pages are numbered — 1 —, odd and even apart', async () => {
    const { word } = await makePapers(sourceOf(figuresOf(4)), noDrawer);
    const xml = partOf(word, 'word/document.xml');
    expect(xml).toMatch(/w:pgMar w:top="2097" w:right="1474" w:bottom="1984" w:left="1587"/);
    const footers = readZip(word).filter(({ name }) => /footer\d\.xml$/.test(name));
    expect(footers).toHaveLength(2);
    for (const { bytes } of footers) expect(Buffer.from(bytes).toString('utf8')).toMatch(/— .*PAGE.* —/s);
    expect(partOf(word, 'word/settings.xml')).toContain('evenAndOddHeaders');
    expect(partOf(word, 'word/fontTable.xml')).toContain('仿宋_GB2312');
  });

  test('预报 and 更正 are marked; sections the plan does not list stay out', async () => {
    const source = sourceOf(figuresOf(4, { forecast: true, sections: ['scope', 'units', 'late'] }));
    const text = textOf(await documentOf(makePapers(source, noDrawer)));
    expect(text).toContain('2026年10月招商引资战报（预报）');
    expect(text).not.toContain('新签约项目');
    expect(text).not.toContain('以前月份的更正');
    expect(textOf(await documentOf(makePapers(sourceOf(figuresOf(4)), noDrawer)))).toContain('-300');
  });

  test('control characters and hostile names do not break it', async () => {
    const figures = figuresOf(4, { issuer: '某\u0000办<&>"\uD800公室' });
    const xml = await documentOf(makePapers(sourceOf(figures), noDrawer));
    expect(xml).toContain('&lt;&amp;&gt;');
    expect([...xml].every((char) => char >= ' ')).toBe(true);
  });

  test('the same publication gives the same bytes, with its pictures', async () => {
    const source = sourceOf(figuresOf(12));
    const first = await makePapers(source, chartDrawer);
    const again = await makePapers(source, chartDrawer);
    expect(first.pictures).toBe(2);
    expect(first.withoutPicture).toBeNull();
    expect(Buffer.from(first.word).equals(again.word)).toBe(true);
    expect(Buffer.from(first.excel).equals(again.excel)).toBe(true);
    const images = readZip(first.word).filter(({ name }) => /^word\/media\/.*\.png$/.test(name));
    expect(images).toHaveLength(2);
    expect(partOf(first.word, 'docProps/core.xml')).toContain('2026-11-08T03:00:00Z');
  });

  test('without a canvas it is made without the picture, and says why', async () => {
    const made = await makePapers(sourceOf(figuresOf(6)), noDrawer);
    expect(made.pictures).toBe(0);
    expect(made.withoutPicture).toContain('no binary');
    expect(made.word.byteLength).toBeGreaterThan(5_000);
  });
});
