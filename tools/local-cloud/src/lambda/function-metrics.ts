import type { MotoClient } from '../gateway/moto-client.ts';

/** One call of a function, for its metrics. */
export interface CountedCall {
  name: string;
  /** What the caller named: version or alias. */
  qualifier: string | undefined;
  /** What ran. */
  version: string;
}

/** Counts calls in CloudWatch as Lambda does: namespace `AWS/Lambda`, three sets of dimensions. */
export interface FunctionMetrics {
  /** Returns at once; CloudWatch has it about a second later. A throttled call is no invocation. */
  count(call: CountedCall, outcome: 'Successes' | 'Errors' | 'Throttles'): void;
  close(): void;
}

interface Counts {
  dimensions: [name: string, value: string][];
  invocations: number;
  errors: number;
  throttles: number;
}

const flushIntervalMs = 1_000;

export const createFunctionMetrics = (moto: MotoClient): FunctionMetrics => {
  let counts = new Map<string, Counts>();
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    timer = undefined;
    const data = [...counts.values()].flatMap(toData);
    counts = new Map();
    // Metrics are worth no failure of a call, which has been answered already.
    moto.form('monitoring', toForm(data)).catch(() => undefined);
  };

  return {
    count(call, outcome) {
      for (const dimensions of dimensionsOf(call)) {
        const key = dimensions.join();
        const counted = counts.get(key) ?? { dimensions, invocations: 0, errors: 0, throttles: 0 };
        counts.set(key, counted);
        if (outcome === 'Throttles') counted.throttles += 1;
        else counted.invocations += 1;
        if (outcome === 'Errors') counted.errors += 1;
      }
      timer ??= setTimeout(flush, flushIntervalMs);
    },
    close: () => clearTimeout(timer),
  };
};

/** By function, by what was named, and where that is an alias by the version that ran. */
const dimensionsOf = ({ name, qualifier, version }: CountedCall): Counts['dimensions'][] => {
  const byFunction: Counts['dimensions'] = [['FunctionName', name]];
  const resource = qualifier === undefined ? name : `${name}:${qualifier}`;
  const byResource: Counts['dimensions'] = [...byFunction, ['Resource', resource]];
  const isAlias = qualifier !== undefined && qualifier !== version;
  return [
    byFunction,
    byResource,
    ...(isAlias ? [[...byResource, ['ExecutedVersion', version]] as Counts['dimensions']] : []),
  ];
};

interface Datum {
  name: string;
  dimensions: Counts['dimensions'];
  sum: number;
  samples: number;
  maximum: number;
}

/** Like Lambda's: an error that did not happen counts as a sample of 0. */
const toData = ({ dimensions, invocations, errors, throttles }: Counts): Datum[] => {
  const datum = (name: string, sum: number, samples: number): Datum[] =>
    samples === 0 ? [] : [{ name, dimensions, sum, samples, maximum: Math.min(sum, 1) }];
  return [
    ...datum('Invocations', invocations, invocations),
    ...datum('Errors', errors, invocations),
    ...datum('Throttles', throttles, throttles),
  ];
};

const toForm = (data: Datum[]): URLSearchParams => {
  const form = new URLSearchParams({
    Action: 'PutMetricData',
    Version: '2010-08-01',
    Namespace: 'AWS/Lambda',
  });
  for (const [index, { name, dimensions, sum, samples, maximum }] of data.entries()) {
    const prefix = `MetricData.member.${index + 1}`;
    form.set(`${prefix}.MetricName`, name);
    form.set(`${prefix}.Unit`, 'Count');
    form.set(`${prefix}.Timestamp`, new Date().toISOString());
    form.set(`${prefix}.StatisticValues.Sum`, String(sum));
    form.set(`${prefix}.StatisticValues.SampleCount`, String(samples));
    form.set(`${prefix}.StatisticValues.Minimum`, sum === samples ? '1' : '0');
    form.set(`${prefix}.StatisticValues.Maximum`, String(maximum));
    for (const [position, [dimension, value]] of dimensions.entries()) {
      form.set(`${prefix}.Dimensions.member.${position + 1}.Name`, dimension);
      form.set(`${prefix}.Dimensions.member.${position + 1}.Value`, value);
    }
  }
  return form;
};
