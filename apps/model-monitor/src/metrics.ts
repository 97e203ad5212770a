import {
  GetMetricDataCommand,
  PutMetricDataCommand,
  type CloudWatchClient,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import { ENDPOINT_VARIANT, MODEL_METRICS_NAMESPACE, type ModelMetric } from '@ngwaf/contracts';

import { HOUR_MS } from './hours.ts';

const query = (endpoint: string, MetricName: string): MetricDataQuery => ({
  Id: MetricName.toLowerCase(),
  MetricStat: {
    Metric: {
      Namespace: 'AWS/SageMaker',
      MetricName,
      Dimensions: [
        { Name: 'EndpointName', Value: endpoint },
        { Name: 'VariantName', Value: ENDPOINT_VARIANT },
      ],
    },
    Period: 300,
    Stat: 'Sum',
  },
});

/** What CloudWatch knows of endpoints, and is told of models. */
export const createModelMetrics = (cloudWatch: CloudWatchClient) => ({
  /** Share of an endpoint's calls that failed in the last hour; `undefined` without calls. */
  errorRate: async (endpoint: string, now: Date): Promise<number | undefined> => {
    const { MetricDataResults = [] } = await cloudWatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(now.getTime() - HOUR_MS),
        EndTime: now,
        MetricDataQueries: ['Invocations', 'Invocation4XXErrors', 'Invocation5XXErrors'].map(
          (name) => query(endpoint, name),
        ),
      }),
    );
    const sumOf = (name: string): number =>
      MetricDataResults.filter(({ Id }) => Id === name)
        .flatMap(({ Values }) => Values ?? [])
        .reduce((sum, value) => sum + value, 0);
    const calls = sumOf('invocations');
    if (calls === 0) return undefined;
    return (sumOf('invocation4xxerrors') + sumOf('invocation5xxerrors')) / calls;
  },

  /** Tells what a model was measured to be. */
  put: async (
    model: string,
    values: Partial<Record<ModelMetric, number>>,
    at: Date,
  ): Promise<void> => {
    await cloudWatch.send(
      new PutMetricDataCommand({
        Namespace: MODEL_METRICS_NAMESPACE,
        MetricData: Object.entries(values).map(([MetricName, Value]) => ({
          ...{ MetricName, Value, Timestamp: at },
          Dimensions: [{ Name: 'Model', Value: model }],
        })),
      }),
    );
  },
});
