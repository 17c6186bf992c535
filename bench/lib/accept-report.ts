/** The figures of `accept`, ratios first. */
import { CONNECTIONS, type Contestant, type ContestantId, type Round } from './contest.ts';
import { PLAIN_BYTES } from './events.ts';
import type { BenchResult, Goal } from './result.ts';
import { median, type Paired, paired } from './stats.ts';
import { decimals, times, whole } from './table.ts';
import type { TypedWork } from './typed.ts';

const NAMES: Readonly<Record<ContestantId, string>> = {
  echo: 'bare Hono, echo (no verify, no database)',
  r1: 'R1 bare Hono + our verify/decrypt, no database',
  r2: 'R2 Hono + our verify/decrypt + group commit of 1 row',
  service: 'this service (npm start): identities of 1 event',
  p1: "P1 the SDK's own adapter + durable insert of 1 row",
};

type Figure = (round: Round) => number;

const rate: Figure = (round) => round.load.perSecond;

function good(program: Contestant, figure: Figure): (number | null)[] {
  return program.rounds.map((round) => (round.failure === null ? figure(round) : null));
}

function middle(program: Contestant, figure: Figure): number {
  return median(good(program, figure).filter((value) => value !== null));
}

const span = (ratio: Paired): string =>
  `${times(ratio.median)} (${decimals(ratio.low, 2)}–${decimals(ratio.high, 2)})`;

export function fillTables(
  programs: readonly Contestant[],
  memory: readonly number[],
  typed: TypedWork,
  seconds: number,
): BenchResult {
  const of = (id: ContestantId) => {
    const found = programs.find((program) => program.id === id);
    if (found === undefined) throw new Error(`no contestant ${id}`);
    return found;
  };
  const service = of('service');
  const against = (id: ContestantId, figure: Figure) => paired(good(service, figure), good(of(id), figure));
  const rows = programs.map((program, at) => [
    NAMES[program.id],
    program.id === 'service' ? '1' : span(against(program.id, rate)),
    whole(middle(program, rate)),
    `${decimals(
      middle(program, (round) => round.load.p50Ms),
      1,
    )} / ${decimals(
      middle(program, (round) => round.load.p99Ms),
      0,
    )}`,
    whole(middle(program, (round) => round.cpuAccept)),
    `${whole(memory[at] ?? Number.NaN)} after ${whole(program.acknowledged)}`,
  ]);
  const failures = programs.flatMap((program) =>
    program.rounds.flatMap((round, at) =>
      round.failure === null ? [] : [`${program.id}, round ${at + 1}: ${round.failure}`],
    ),
  );
  return {
    name: 'accept',
    tables: [
      {
        title: `accept: ${CONNECTIONS} connections, closed loop, ${service.rounds.length} rounds of ${seconds} s, A-B-B-A; median of ratios paired by round (range)`,
        columns: ['program', 'service is', 'events/s', 'p50 / p99 ms', 'CPU µs/event', 'RSS MB'],
        rows,
        notes: [
          `Event: group talk that mentions a colleague, ${PLAIN_BYTES} bytes, each with its own ids. 200 only after the flush (synchronous=FULL);`,
          'after each round: rows stored = events acknowledged. R2 and P1 write one row an event with its text; the service two identities and no',
          'word of it (ADR 0019). What is said to the assistant costs more: it is sealed, stored, decided and answered; see the next table.',
          'Flushes per event are not counted here: that needs a preloaded library.',
        ],
      },
      {
        title: `typed words with answers: ${typed.asked} at once from 300 people (帮助, 我的), then 15 a second`,
        columns: ['figure', 'value'],
        rows: [
          ['accepted, events/s', whole(typed.acceptedPerSecond)],
          [
            'the same against P1 above, which decides nothing',
            times(typed.acceptedPerSecond / middle(of('p1'), rate)),
          ],
          ['decided and committed with their answers, events/s', whole(typed.concludedPerSecond)],
          ['CPU µs per event, in all', whole(typed.cpuMicros)],
          [
            'push → answer at the platform, p50 / p99 ms',
            `${decimals(typed.answerP50Ms, 1)} / ${decimals(typed.answerP99Ms, 1)}`,
          ],
          ['answered', typed.answered],
        ],
        notes: [],
      },
    ],
    goals: goalsOf(against),
    failures: [...failures, ...typed.failures],
    raw: {
      programs: programs.map(({ id, rounds, acknowledged }, at) => ({
        id,
        acknowledged,
        rssMb: memory[at],
        rounds,
      })),
      typed,
    },
  };
}

function goalsOf(against: (id: ContestantId, figure: Figure) => Paired): Goal[] {
  const r2 = against('r2', rate).median;
  const p1 = against('p1', rate).median;
  const cpuR2 = against('r2', (round) => round.cpuAccept).median;
  const cpuP1 = against('p1', (round) => round.cpuAccept).median;
  return [
    { id: 'G1', text: 'accept ≥ 0.60 × R2', measured: times(r2), met: r2 >= 0.6 },
    { id: 'G1', text: 'accept ≥ 3 × the SDK adapter', measured: times(p1), met: p1 >= 3 },
    { id: 'G1 stretch', text: 'accept ≥ 0.80 × R2', measured: times(r2), met: r2 >= 0.8 },
    { id: 'G4', text: 'CPU per accepted event ≤ 1.6 × R2', measured: times(cpuR2), met: cpuR2 <= 1.6 },
    {
      id: 'G4',
      text: 'CPU per accepted event ≤ 0.5 × the SDK adapter',
      measured: times(cpuP1),
      met: cpuP1 <= 0.5,
    },
  ];
}
