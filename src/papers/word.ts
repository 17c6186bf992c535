/**
 * The bulletin as a Word document in the layout of official documents (GB/T 9704): made of the signed figures alone, the
 * same bytes every time. Sections without content are left out and the others numbered on.
 */
import { convertMillimetersToTwip, Document, Packer, type Paragraph, type Table } from 'docx';
import { classesOf, hasSection, type MonthFigures } from '../domain/month-figures.ts';
import type { Picture } from './chart.ts';
import { notesOf, type PaperSource, paperTitle, sayDay } from './paper.ts';
import { cityTable, classTables, measureTables, progressTable } from './ranking-tables.ts';
import {
  actionTable,
  cityTargetTable,
  clawBackTable,
  correctionTable,
  missingTable,
  objectionTable,
  performanceTable,
  restatedTable,
  scoreTable,
  signedTable,
  stageTable,
} from './section-tables.ts';
import type { PaperTable } from './table.ts';
import { fontTableXml } from './word-fonts.ts';
import { headOf, imprintOf, pageNumberOf, signatureOf, titleOf } from './word-frame.ts';
import { body, gap, heading, picture, small, table } from './word-parts.ts';
import { readZip, writeZip } from './zip.ts';

type Block = Paragraph | Table;

interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

const NUMBERS = '一二三四五六七八九十';
function chinese(number: number): string {
  if (number <= 10) return NUMBERS.charAt(number - 1);
  return number < 20 ? `十${NUMBERS.charAt(number - 11)}` : String(number);
}

/** @param pictures of the ranking classes, by name; a class without one has its table alone. */
export async function wordOf(
  source: PaperSource,
  figures: MonthFigures,
  pictures: ReadonlyMap<string, Picture>,
): Promise<Uint8Array> {
  const day = sayDay(source.approvedAt);
  const title = paperTitle(figures);
  const sections = sectionsOf(figures, pictures).filter(({ blocks }) => blocks.length > 0);
  const children: Block[] = [
    ...headOf(figures.issuer, null),
    titleOf(title),
    ...sections.flatMap((section, at) => [
      heading(`${chinese(at + 1)}、${section.title}`, 1),
      ...section.blocks,
    ]),
    ...signatureOf(figures.issuer, day),
    gap(),
    imprintOf('抄送：市领导，各责任单位。', figures.issuer, day),
    small(`本文件由签发时冻结的数据生成，数据校验码（SHA-256）：${source.hash}`),
  ];
  const document = new Document({
    title,
    creator: figures.issuer,
    lastModifiedBy: figures.issuer,
    description: source.hash,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: { page: PAGE },
        footers: { default: pageNumberOf('odd'), even: pageNumberOf('even') },
        children,
      },
    ],
  });
  return settled(new Uint8Array(await Packer.toBuffer(document)), source.approvedAt);
}

const PAGE = {
  size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
  margin: {
    top: convertMillimetersToTwip(37),
    bottom: convertMillimetersToTwip(35),
    left: convertMillimetersToTwip(28),
    right: convertMillimetersToTwip(26),
    footer: convertMillimetersToTwip(25),
  },
};

/** Times of the signature instead of the clock's, our font table, and no trace of the machine in the archive. */
function settled(docx: Uint8Array, at: number): Uint8Array {
  const when = new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
  return writeZip(
    readZip(docx).map(({ name, bytes }) => {
      if (name === 'word/fontTable.xml') return { name, bytes: Buffer.from(fontTableXml()) };
      if (name !== 'docProps/core.xml') return { name, bytes };
      const xml = Buffer.from(bytes)
        .toString('utf8')
        .replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${when}`);
      return { name, bytes: Buffer.from(xml) };
    }),
  );
}

function sectionsOf(figures: MonthFigures, pictures: ReadonlyMap<string, Picture>): readonly Section[] {
  const only = (section: string, make: () => readonly Block[]): readonly Block[] =>
    hasSection(figures, section) ? make() : [];
  return [
    { title: '总体情况', blocks: overviewOf(figures) },
    { title: `各单位${figures.ranking.measure.label}情况`, blocks: rankingOf(figures, pictures) },
    { title: '年度任务完成情况', blocks: blockOf(progressTable(figures)) },
    { title: '得分和等次', blocks: blockOf(scoreTable(figures)) },
    { title: '全市目标完成情况', blocks: blockOf(cityTargetTable(figures)) },
    { title: '其他指标', blocks: measureTables(figures).flatMap(blockOf) },
    { title: '新签约项目', blocks: only('new_signed', () => blockOf(signedTable(figures))) },
    { title: '项目推进阶段', blocks: only('stages', () => blockOf(stageTable(figures))) },
    { title: '签约项目履约情况', blocks: blockOf(performanceTable(figures)) },
    { title: '报送情况', blocks: only('late', () => reportingOf(figures)) },
    { title: '以前月份的更正', blocks: only('corrections', () => blockOf(correctionTable(figures))) },
    { title: '期内各月与原战报的差异', blocks: blockOf(restatedTable(figures)) },
    { title: '冲减', blocks: blockOf(clawBackTable(figures)) },
    { title: '采纳的异议', blocks: blockOf(objectionTable(figures)) },
    { title: '已确认事项', blocks: blockOf(actionTable(figures)) },
    { title: '说明', blocks: notesOf(figures).map((note, at) => body(`${at + 1}. ${note}`)) },
  ];
}

/** A table with its note; nothing where there is no row. */
function blockOf(source: PaperTable): readonly Block[] {
  const note = source.note === undefined ? [] : [body(source.note)];
  return source.rows.length === 0 ? note : [table(source), ...note, gap()];
}

const overviewOf = (figures: MonthFigures): readonly Block[] => [
  ...[...figures.findings, ...(figures.notes ?? [])].map(body),
  ...(figures.measures.length > 1 ? [body('全市各项指标见下表。'), ...blockOf(cityTable(figures))] : []),
];

function rankingOf(figures: MonthFigures, pictures: ReadonlyMap<string, Picture>): readonly Block[] {
  const tables = classTables(figures);
  const order = classesOf(figures.units).map(({ name }) => name);
  return tables.flatMap((source, at): Block[] => {
    const drawn = pictures.get(source.title);
    return [
      heading(`（${chinese(at + 1)}）${source.title}`, 2),
      ...(drawn === undefined ? [] : [picture(drawn, order.indexOf(source.title))]),
      ...blockOf(source),
    ];
  });
}

/** 迟报 and 未报. */
function reportingOf(figures: MonthFigures): readonly Block[] {
  const late = figures.units.filter((unit) => unit.late > 0);
  const missing = missingTable(figures);
  const owed = figures.units.reduce((sum, unit) => sum + unit.owed, 0);
  const reported = figures.units.reduce((sum, unit) => sum + unit.reported, 0);
  if (owed === 0 && missing.rows.length === 0 && late.length === 0) return [];
  const names = late.map((unit) => `${unit.name}${unit.late}个`).join('、');
  return [
    body(`应报${owed}个，已报${reported}个${names === '' ? '' : `；迟报：${names}`}。`),
    ...(missing.rows.length === 0 ? [] : [body('未报的单位和项目如下。'), ...blockOf(missing)]),
  ];
}
