/** What is counted when somebody looks: rows by state, and how long the oldest of each kind has been waiting. */
import type { Metrics } from './metrics.ts';
import type { Readiness } from './readiness.ts';

/** A state without rows is 0, not absent: a gauge that is not set again keeps its last value. */
const NO_ROWS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ...['waiting', 'sending', 'sent', 'parked', 'uncertain', 'purged'].map((state) => `outbox_${state}`),
    ...['waiting', 'parked'].map((state) => `delivery_${state}`),
  ].map((name) => [name, 0]),
);

/** @param counts rows now, and further gauges, by name. */
export async function refreshGauges(
  metrics: Metrics,
  readiness: Pick<Readiness, 'ages'>,
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  for (const [name, value] of Object.entries({ ...NO_ROWS, ...counts })) metrics.gauge(name, value);
  const ages = await readiness.ages();
  metrics.gauge('inbox_oldest_seconds', ages.inbox);
  for (const [kind, seconds] of Object.entries(ages.outbox))
    metrics.gauge('outbox_oldest_seconds', seconds, { kind });
}
