import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard/index.js';
import { Construct } from 'constructs';
import {
  ENDPOINT_VARIANT,
  MODEL_METRICS_NAMESPACE,
  TRIGGER_METRICS,
  resourceNames,
  type TriggerMetric,
} from '@ngwaf/contracts';
import type { RecordModel } from '@ngwaf/model-catalogue';

export interface ModelDashboardProps {
  namePrefix: string;
  region: string;
  entry: RecordModel;
}

/** A metric as dashboards name it: name space, name, then dimensions. */
type Metric = (string | { stat: string })[];

const WIDTH = 12;
const HEIGHT = 6;

/** What a model does and how it is, on one page of CloudWatch. */
export class ModelDashboard extends Construct {
  constructor(scope: Construct, id: string, { namePrefix, region, entry }: ModelDashboardProps) {
    super(scope, id);
    const own = (metric: TriggerMetric): Metric => [
      MODEL_METRICS_NAMESPACE,
      TRIGGER_METRICS[metric],
      'Model',
      entry.name,
      { stat: 'Maximum' },
    ];
    const ofEndpoint = (name: string, stat: string): Metric => [
      'AWS/SageMaker',
      name,
      'EndpointName',
      resourceNames(namePrefix).modelEndpoint(entry.code),
      'VariantName',
      ENDPOINT_VARIANT,
      { stat },
    ];
    const thresholds = (...metrics: TriggerMetric[]) =>
      entry.triggers
        .filter(({ metric }) => metrics.includes(metric))
        .map(({ metric, threshold }) => ({ value: threshold, label: `${metric} trains anew` }));
    const graph = (
      title: string,
      period: number,
      metrics: Metric[],
      horizontal: { value: number; label: string }[] = [],
    ) => ({ title, period, metrics, annotations: { horizontal } });

    const graphs = [
      graph(
        'Drift of the last day (PSI; from 0.25 large)',
        3600,
        [own('input-drift'), own('score-drift')],
        thresholds('input-drift', 'score-drift'),
      ),
      graph('Predictions an hour', 3600, [own('volume')], thresholds('volume')),
      graph('Quality (AUC on new labels)', 3600, [own('quality')], thresholds('quality')),
      graph('Share of calls that failed', 3600, [own('error-rate')], thresholds('error-rate')),
      graph('Calls of the endpoint', 300, [
        ofEndpoint('Invocations', 'Sum'),
        ofEndpoint('Invocation4XXErrors', 'Sum'),
        ofEndpoint('Invocation5XXErrors', 'Sum'),
      ]),
      graph('Latency of the model (microseconds)', 300, [
        ofEndpoint('ModelLatency', 'p50'),
        ofEndpoint('ModelLatency', 'p99'),
      ]),
    ];
    new CloudwatchDashboard(this, 'dashboard', {
      dashboardName: `${namePrefix}-${entry.code}`,
      dashboardBody: JSON.stringify({
        widgets: graphs.map((properties, index) => ({
          type: 'metric',
          x: (index % 2) * WIDTH,
          y: Math.floor(index / 2) * HEIGHT,
          width: WIDTH,
          height: HEIGHT,
          properties: { region, view: 'timeSeries', ...properties },
        })),
      }),
    });
  }
}
