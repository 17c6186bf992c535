/**
 * 导入: a workbook somebody sent is taken in, row by row, by the same rules as what is typed.
 *
 *     导入 月报 ──> the next table sent is taken in          file sent ──> 这是月报表 [导入] [作为佐证]
 *     导入, as a reply to the file, or right after it ──> that file
 *
 * Left out: fetching and reading (src/workbooks), and the rows themselves (src/tables).
 */
import { whichLeadCard } from '../src/cards/evidence.ts';
import {
  droppedWorkbookCard,
  importChoiceCard,
  readingCard,
  sendItCard,
} from '../src/cards/workbook/workbook.ts';
import {
  forPeople,
  type KnownScene,
  type Parcel,
  type Pressed,
  type Result,
  type Tools,
} from '../src/command.ts';
import type { Month } from '../src/domain/day.ts';
import { isRefusal, type Refusal, refuse } from '../src/domain/decision.ts';
import { decideDrop, isUsable } from '../src/domain/evidence.ts';
import { named, sayKind } from '../src/domain/history/workbook.ts';
import { decideDropWorkbook, decideOrder, type Workbook, type WorkbookKind } from '../src/domain/workbook.ts';
import { kindsToImport, mayImport, mayImportRegistries } from '../src/domain/workbook-rights.ts';
import { answerOnly, type Change } from '../src/outcome.ts';
import { notFound } from './shared/chat.ts';
import { candidatesFor, fileView } from './shared/evidence-files.ts';
import { tableArrived } from './shared/workbook/arrival.ts';
import { makeWish, takeWish } from './shared/workbook/wish.ts';
import { kindOfArg, readWorkbookWords } from './shared/workbook/words.ts';

/** A file sent so long ago is not what a bare 导入 means. */
const JUST_SENT_MS = 30 * 60_000;

export const importWorkbook = forPeople({
  id: 'import',
  words: ['导入', '上传'],
  summary: '把填好的 Excel 发回来导入：月报、线索、各种台账等，不合要求的行连同原因退回',
  example: '导入 月报',
  who: ['reporter', 'office', 'admin'],
  inGroups: false,
  say,
  receive,
  press: { order, drop },
});

const NOT_NOW = /^(?:取消|不要|不导入?|放弃|算了)/u;

async function say(text: string, here: KnownScene, tools: Tools): Result {
  if (NOT_NOW.test(text.trim())) return notNow(here, tools);
  const words = readWorkbookWords(text, here, '导入');
  if (isRefusal(words)) return words;
  const { kind, month } = words;
  if (kind !== null) {
    const refusal = refuseKind(kind, here);
    if (refusal !== null) return refusal;
  }
  const meant = await meantFile(here, tools);
  if (meant !== null) return start(meant, kind, month, here, tools);
  if (kind === null) {
    const kinds = kindsToImport(here.actor).map((one) => named(one, here.pack));
    const labels = mayImportRegistries(here.actor) ? here.pack.registries.map((one) => one.label) : [];
    return answerOnly({ card: importChoiceCard(kinds, labels) });
  }
  const wish = await makeWish({ kind, month }, here, tools);
  return { changes: [wish], answer: { card: sendItCard(named(kind, here.pack), month, []) }, notices: [] };
}

/** 导入 取消: the file that waits, or the wish for one. */
async function notNow(here: KnownScene, tools: Tools): Result {
  const meant = await meantFile(here, tools);
  if (meant !== null) return dropFile(meant, here, tools);
  const taken = await takeWish(here, tools);
  if (taken === null) return refuse('没有等着导入的表格');
  const card = droppedWorkbookCard(sayKind(taken.wish.kind, here.pack.registries));
  return { changes: [taken.used], answer: { card }, notices: [] };
}

function refuseKind(kind: WorkbookKind, { actor, pack }: KnownScene): Refusal | null {
  if (mayImport(actor, kind)) return null;
  const kinds = kindsToImport(actor)
    .map((one) => sayKind(one))
    .join('、');
  return refuse(`您的角色不能导入${sayKind(kind, pack.registries)}`, { next: `您可以导入：${kinds}。` });
}

/** The file a person replies to; else the one they sent last, while it waits. */
async function meantFile(here: KnownScene, tools: Tools): Promise<Workbook | null> {
  const quoted = here.quoted === null ? null : await tools.store.workbook(here.quoted);
  if (quoted !== null && quoted.by === here.actor.id) return quoted;
  const since = here.now - JUST_SENT_MS;
  const [last] = await tools.store.workbooksOf(here.actor.id, ['fetching', 'waiting'], since, 1);
  return last ?? null;
}

async function start(
  workbook: Workbook,
  kind: WorkbookKind | null,
  month: Month | null,
  here: KnownScene,
  tools: Tools,
): Result {
  const wanted = kind ?? workbook.kind;
  const refusal = wanted === null ? null : refuseKind(wanted, here);
  if (refusal !== null) return refusal;
  const decided = decideOrder(workbook, kind, month, here.actor.id);
  if (isRefusal(decided)) return decided;
  const changes: Change[] = [{ subject: 'workbook', before: workbook, facts: decided.facts }];
  // What is taken in as a table no longer waits to prove something.
  const evidence = await tools.store.evidence(`${workbook.messageId ?? ''}-1`);
  if (evidence !== null && evidence.lead === null && isUsable(evidence)) {
    const dropped = decideDrop(evidence, null, here.actor.id);
    if (!isRefusal(dropped)) changes.push({ subject: 'evidence', before: evidence, facts: dropped.facts });
  }
  if (wanted === null) throw new Error(`${workbook.id} is taken in as nothing`);
  return {
    changes,
    answer: {
      card: readingCard(workbook.name ?? '表格', named(wanted, here.pack), workbook.rows),
      toast: { tone: 'success', text: '开始导入，完成后把结果发给您。' },
      about: workbook.id,
    },
    notices: [],
  };
}

async function order(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const workbook = await tools.store.workbook(pressed.args['workbook'] ?? '');
  if (workbook === null || workbook.way !== 'in') return notFound('这个文件');
  const kind = kindOfArg(pressed.args['kind']);
  if (kind === null) return refuse('这个按钮已经失效', { next: '请重新发送文件。' });
  return start(workbook, kind, null, here, tools);
}

/** 作为佐证, or nothing at all. */
async function drop(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const workbook = await tools.store.workbook(pressed.args['workbook'] ?? '');
  if (workbook === null || workbook.way !== 'in') return notFound('这个文件');
  return dropFile(workbook, here, tools);
}

async function dropFile(workbook: Workbook, here: KnownScene, tools: Tools): Result {
  const decided = decideDropWorkbook(workbook, here.actor.id);
  if (isRefusal(decided)) return decided;
  const changes: Change[] = [{ subject: 'workbook', before: workbook, facts: decided.facts }];
  const evidence = await tools.store.evidence(`${workbook.messageId ?? ''}-1`);
  const card =
    evidence === null || !isUsable(evidence)
      ? droppedWorkbookCard(workbook.name ?? '表格')
      : whichLeadCard([fileView(evidence)], await candidatesFor(here, tools));
  return { changes, answer: { card, toast: { tone: 'info', text: '不导入。' } }, notices: [] };
}

/** Tables of those who bring no evidence: the administrator's. */
async function receive({ files }: Parcel, here: KnownScene, tools: Tools): Result {
  const arrival = await tableArrived(files, here, tools);
  if (arrival === null) {
    return refuse('只能收要导入的表格（.xlsx、.csv）', { next: '发送「导入」查看可以导入哪些表。' });
  }
  if (arrival.is === 'import') return arrival.outcome;
  return {
    changes: arrival.changes,
    answer: { card: { title: '收到表格', tone: 'todo', body: arrival.elements } },
    notices: [],
  };
}
