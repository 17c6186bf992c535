/**
 * `bulletin draft | check | approve | show`: the publication's road from a terminal, under the same rules as in chat.
 * Two people still stand behind it: `--by` names them; without it the first person with the right is named, aloud.
 */
import type { Command } from 'commander';
import { makeFiles } from '../../db/files.ts';
import { makeLedger } from '../../db/ledger.ts';
import { makeStore } from '../../db/store.ts';
import { canonicalJson, hashOf } from '../bulletins/canonical.ts';
import { composePeriod, draftPeriod } from '../bulletins/month.ts';
import { approvalNotices, publishedNotices } from '../bulletins/notices.ts';
import { readOpen } from '../bulletins/own.ts';
import { figuresOf } from '../bulletins/read.ts';
import { summariseHere } from '../bulletins/summarise.ts';
import { isOffice, mayApprove } from '../domain/access.ts';
import { dayOfInstant, monthEnd, monthStart } from '../domain/day.ts';
import { isRefusal, sayRefusal } from '../domain/decision.ts';
import type { Pack } from '../domain/pack/schema.ts';
import {
  type BulletinPeriod,
  firstMonth,
  lastMonth,
  PERIOD_KINDS,
  readPeriod,
  sayPeriod,
} from '../domain/period.ts';
import {
  decidePublication,
  evolvePublication,
  type Publication,
  publicationId,
} from '../domain/publication.ts';
import type { Person, Roster } from '../domain/roster.ts';
import type { Ledger } from '../ledger.ts';
import type { Change, Notice } from '../outcome.ts';
import { packOn, readPackVersions } from '../packs.ts';
import type { Files } from '../ports.ts';
import { noticePromise } from '../promises.ts';
import { openVault } from '../runtime.ts';
import type { Store } from '../store.ts';
import { CliRefusal, CliUsage, env, group, print, printJson, withDatabase } from './context.ts';
import { writePapers } from './papers.ts';

interface Options {
  readonly kind: string;
  readonly period: string;
  readonly by?: string;
  readonly rebuild?: boolean;
  readonly json?: boolean;
  readonly word?: string;
  readonly excel?: string;
}

interface Desk {
  readonly store: Store;
  readonly files: Files;
  readonly ledger: Ledger;
  readonly packOn: (day: string) => Pack;
  readonly roster: Roster;
  readonly now: number;
}

const STATES: Readonly<Record<Publication['state'] | 'preview', string>> = {
  draft: '草稿',
  checked: '已审核',
  published: '已签发',
  preview: '预览（没有记录）',
};

/** A publication, or what it would be today: rebuilt, recorded nowhere. */
type Shown = Omit<Publication, 'state'> & { readonly state: Publication['state'] | 'preview' };

const EXAMPLES = '月 2026-11、季度 2026-Q3、年 2026';

function periodAsked({ kind, period }: Options): BulletinPeriod {
  const known = PERIOD_KINDS.find((one) => one === kind);
  if (known === undefined) throw new CliUsage(`没有「${kind}」这种战报：${PERIOD_KINDS.join('、')}`);
  const read = readPeriod(known, period);
  if (read === null) throw new CliUsage(`--period 与 --kind ${kind} 不符：${period}（${EXAMPLES}）`);
  return read;
}

export function bulletinCommand(): Command {
  const bulletin = group('bulletin', '战报：拟稿、审核、签发、查看');
  const add = (
    name: string,
    words: string,
    run: (desk: Desk, period: BulletinPeriod, options: Options) => Promise<Shown>,
  ) =>
    bulletin
      .command(name)
      .requiredOption('--kind <kind>', '种类：month、quarter 或 year')
      .requiredOption('--period <period>', `期间：${EXAMPLES}`)
      .option('--by <person>', '以谁的名义：姓名或 openId')
      .option('--rebuild', '查看时按现有数据重算，不记录')
      .option('--json', '输出 JSON')
      .description(words)
      .action(async (options: Options) => {
        const period = periodAsked(options);
        const { publication, lines } = await atDesk(async (desk) => {
          const found = await run(desk, period, options);
          return { publication: found, lines: await papersOf(found, options, desk) };
        });
        if (options.json === true) return printJson(shown(publication));
        print(`${sayPeriod(period)}战报：${STATES[publication.state]}（${publication.hash.slice(0, 8)}）`);
        if (name === 'show') for (const line of figuresOf(publication as Publication).findings) print(line);
        for (const line of lines) print(line);
      });
  add('draft', '拟稿（数字有变时重拟；已审核或签发的不动）', draft);
  add('check', '审核', (desk, period, options) => sign(desk, period, options, 'check'));
  add('approve', '签发并发出（由运行中的服务发送）', (desk, period, options) =>
    sign(desk, period, options, 'approve'),
  );
  add('show', '查看；没有拟稿的期间按现有数据重算一份预览', show)
    .option('--word <file>', '把签发的这一期写成 Word 文件')
    .option('--excel <file>', '把签发的这一期写成 Excel 文件');
  return bulletin;
}

/** Papers are of signed bulletins only. */
async function papersOf(
  publication: Shown,
  { word, excel }: Options,
  desk: Desk,
): Promise<readonly string[]> {
  if (word === undefined && excel === undefined) return [];
  if (publication.state === 'preview') throw new CliRefusal('预览没有文件；签发后再导出。');
  const wanted = { ...(word === undefined ? {} : { word }), ...(excel === undefined ? {} : { excel }) };
  return writePapers({ ...publication, state: publication.state }, wanted, desk);
}

const shown = ({ body, ...publication }: Shown) => ({
  ...publication,
  body: JSON.parse(body) as unknown,
});

function atDesk<T>(run: (desk: Desk) => Promise<T>): Promise<T> {
  const config = env('DATA_KEY', 'PACK', 'DATABASE_PATH');
  const packs = readPackVersions(config.PACK);
  return withDatabase(async (database) => {
    const vault = await openVault(database, config.DATA_KEY);
    const store = makeStore(database, vault);
    return run({
      store,
      files: makeFiles(database, vault),
      ledger: makeLedger(database, vault),
      packOn: (day) => packOn(packs, day),
      roster: await store.roster(),
      now: Date.now(),
    });
  });
}

async function needed(desk: Desk, { kind, key }: BulletinPeriod): Promise<Publication> {
  const publication = await desk.store.publication(publicationId(kind, key));
  if (publication === null)
    throw new CliRefusal(`${key} 还没有战报，先运行：bulletin draft --kind ${kind} --period ${key}`);
  return publication;
}

/** How a period is drafted here. A period that has not begun has no figures. */
function draftingOf({ store, packOn, now }: Desk, period: BulletinPeriod) {
  const today = dayOfInstant(now);
  if (monthStart(firstMonth(period)) > today)
    throw new CliRefusal(`${sayPeriod(period)}还没有开始，不能拟稿。`);
  const endOn = monthEnd(lastMonth(period));
  const pack = packOn(endOn < today ? endOn : today);
  return { store, pack, now, summarise: summariseHere(store, packOn) };
}

async function show(desk: Desk, period: BulletinPeriod, { rebuild }: Options): Promise<Shown> {
  const { kind, key } = period;
  const id = publicationId(kind, key);
  const standing = await desk.store.publication(id);
  if (standing !== null && rebuild !== true) return standing;
  const figures = await composePeriod(draftingOf(desk, period), period);
  const body = canonicalJson(figures);
  return {
    id,
    version: 0,
    kind,
    period: key,
    state: 'preview',
    body,
    hash: hashOf(body),
    draftedAt: desk.now,
    draftedBy: null,
    checkedAt: null,
    checkedBy: null,
    approvedAt: null,
    approvedBy: null,
    returnedReason: null,
  };
}

async function draft(desk: Desk, period: BulletinPeriod): Promise<Publication> {
  const drafted = await draftPeriod(draftingOf(desk, period), period);
  if (drafted.facts.length > 0) {
    await commit(
      desk,
      null,
      'cli:bulletin-draft',
      [{ subject: 'publication', before: drafted.before, facts: drafted.facts }],
      [],
    );
  }
  return needed(desk, period);
}

async function sign(
  desk: Desk,
  period: BulletinPeriod,
  options: Options,
  act: 'check' | 'approve',
): Promise<Publication> {
  const before = await needed(desk, period);
  const person = signer(desk, options.by, act, before);
  const decided = decidePublication(before, { do: act, hash: before.hash, by: person.id });
  if (isRefusal(decided)) throw new CliRefusal(sayRefusal(decided));
  const after = decided.facts.reduce<Publication>(
    (state, fact) => evolvePublication(state, fact, desk.now, person.id),
    before,
  );
  const by = { actor: person, roster: desk.roster };
  const notices =
    act === 'check'
      ? approvalNotices(after, by)
      : publishedNotices(after, by, desk.now, await readOpen(desk.store, figuresOf(after), desk.roster));
  await commit(
    desk,
    person.id,
    `cli:bulletin-${act}`,
    [{ subject: 'publication', before, facts: decided.facts }],
    notices,
  );
  if (options.by === undefined && options.json !== true) print(`以${person.name}的名义（可用 --by 指定）`);
  return needed(desk, period);
}

function signer(
  { roster }: Desk,
  by: string | undefined,
  act: 'check' | 'approve',
  publication: Publication,
): Person {
  const may = (person: Person) => (act === 'check' ? isOffice(person) : mayApprove(person, roster));
  if (by === undefined) {
    const found = roster.people.find(
      (person) => may(person) && (act === 'check' || person.id !== publication.checkedBy),
    );
    if (found === undefined)
      throw new CliRefusal(
        act === 'check'
          ? '名册中没有招商办（office）人员'
          : '名册中没有第二位可以签发的人（office、leader、admin）',
      );
    return found;
  }
  const found = roster.people.filter((person) => person.openId === by || person.name === by);
  if (found.length !== 1 || found[0] === undefined)
    throw new CliRefusal(`名册中叫「${by}」的有 ${found.length} 人，请写 openId`);
  if (!may(found[0])) throw new CliRefusal(`${found[0].name}不能${act === 'check' ? '审核' : '签发'}战报`);
  return found[0];
}

async function commit(
  desk: Desk,
  actor: string | null,
  cause: string,
  changes: readonly Change[],
  notices: readonly Notice[],
) {
  const committed = await desk.ledger.conclude({
    on: { at: desk.now, actor, cause },
    changes,
    promises: notices.map(noticePromise),
    keys: [],
  });
  if (committed.result === 'conflict') throw new CliRefusal('刚刚有人改动了这一期，请再运行一次。');
}
