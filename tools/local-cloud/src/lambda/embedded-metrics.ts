import type { MotoClient } from '../gateway/moto-client.ts';

/** Metrics that functions write as log lines, in CloudWatch's embedded metric format. */
export interface EmbeddedMetrics {
  /** Takes a line; most hold none. CloudWatch has them about a second later. */
  take(line: string): void;
  close(): void;
}

/** Values of one metric. */
export interface EmbeddedMetric {
  namespace: string;
  name: string;
  unit: string;
  dimensions: [name: string, value: string][];
  /** Milliseconds since the epoch. */
  timestamp: number;
  values: number[];
}

const flushIntervalMs = 1_000;
/** CloudWatch takes as many values of a metric at once, and data in a request. */
const MAX_VALUES = 150;
const MAX_DATA = 500;

export const createEmbeddedMetrics = (moto: Pick<MotoClient, 'form'>): EmbeddedMetrics => {
  let waiting = new Map<string, EmbeddedMetric>();
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    timer = undefined;
    const due = [...waiting.values()];
    waiting = new Map();
    for (const namespace of new Set(due.map((metric) => metric.namespace))) {
      const data = due.filter((metric) => metric.namespace === namespace).flatMap(inParts);
      for (let start = 0; start < data.length; start += MAX_DATA) {
        const form = toForm(namespace, data.slice(start, start + MAX_DATA));
        // Metrics are worth no failure of the function, which has been answered already.
        moto.form('monitoring', form).catch(() => undefined);
      }
    }
  };

  return {
    take(line) {
      for (const metric of metricsOf(line)) {
        const key = JSON.stringify([metric.namespace, metric.name, metric.dimensions]);
        const known = waiting.get(key);
        if (known) known.values.push(...metric.values);
        else waiting.set(key, metric);
        timer ??= setTimeout(flush, flushIntervalMs);
      }
    },
    close: () => clearTimeout(timer),
  };
};

interface Directive {
  Namespace: string;
  Dimensions?: string[][];
  Metrics: { Name: string; Unit?: string }[];
}

/**
 * The metrics of a log line; a line that is no such document has none.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const metricsOf = (line: string): EmbeddedMetric[] => {
  if (!line.includes('"CloudWatchMetrics"')) return [];
  try {
    // What `console.log` writes has time and request before it.
    const document = JSON.parse(line.slice(line.indexOf('{'))) as Record<string, unknown> & {
      _aws: { Timestamp: number; CloudWatchMetrics: Directive[] };
    };
    const { Timestamp: timestamp, CloudWatchMetrics } = document._aws;
    return CloudWatchMetrics.flatMap(({ Namespace: namespace, Dimensions = [[]], Metrics }) =>
      Dimensions.flatMap((names) => {
        const dimensions = names.map((name): [string, string] => [name, String(document[name])]);
        return Metrics.flatMap(({ Name: name, Unit: unit = 'None' }) => {
          const values = [document[name]].flat().filter((value) => typeof value === 'number');
          return values.length === 0
            ? []
            : [{ namespace, name, unit, dimensions, timestamp, values }];
        });
      }),
    );
  } catch {
    return [];
  }
};

const inParts = (metric: EmbeddedMetric): EmbeddedMetric[] =>
  Array.from({ length: Math.ceil(metric.values.length / MAX_VALUES) }, (_, part) => ({
    ...metric,
    values: metric.values.slice(part * MAX_VALUES, (part + 1) * MAX_VALUES),
  }));

const toForm = (namespace: string, data: readonly EmbeddedMetric[]): URLSearchParams => {
  const form = new URLSearchParams({
    Action: 'PutMetricData',
    Version: '2010-08-01',
    Namespace: namespace,
  });
  for (const [index, { name, unit, dimensions, timestamp, values }] of data.entries()) {
    const prefix = `MetricData.member.${index + 1}`;
    form.set(`${prefix}.MetricName`, name);
    form.set(`${prefix}.Unit`, unit);
    form.set(`${prefix}.Timestamp`, new Date(timestamp).toISOString());
    for (const [position, value] of values.entries()) {
      form.set(`${prefix}.Values.member.${position + 1}`, String(value));
    }
    for (const [position, [dimension, value]] of dimensions.entries()) {
      form.set(`${prefix}.Dimensions.member.${position + 1}.Name`, dimension);
      form.set(`${prefix}.Dimensions.member.${position + 1}.Value`, value);
    }
  }
  return form;
};
