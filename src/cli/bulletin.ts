/**
 * `bulletin draft | check | approve | show`: the publication's road from a terminal, under the same rules as in chat.
 * Two people still stand behind it: `--by` names them; without it the first person with the right is named, aloud.
 */
import type { Command } from 'commander';
import { makeLedger } from '../../db/ledger.ts';
import { makeStore } from '../../db/store.ts';
import { draftMonth } from '../bulletins/month.ts';
import { approvalNotices, publishedNotices } from '../bulletins/notices.ts';
import { isOffice, mayApprove } from '../domain/access.ts';
import { dayOfInstant, isMonth, monthEnd } from '../domain/day.ts';
import { isRefusal, sayRefusal } from '../domain/decision.ts';
import { refuseMonth } from '../domain/month.ts';
import type { Pack } from '../domain/pack/schema.ts';
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
import { noticePromise } from '../promises.ts';
import { openVault } from '../runtime.ts';
import type { Store } from '../store.ts';
import { CliRefusal, CliUsage, env, group, print, printJson, withDatabase } from './context.ts';

interface Options {
  readonly kind: string;
  readonly period: string;
  readonly by?: string;
  readonly json?: boolean;
}

interface Desk {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly packOn: (day: string) => Pack;
  readonly roster: Roster;
  readonly now: number;
}

const STATES: Readonly<Record<Publication['state'], string>> = {
  draft: '草稿',
  checked: '已审核',
  published: '已签发',
};

export function bulletinCommand(): Command {
  const bulletin = group('bulletin', '战报：拟稿、审核、签发、查看');
  const add = (name: string, words: string, run: (desk: Desk, options: Options) => Promise<Publication>) =>
    bulletin
      .command(name)
      .requiredOption('--kind <kind>', '种类：month')
      .requiredOption('--period <period>', '期间，如 2026-11')
      .option('--by <person>', '以谁的名义：姓名或 openId')
      .option('--json', '输出 JSON')
      .description(words)
      .action(async (options: Options) => {
        if (!['month', 'quarter', 'year'].includes(options.kind))
          throw new CliUsage(`没有「${options.kind}」这种战报：month`);
        if (options.kind !== 'month')
          throw new CliRefusal('目前只有月战报（--kind month）；季度和年度通报尚未提供。');
        if (!isMonth(options.period)) throw new CliUsage(`--period 须是月份，如 2026-11：${options.period}`);
        const publication = await atDesk((desk) => run(desk, options));
        if (options.json === true) return printJson(shown(publication));
        print(
          `${publication.period} 月战报：${STATES[publication.state]}（${publication.hash.slice(0, 8)}）`,
        );
      });
  add('draft', '拟稿（数字有变时重拟；已审核或签发的不动）', draft);
  add('check', '审核', (desk, options) => sign(desk, options, 'check'));
  add('approve', '签发并发出（由运行中的服务发送）', (desk, options) => sign(desk, options, 'approve'));
  add('show', '查看', (desk, options) => needed(desk, options.period));
  return bulletin;
}

const shown = ({ body, ...publication }: Publication) => ({
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
      ledger: makeLedger(database, vault),
      packOn: (day) => packOn(packs, day),
      roster: await store.roster(),
      now: Date.now(),
    });
  });
}

async function needed(desk: Desk, period: string): Promise<Publication> {
  const publication = await desk.store.publication(publicationId('month', period));
  if (publication === null)
    throw new CliRefusal(`${period} 还没有战报，先运行：bulletin draft --kind month --period ${period}`);
  return publication;
}

async function draft(desk: Desk, { period }: Options): Promise<Publication> {
  const early = refuseMonth(period, dayOfInstant(desk.now));
  if (early !== null) throw new CliRefusal(`${early.because}，不能拟稿。`);
  const drafted = await draftMonth(desk.store, desk.packOn(monthEnd(period)), period, desk.now);
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

async function sign(desk: Desk, options: Options, act: 'check' | 'approve'): Promise<Publication> {
  const before = await needed(desk, options.period);
  const person = signer(desk, options.by, act, before);
  const decided = decidePublication(before, { do: act, hash: before.hash, by: person.id });
  if (isRefusal(decided)) throw new CliRefusal(sayRefusal(decided));
  const after = decided.facts.reduce<Publication>(
    (state, fact) => evolvePublication(state, fact, desk.now, person.id),
    before,
  );
  const by = { actor: person, roster: desk.roster };
  const notices = act === 'check' ? approvalNotices(after, by) : publishedNotices(after, by);
  await commit(
    desk,
    person.id,
    `cli:bulletin-${act}`,
    [{ subject: 'publication', before, facts: decided.facts }],
    notices,
  );
  if (options.by === undefined && options.json !== true) print(`以${person.name}的名义（可用 --by 指定）`);
  return needed(desk, options.period);
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
