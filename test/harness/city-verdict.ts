/**
 * What must hold at the end of every conversation, whatever was said: no call the platform refused, no limit hit, no
 * doubtful card, every push acknowledged, every typed message answered exactly once, nothing failed inside, and state
 * is what the facts say.
 */
import type { City } from './city.ts';
import { booksOf } from './city-books.ts';

/** Codes of the platform's rate limits. */
const LIMIT_CODES: ReadonlySet<number> = new Set([230020, 99991400, 11232, 11233]);
const NO_REACH_CODE = 230_013;
const FAILURES =
  /^zhaoshang_(?:delivery_failures_total|requests_failed_total|job_failures_total|door_refused_total|presses_total\{result="(?:failed|contended)"\}|sends_total\{result="(?:refused|unknown)"\}).* [1-9]/gm;

/** Everything wrong with how the conversation went; empty when all is well. */
export async function verdictOf(city: City): Promise<readonly string[]> {
  await city.sandbox.settle(60, 5_000);
  return [
    ...onTheWire(city),
    ...onCards(city),
    ...unanswered(city),
    ...(await inside(city)),
    ...(await booksOf(city)),
  ];
}

function onTheWire({ sandbox, hadNoReach }: City): string[] {
  const wrong: string[] = [];
  for (const entry of sandbox.wire.since()) {
    const { kind, name, status, code, note } = entry;
    if (hadNoReach && code === NO_REACH_CODE) continue;
    if (kind === 'api') {
      if (code !== undefined && LIMIT_CODES.has(code)) wrong.push(`rate limit hit: ${name} ${code}`);
      else if ((code !== undefined && code !== 0) || (status ?? 0) >= 400)
        wrong.push(`refused call: ${name} ${status} ${code} ${JSON.stringify(entry.response).slice(0, 400)}`);
    } else if (status !== 200 || code !== undefined) {
      wrong.push(`push not taken: ${name} ${status} ${code ?? ''} ${note}`);
    }
  }
  return wrong;
}

const onCards = ({ sandbox }: City): string[] =>
  sandbox.cardWarnings.map((finding) => `card warning: ${JSON.stringify(finding)}`);

/** Typed messages that reached the assistant and were not taken back, with other than one answer. */
function unanswered({ sandbox }: City): string[] {
  const { platform } = sandbox.world;
  const answers = new Map<string, number>();
  for (const message of platform.messages.values()) {
    if (message.sender.kind !== 'app' || message.parentId === undefined) continue;
    answers.set(message.parentId, (answers.get(message.parentId) ?? 0) + 1);
  }
  const pushed = new Set(
    sandbox.wire.pushes('im.message.receive_v1').map((entry) => {
      const { event } = entry.request as { event?: { message?: { message_id?: string } } };
      return event?.message?.message_id ?? '';
    }),
  );
  return [...pushed].flatMap((id) => {
    const message = platform.message(id);
    const count = answers.get(id) ?? 0;
    return message.recalled || count === 1 ? [] : [`${count} answers to ${message.content.slice(0, 80)}`];
  });
}

async function inside(city: City): Promise<string[]> {
  const metrics = await city.metrics();
  const failed = [...metrics.matchAll(FAILURES)]
    .filter(([line]) => !(city.hadNoReach && line.includes('sends_total{result="refused"}')))
    .map((match) => `inside: ${match[0]}`);
  const parked = /^zhaoshang_\w*(?:parked|uncertain)\w* [1-9].*$/m.exec(metrics);
  return parked === null ? failed : [...failed, `inside: ${parked[0]}`];
}
