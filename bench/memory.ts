/**
 * Resident memory of the bundled service after 100,000 and 150,000 events, each stored durably and concluded, beside
 * the SDK's own adapter after as many: whether it stays small, and whether it stays.
 */
import { join } from 'node:path';
import { sendEvents, workedOff } from './lib/loaded.ts';
import { type FakePlatform, startPlatform } from './lib/platform.ts';
import { rssMb } from './lib/process.ts';
import { buildPrograms, startReference, startService } from './lib/programs.ts';
import type { Bench, Goal } from './lib/result.ts';
import { whole } from './lib/table.ts';

const STEP = 50_000;
const STEPS = 3;

interface Steps {
  readonly mb: readonly number[];
  readonly failures: readonly string[];
}

export const memory: Bench = async ({ folder, say }) => {
  await buildPrograms(folder);
  const platform = await startPlatform();
  try {
    say(`memory: this service, ${STEPS} × ${whole(STEP)} events`);
    const service = await grow('service', folder, platform, STEPS);
    say(`memory: the SDK's own adapter, 2 × ${whole(STEP)} events`);
    const adapter = await grow('adapter', folder, platform, 2);
    return report(service, adapter);
  } finally {
    await platform.close();
  }
};

async function grow(
  name: 'service' | 'adapter',
  folder: string,
  platform: FakePlatform,
  steps: number,
): Promise<Steps> {
  const options = { folder, database: `memory-${name}.db`, baseUrl: platform.baseUrl };
  const running = await (name === 'service'
    ? startService(options)
    : startReference('p1-sdk-adapter', options));
  const mb = [rssMb(running.pid)];
  const failures: string[] = [];
  try {
    for (let step = 0; step < steps; step += 1) {
      failures.push(...(await sendEvents(running, STEP)).map((failure) => `${name}: ${failure}`));
      if (name === 'service') await workedOff(join(folder, options.database));
      mb.push(rssMb(running.pid));
    }
    return { mb, failures };
  } finally {
    await running.stop();
  }
}

function report(service: Steps, adapter: Steps) {
  const of = (steps: Steps, at: number): number => steps.mb[at] ?? Number.NaN;
  const growth = of(service, 3) / of(service, 2) - 1;
  const goals: Goal[] = [
    {
      id: 'G13',
      text: 'after 100,000 events ≤ 200 MB',
      measured: `${whole(of(service, 2))} MB`,
      met: of(service, 2) <= 200,
    },
    {
      id: 'G13',
      text: 'and less than the SDK adapter',
      measured: `${whole(of(adapter, 2))} MB there`,
      met: of(service, 2) < of(adapter, 2),
    },
    {
      id: 'G13',
      text: 'the third 50,000 add ≤ 5 %',
      measured: `${(growth * 100).toFixed(1)} %`,
      met: growth <= 0.05,
    },
  ];
  const cells = (steps: Steps) => [0, 1, 2, 3].map((at) => whole(of(steps, at)));
  return {
    name: 'memory',
    tables: [
      {
        title: 'memory: resident MB at start, after 50,000, 100,000 and 150,000 events',
        columns: ['program', 'start', '50,000', '100,000', '150,000'],
        rows: [
          ['this service, as npm start runs it', ...cells(service)],
          ["the SDK's own adapter + durable insert of 1 row", ...cells(adapter)],
        ],
        notes: ['Events as in `accept`: group talk, stored and concluded, never answered.'],
      },
    ],
    goals,
    failures: [...service.failures, ...adapter.failures],
    raw: { service: service.mb, adapter: adapter.mb },
  };
}
