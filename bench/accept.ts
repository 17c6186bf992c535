/**
 * Events accepted per second, each with a durable commit before its 200, beside bare Hono, the reference with group
 * commit, and the SDK's own adapter: the same bytes, the same machine, one run.
 *
 * Every round loads each program in turn, forwards and backwards alternately (A-B-B-A), and ratios are taken within a
 * round. After the service's turn its backlog is waited for, so that the next program has the core to itself; what
 * that took is the figure for the whole work. Nothing here is a test.
 */

import { fillTables } from './lib/accept-report.ts';
import { accepting, type Contestant, closeAll, openAll, warmUp } from './lib/contest.ts';
import { talkEvents } from './lib/events.ts';
import { startPlatform } from './lib/platform.ts';
import { buildPrograms } from './lib/programs.ts';
import type { Bench } from './lib/result.ts';
import { typedWork } from './lib/typed.ts';

/** More than any program that stores takes in a round; those that store nothing go round again. */
const EVENTS_PER_SECOND_MAX = 9_000;

export const accept: Bench = async ({ folder, rounds, seconds, say }) => {
  await buildPrograms(folder);
  const platform = await startPlatform();
  const programs: Contestant[] = [];
  try {
    programs.push(...(await openAll(folder, platform.baseUrl)));
    say('accept: warming up');
    const events = (count: number) => talkEvents(count, Date.now());
    for (const program of programs) await warmUp(program, events(EVENTS_PER_SECOND_MAX));
    for (let round = 0; round < rounds; round += 1) {
      say(`accept: round ${round + 1} of ${rounds}`);
      for (const program of round % 2 === 0 ? programs : programs.toReversed())
        await accepting(program, events(Math.ceil(EVENTS_PER_SECOND_MAX * seconds)), seconds);
    }
    const memory = programs.map((program) => program.memory());
    await closeAll(programs);
    say('accept: typed messages and their answers');
    const typed = await typedWork(folder, platform);
    return fillTables(programs, memory, typed, seconds);
  } finally {
    await closeAll(programs);
    await platform.close();
  }
};
