/** Units of CloudWatch that we use. */
export type MetricUnit = 'Count' | 'Milliseconds' | 'Seconds';

export type Metrics = (values: Record<string, [value: number, unit: MetricUnit]>) => void;

const NAMESPACE = 'NGWAF';

/**
 * Records metrics as log lines in CloudWatch's embedded metric format: no call, no latency.
 *
 * @param service name of the function, the metrics' one dimension.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const createMetrics =
  (
    service: string,
    write: (line: string) => void = (line) => void process.stdout.write(`${line}\n`),
    now: () => number = Date.now,
  ): Metrics =>
  (values) => {
    const entries = Object.entries(values);
    const directive = {
      Namespace: NAMESPACE,
      Dimensions: [['service']],
      Metrics: entries.map(([Name, [, Unit]]) => ({ Name, Unit })),
    };
    write(
      JSON.stringify({
        _aws: { Timestamp: now(), CloudWatchMetrics: [directive] },
        service,
        ...Object.fromEntries(entries.map(([name, [value]]) => [name, value])),
      }),
    );
  };
