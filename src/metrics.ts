/** Counters and gauges in Prometheus' text format. Labels are ours, never input; unknown event types are capped. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

const PREFIX = 'zhaoshang_';
const LABEL_VALUES_MAX = 100;
/** From a flush of a good disk to the three seconds Feishu waits. */
const SECONDS = [0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 3, 10] as const;

export type Labels = Readonly<Record<string, string>>;

export interface Metrics {
  readonly count: (name: string, labels?: Labels) => void;
  readonly gauge: (name: string, value: number, labels?: Labels) => void;
  /** Begins to measure; what it returns ends it. Seconds. */
  readonly time: (name: string) => () => void;
  readonly text: () => Promise<string>;
}

export function makeMetrics(): Metrics {
  const registry = new Registry();
  const counters = new Map<string, Counter>();
  const gauges = new Map<string, Gauge>();
  const histograms = new Map<string, Histogram>();
  const seen = new Map<string, Set<string>>();

  // A stranger may send endless event types; a metric must not grow with them.
  const capped = (name: string, labels: Labels): Labels =>
    Object.fromEntries(
      Object.entries(labels).map(([label, value]) => {
        const known = seen.get(`${name}.${label}`) ?? new Set();
        seen.set(`${name}.${label}`, known);
        if (known.size < LABEL_VALUES_MAX) known.add(value);
        return [label, known.has(value) ? value : 'other'];
      }),
    );

  return {
    count(name, labels = {}) {
      let counter = counters.get(name);
      if (counter === undefined) {
        const labelNames = Object.keys(labels);
        counter = new Counter({
          name: `${PREFIX}${name}_total`,
          help: name,
          labelNames,
          registers: [registry],
        });
        counters.set(name, counter);
      }
      counter.inc(capped(name, labels));
    },
    gauge(name, value, labels = {}) {
      let gauge = gauges.get(name);
      if (gauge === undefined) {
        gauge = new Gauge({
          name: `${PREFIX}${name}`,
          help: name,
          labelNames: Object.keys(labels),
          registers: [registry],
        });
        gauges.set(name, gauge);
      }
      gauge.set(labels, value);
    },
    time(name) {
      let histogram = histograms.get(name);
      if (histogram === undefined) {
        histogram = new Histogram({
          name: `${PREFIX}${name}`,
          help: name,
          buckets: [...SECONDS],
          registers: [registry],
        });
        histograms.set(name, histogram);
      }
      return histogram.startTimer();
    },
    text: () => registry.metrics(),
  };
}
