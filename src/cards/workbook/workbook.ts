/** Cards of workbooks 表格: what is being made, what came, what became of it. */
import type { Button, Card, Element } from '../../card.ts';
import type { Month } from '../../domain/day.ts';
import { printBytes } from '../../domain/evidence-type.ts';
import { type Named, sayCounts } from '../../domain/history/workbook.ts';
import { sayMonth } from '../../domain/month.ts';
import {
  type RowCounts,
  registryOfKind,
  WORKBOOK_BYTES_MAX,
  WORKBOOK_ROWS_MAX,
} from '../../domain/workbook.ts';
import { plain, quiet, sayButton, warning } from '../show.ts';

const LIMITS = `每个不超过 ${printBytes(WORKBOOK_BYTES_MAX)}、${WORKBOOK_ROWS_MAX} 行（系统默认）。`;

export const tableWord = ({ word }: Named, template = false): string => {
  const tail = template ? '模板' : /[表库单]$/u.test(word) ? '' : '表';
  return `${word}${tail}`;
};

const importButton = ({ kind, word }: Named, workbook: string, look: Button['look'] = 'default'): Button => ({
  label: `按${word}导入`,
  look,
  press: { command: 'import', action: 'order', args: { workbook, kind } },
});

/** Which registries there are besides, by their words: too many for buttons. */
const besides = (verb: string, registries: readonly string[]): readonly Element[] =>
  registries.length === 0
    ? []
    : [quiet(`台账按名称${verb}，例如「${verb} ${registries[0] ?? ''}」；有：${registries.join('、')}。`)];

const exampleButton = ({ kind, word }: Named, look: Button['look'] = 'default'): Button =>
  registryOfKind(kind) === null
    ? sayButton(`导出${word}作样子`, 'export', word, look)
    : sayButton(`下载${word}模板`, 'template', word, look);

const evidenceButton = (workbook: string): Button => ({
  label: '作为佐证',
  press: { command: 'import', action: 'drop', args: { workbook } },
});

/** 导出: what may be had. */
export function exportChoiceCard(
  kinds: readonly Named[],
  mayFile: boolean,
  registries: readonly string[] = [],
): Card {
  return {
    title: '导出 Excel',
    tone: 'notice',
    body: [
      plain('要哪一种？做好后私聊发给您，只含您看得到的内容。'),
      {
        el: 'buttons',
        buttons: [
          ...kinds.map(({ word }) => sayButton(`导出${word}`, 'export', word)),
          ...(mayFile ? [sayButton('月报模板', 'template', '', 'primary')] : []),
        ],
      },
      ...besides('导出', registries),
      quiet(`也可以直接发送「导出 线索」「导出 月报 10月」。一次最多 ${WORKBOOK_ROWS_MAX} 行（系统默认）。`),
    ],
  };
}

/** It is being made. */
export function makingCard(what: Named, template: boolean, month: Month | null): Card {
  const whole = `${month === null ? '' : sayMonth(month)}${tableWord(what, template)}`;
  const body: Element[] = [plain(`正在生成${whole}，做好后把 Excel 文件私聊发给您。`)];
  if (template && what.kind !== 'progress') {
    body.push(
      quiet(
        '表里有填写说明、下拉选项和一行示例（示例不会导入）：填好后把文件发回给我即可导入；空着的格不改动。',
      ),
    );
  } else if (template) {
    body.push(
      quiet(
        '表里已填好您要报的项目和上次的累计数：填好本月累计和进展后，把文件发回给我即可导入；空着的数字不改动。',
      ),
    );
  } else {
    body.push(quiet(`只含您看得到的内容，最多 ${WORKBOOK_ROWS_MAX} 行（系统默认）。`));
  }
  return { title: `正在生成${tableWord(what, template)}`, subtitle: subtitleOf(month), tone: 'notice', body };
}

const subtitleOf = (month: Month | null): string => (month === null ? '' : sayMonth(month));

/** Sent besides the file where it does not hold everything. */
export const cutCard = (what: Named, rows: number): Card => ({
  title: `${tableWord(what)}没有导全`,
  tone: 'todo',
  body: [
    warning(`只导出了前 ${rows} 行，其余没有导出。`),
    quiet('要全部的请管理员在服务器上用命令行导出（cli export）。'),
  ],
});

/** To whoever asked, when nothing could be made. */
export const notMadeCard = (what: Named, template: boolean, why: string): Card => ({
  title: `${tableWord(what, template)}没有生成`,
  tone: 'overdue',
  body: [plain(why)],
});

/** 导入, with nothing to take in yet: send the file. */
export function sendItCard(what: Named, month: Month | null, headers: readonly string[]): Card {
  return {
    title: `导入${what.word}`,
    subtitle: subtitleOf(month),
    tone: 'todo',
    body: [
      plain(
        `请在 30 分钟内把填好的${tableWord(what)}（.xlsx 或 .csv）发到这里，收到就导入；不合要求的行会连同原因退回给您。`,
      ),
      ...(headers.length === 0 ? [] : [quiet(`要有这些列：${headers.join('、')}。`)]),
      {
        el: 'buttons',
        buttons: [
          what.kind === 'progress'
            ? sayButton('下载月报模板', 'template', month ?? '', 'primary')
            : exampleButton(what, 'primary'),
        ],
      },
      quiet(LIMITS),
    ],
  };
}

/** 导入 without a kind, and no file waiting. */
export function importChoiceCard(kinds: readonly Named[], registries: readonly string[] = []): Card {
  return {
    title: '导入 Excel',
    tone: 'notice',
    body: [
      plain('把填好的表格（.xlsx 或 .csv）直接发给我，我认出是哪种表后请您确认；也可以先选一种：'),
      {
        el: 'buttons',
        buttons: [
          ...kinds.map(({ word }) => sayButton(`导入${word}`, 'import', word)),
          ...(kinds.some(({ kind }) => kind === 'progress')
            ? [sayButton('下载月报模板', 'template', '', 'primary')]
            : []),
        ],
      },
      ...besides('导入', registries),
      quiet(LIMITS),
    ],
  };
}

/** A file came that is going to be read. */
export function fetchingCard(name: string, what: Named | null): Card {
  const then =
    what === null
      ? '看清是哪种表后请您确认。'
      : `按${tableWord(what)}导入，完成后把结果发给您；不合要求的行会连同原因退回。`;
  return { title: '收到表格', tone: 'notice', body: [plain(`· ${name}`), plain(`正在接收，${then}`)] };
}

/** Below 佐证's question, where the file may just as well be a table to take in. */
export const importOffer = (workbook: string, kinds: readonly Named[]): readonly Element[] => [
  plain('如果是要导入的表格：'),
  { el: 'buttons', buttons: kinds.map((kind) => importButton(kind, workbook)) },
];

/** It is known what it is. `evidence`: it may be evidence instead. */
export function recognisedCard(
  workbook: string,
  name: string,
  recognised: { readonly what: Named; readonly rows: number; readonly evidence: boolean },
): Card {
  const { what, rows, evidence } = recognised;
  const drop: Button = evidence
    ? evidenceButton(workbook)
    : { label: '不导入', press: { command: 'import', action: 'drop', args: { workbook } } };
  return {
    title: `这是${tableWord(what)}，共 ${rows} 行`,
    tone: 'todo',
    body: [
      plain(`· ${name}`),
      plain('确认后导入：不合要求的行连同原因退回，其余照常导入。'),
      { el: 'buttons', buttons: [importButton(what, workbook, 'primary'), drop] },
      quiet('也可以发送「导入」。'),
    ],
  };
}

/** The pressed card's next state. */
export const readingCard = (name: string, what: Named, rows: number | null): Card => ({
  title: `正在导入${tableWord(what)}`,
  tone: 'notice',
  body: [
    plain(`· ${name}${rows === null ? '' : `（${rows} 行）`}`),
    plain('完成后把结果发给您；重复按不会重复导入。'),
  ],
});

/** How far a long import has come: said at most three times. */
export const progressCard = (name: string, what: Named, done: number, rows: number): Card => ({
  title: `正在导入${tableWord(what)}：${done}/${rows} 行`,
  tone: 'notice',
  body: [plain(`· ${name}`), plain('还在导入，完成后把结果发给您；不用重发文件。')],
});

export const droppedWorkbookCard = (name: string): Card => ({
  title: '不导入',
  tone: 'closed',
  body: [plain(`· ${name}`), quiet('需要时请重新发送文件。')],
});

/** It could not be taken in at all. */
export function refusedWorkbookCard(name: string, why: string, what: Named | null): Card {
  const body: Element[] = [plain(`「${name}」没有导入：${why}`)];
  if (what?.kind === 'progress')
    body.push({ el: 'buttons', buttons: [sayButton('下载月报模板', 'template', '', 'primary')] });
  else if (what !== null) body.push({ el: 'buttons', buttons: [exampleButton(what)] });
  return { title: '表格没有导入', tone: 'overdue', body };
}

const LISTED_MAX = 10;
const WHY_MAX = 120;

interface RejectView {
  readonly row: number;
  readonly column: string | null;
  readonly reason: string;
}

const whyOf = ({ column, reason }: RejectView): string =>
  (column === null || reason.includes(column) ? reason : `${column}：${reason}`).slice(0, WHY_MAX);

export interface ResultView {
  readonly name: string;
  readonly what: Named;
  readonly rows: number;
  readonly counts: RowCounts;
  /** By sheet row. */
  readonly rejects: readonly RejectView[];
  readonly notes: readonly string[];
}

/** What became of every row; the rejects themselves come as a file. */
export function resultCard({ name, what, rows, counts, rejects, notes }: ResultView): Card {
  const body: Element[] = [
    plain(`· ${name}，共 ${rows} 行`),
    {
      el: 'fields',
      fields: [
        { label: '成功（新增）', value: `${counts.added} 行` },
        { label: '更新', value: `${counts.changed} 行` },
        { label: '未变', value: `${counts.unchanged} 行` },
        { label: '退回', value: `${counts.rejected} 行` },
      ],
    },
  ];
  if (rejects.length > 0) {
    body.push(
      {
        el: 'table',
        columns: [
          { key: 'line', title: '行', align: 'right', percent: 12 },
          { key: 'why', title: '退回原因', percent: 88 },
        ],
        rows: rejects
          .slice(0, LISTED_MAX)
          .map((reject) => ({ line: String(reject.row), why: whyOf(reject) })),
        pageSize: LISTED_MAX,
      },
      quiet(
        `${rejects.length > LISTED_MAX ? `另有 ${rejects.length - LISTED_MAX} 行。` : ''}退回的行已另存一个文件发给您：改好后把那个文件发回来即可，已成功的行不用再报。`,
      ),
    );
  }
  body.push(...notes.map(quiet));
  if (what.kind === 'progress')
    body.push({ el: 'buttons', buttons: [sayButton('查看月报', 'report'), sayButton('未报', 'missing')] });
  return {
    title: `${tableWord(what)}导入${counts.rejected === 0 ? '完成' : `完成，退回 ${counts.rejected} 行`}`,
    summary: `${tableWord(what)}导入：${sayCounts(counts)}`,
    tone: counts.rejected === 0 ? 'done' : 'todo',
    body,
  };
}
