/** The Worker as it is, in the city's time: before each invocation it asks the sandbox what time it is. */
import { type Environment, makeWorker, type WorkerHandlers } from '../../src/worker-handlers.ts';

let offsetMs = 0;
const worker = makeWorker(() => Date.now() + offsetMs);

async function setClock(environment: Environment): Promise<void> {
  const answer = await fetch(`${String(environment['FEISHU_BASE_URL'])}/sandbox/api/clock`);
  const { now } = (await answer.json()) as { now: number };
  // Within a second it is the same time: a clock that trembles would put answers before questions.
  if (Math.abs(now - Date.now() - offsetMs) > 1_000) offsetMs = now - Date.now();
}

const inTheCity: WorkerHandlers = {
  async fetch(request, environment, invocation) {
    await setClock(environment);
    return worker.fetch(request, environment, invocation);
  },
  async scheduled(event, environment, invocation) {
    await setClock(environment);
    return worker.scheduled(event, environment, invocation);
  },
};

// biome-ignore lint/style/noDefaultExport: the platform's entry point
export default inTheCity;
