/** Units of CloudWatch that we use. */
export type MetricUnit = 'Count' | 'Milliseconds' | 'Seconds';

export type Metrics = (
  values: Record<string, [value: number, unit: MetricUnit]>,
  /** Besides the service's name, e.g. the model. */
  dimensions?: Record<string, string>,
) => void;

const NAMESPACE = 'NGWAF';

/**
 * Records metrics as log lines in CloudWatch's embedded metric format: no call, no latency.
 *
 * @param service name of the function, a dimension of all its metrics.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const createMetrics =
  (
    service: string,
    write: (line: string) => void = (line) => void process.stdout.write(`${line}\n`),
    now: () => number = Date.now,
  ): Metrics =>
  (values, dimensions = {}) => {
    const entries = Object.entries(values);
    const directive = {
      Namespace: NAMESPACE,
      Dimensions: [['service', ...Object.keys(dimensions)]],
      Metrics: entries.map(([Name, [, Unit]]) => ({ Name, Unit })),
    };
    write(
      JSON.stringify({
        _aws: { Timestamp: now(), CloudWatchMetrics: [directive] },
        service,
        ...dimensions,
        ...Object.fromEntries(entries.map(([name, [value]]) => [name, value])),
      }),
    );
  };
