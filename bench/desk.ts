/**
 * The desk of a big city: every answer of an ordinary day with 100,000 leads and 50,000 projects in the database, from
 * the push to the answer at the platform, and for presses the callback itself, which has one second. Driven through the
 * real door against our own Feishu; the same sentences in an empty city are the baseline.
 */
import { join } from 'node:path';
import { type Person, type Sandbox, type SeenMessage, startSandbox } from '../sandbox/index.ts';
import { dayOfInstant } from '../src/domain/day.ts';
import { nodeArgs } from '../test/harness/node-args.ts';
import { companyName, fillCity, LEADS, UNITS, writeRoster } from './lib/big-city.ts';
import { identityEnv } from './lib/identity.ts';
import { rssMb, startChild } from './lib/process.ts';
import { buildPrograms, runCli } from './lib/programs.ts';
import type { Bench, Goal } from './lib/result.ts';
import { median } from './lib/stats.ts';
import { times, whole } from './lib/table.ts';

const ROUNDS = 7;
const PRESS_MS_MAX = 1_000;
/** The platform takes five messages a second for one person. */
const PAUSE_MS = 220;

type Timings = Map<string, number[]>;

interface City {
  readonly timings: Timings;
  readonly mb: number;
  readonly failures: string[];
}

export const desk: Bench = async ({ folder, say }) => {
  await buildPrograms(folder);
  say('desk: an empty city');
  const empty = await dayAt('empty', folder, false);
  say(`desk: ${whole(LEADS)} leads (filling takes a minute)`);
  const full = await dayAt('full', folder, true);
  return report(empty, full);
};

async function dayAt(name: string, folder: string, isFull: boolean): Promise<City> {
  const sandbox = await startSandbox();
  const people = {
    reporter: sandbox.addPerson('填报员1'),
    verifier: sandbox.addPerson('审核人'),
    office: sandbox.addPerson('招商办'),
  };
  const database = `desk-${name}.db`;
  const env = { ...identityEnv(), ...sandbox.env(), DATABASE_PATH: join(folder, database), PORT: '0' };
  const roster = writeRoster(folder, {
    reporter: people.reporter.openId,
    verifier: people.verifier.openId,
    office: people.office.openId,
  });
  await runCli({ folder, database, baseUrl: sandbox.baseUrl }, 'roster', 'import', roster);
  if (isFull) await fillCity(join(folder, database), dayOfInstant(Date.now()));
  const running = await startChild(nodeArgs(['service']), env);
  sandbox.setWebhook(
    `http://127.0.0.1:${running.port}/webhook/event`,
    `http://127.0.0.1:${running.port}/webhook/card`,
  );
  const timings: Timings = new Map();
  const failures: string[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      await oneDay(new Desk(sandbox, timings, failures), people, round);
    }
    return { timings, mb: rssMb(running.pid), failures };
  } finally {
    await running.stop();
    await sandbox.close();
  }
}

/** Asks and presses, and writes down how long each took. */
class Desk {
  readonly #sandbox: Sandbox;
  readonly #timings: Timings;
  readonly #failures: string[];

  constructor(sandbox: Sandbox, timings: Timings, failures: string[]) {
    this.#sandbox = sandbox;
    this.#timings = timings;
    this.#failures = failures;
  }

  async ask(what: string, who: Person, text: string): Promise<SeenMessage> {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    const startedAt = performance.now();
    const answer = await this.#sandbox.ask(who, this.#sandbox.privateChat(who), text, { timeoutMs: 60_000 });
    this.#note(what, performance.now() - startedAt);
    return answer;
  }

  failed(why: string): void {
    this.#failures.push(why);
  }

  async press(
    what: string,
    who: Person,
    message: SeenMessage,
    button: string,
    inputs?: Readonly<Record<string, string>>,
  ): Promise<void> {
    const result = await this.#sandbox.press(who, message.messageId, button, inputs);
    if (result.error !== undefined) this.#failures.push(`${what}: ${result.error.message}`);
    if (result.toast?.type === 'error') this.#failures.push(`${what}: ${result.toast.content}`);
    this.#note(what, result.durationMs);
  }

  /** What now stands in place of a card. */
  textOf(who: Person, message: SeenMessage): string {
    const all = this.#sandbox.messages(this.#sandbox.privateChat(who));
    return all.find((one) => one.messageId === message.messageId)?.text ?? '';
  }

  #note(what: string, ms: number): void {
    this.#timings.set(what, [...(this.#timings.get(what) ?? []), ms]);
  }
}

async function oneDay(
  at: Desk,
  { reporter, verifier, office }: Readonly<Record<'reporter' | 'verifier' | 'office', Person>>,
  round: number,
): Promise<void> {
  // A name near to one that is there (in the full city), so that the similarity check has candidates to weigh.
  const company = companyName(round * 977).replace(
    '有限公司',
    `${'甲乙丙丁戊己庚'.charAt(round)}科技有限公司`,
  );
  const form = await at.ask(
    '登记 (form)',
    reporter,
    `登记 ${company}拟投资${round + 2}亿元建生产线，联系人张三 13800138000`,
  );
  await at.press('登记 提交, similarity check', reporter, form, '提交');
  if (at.textOf(reporter, form).includes('疑似重复')) await at.press('仍要登记', reporter, form, '仍要登记');
  const number = /XS-\d{6}-\d{4,}/.exec(at.textOf(reporter, form))?.[0];
  await at.ask('线索 + name', reporter, `线索 ${company.slice(2, 5)}`);
  await at.ask('我的', reporter, '我的');
  if (number === undefined) at.failed(`${company}: not registered`);
  else {
    const move = await at.ask('推进 (form)', reporter, `推进 ${number} 意向 今天`);
    await at.press('推进 提交', reporter, move, '提交', { 佐证: `YA-${round}` });
    await at.ask('待审', verifier, '待审');
  }
  await at.ask('项目 + word', office, '项目 碳素');
  await at.ask('未报', office, '未报');
  await at.ask('排名', office, '排名');
  await at.ask('目标', office, '目标');
  await at.ask('逾期', office, '逾期');
  await at.ask('任务', reporter, '任务');
}

function report(empty: City, full: City) {
  const worst = (timings: Timings, what: string) => Math.max(...(timings.get(what) ?? [Number.NaN]));
  const middle = (timings: Timings, what: string) => median(timings.get(what) ?? []);
  const names = [...full.timings.keys()];
  const presses = names.filter((name) => name.includes('提交') || name === '仍要登记');
  const slowest = Math.max(...presses.map((name) => worst(full.timings, name)));
  const goals: Goal[] = [
    {
      id: 'desk',
      text: `slowest press ≤ ${whole(PRESS_MS_MAX)} ms with ${whole(LEADS)} leads`,
      measured: `${whole(slowest)} ms`,
      met: slowest <= PRESS_MS_MAX,
    },
  ];
  return {
    name: 'desk',
    tables: [
      {
        title: `desk: ms to the answer with ${whole(LEADS)} leads, ${whole(LEADS / 2)} projects, ${UNITS} units; ${ROUNDS} rounds`,
        columns: ['what', 'empty city', 'full city', 'ratio', 'worst of full'],
        rows: names.map((name) => [
          name,
          whole(middle(empty.timings, name)),
          whole(middle(full.timings, name)),
          times(middle(full.timings, name) / middle(empty.timings, name)),
          whole(worst(full.timings, name)),
        ]),
        notes: [`Resident memory afterwards: ${whole(full.mb)} MB, in the empty city ${whole(empty.mb)} MB.`],
      },
    ],
    goals,
    failures: [...empty.failures, ...full.failures],
    raw: { empty: Object.fromEntries(empty.timings), full: Object.fromEntries(full.timings) },
  };
}
