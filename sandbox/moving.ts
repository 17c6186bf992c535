// Moving the clock as days pass: in steps of at most a day, ending each morning, with the bot's due work done at every step.
import type { World } from './world.ts';

const dayMs = 86_400_000;
const zoneMs = 8 * 3_600_000;
/** Further than this, the days between are not stopped at. */
const stopsMax = 62;

/** The instants to stop at on the way: 9:00 of every day in between, then the end. */
export function stopsBetween(from: number, to: number): number[] {
  const stops: number[] = [];
  const firstDay = Math.floor((from + zoneMs) / dayMs);
  for (let day = firstDay; stops.length <= stopsMax; day += 1) {
    const at = day * dayMs - zoneMs + 9 * 3_600_000;
    if (at >= to) break;
    if (at > from) stops.push(at);
  }
  return stops.length > stopsMax ? [to] : [...stops, to];
}

/** Moves the sandbox (and the bot, where the lab knows how) to an instant; the past is refused. Says what stood there before. */
export async function moveClock(
  world: World,
  to: number,
): Promise<{ from: number; to: number; since: number }> {
  const { clock, journal, lab } = world;
  const from = clock.now();
  const since = journal.last;
  if (!Number.isFinite(to)) throw new Error('这不是一个时刻');
  if (to < from - 60_000) throw new Error('时钟只能往前拨');
  if (to - from > 400 * dayMs) throw new Error('一次最多拨 400 天');
  for (const stop of stopsBetween(from, to)) {
    lab.moving?.(stop);
    await clock.moveTo(stop);
    journal.record({ kind: 'clock', to: stop });
    if (lab.moved === undefined) continue;
    journal.record({ kind: 'jobs' });
    await lab.moved(clock.now());
  }
  world.platform.worldChanged();
  return { from, to: clock.now(), since };
}
