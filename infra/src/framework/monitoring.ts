import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule/index.js';
import { Construct } from 'constructs';
import {
  MODEL_METRICS_NAMESPACE,
  RINGS_BELOW,
  TRIGGER_METRICS,
  baselineKeys,
  dataBucketKeys,
  predictionBucketKeys,
  type ModelMonitorEnv,
} from '@ngwaf/contracts';
import type { RecordModel } from '@ngwaf/model-catalogue';
import type { DeployedFunction } from '../constructs/deployed-function.ts';
import { Role } from '../constructs/role.ts';
import type { FunctionSettings } from '../stacks/functions.ts';
import type { FrameworkProps } from './framework.ts';
import { ModelDashboard } from './model-dashboard.ts';
import type { Serving } from './serving.ts';
import type { Storage } from './storage.ts';
import type { Training } from './training.ts';

export interface MonitoringProps extends FrameworkProps {
  storage: Storage;
  serving: Serving;
  training: Training;
}

/** The monitor measures once an hour; alarms look at what it said of each. */
const HOUR_SECONDS = 3600;

const modelMonitor = (environment: ModelMonitorEnv): FunctionSettings => ({
  description: 'Measures drift, volume, errors and quality of the models',
  environment: { ...environment },
  // One model after the other, of each a day of samples at the most.
  timeoutSeconds: 900,
  memoryMb: 1024,
});

/** What watches the models: drift, quality, dashboards and the alarms that start training. */
export class Monitoring extends Construct {
  readonly functions: Record<'model-monitor', DeployedFunction>;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    const { namePrefix, location, storage } = props;
    const monitor = props.add(
      'model-monitor',
      modelMonitor({
        PREDICTION_BUCKET: storage.predictions.name,
        NAME_PREFIX: namePrefix,
        ACCOUNT_ID: location.accountId,
      }),
    );
    this.functions = { 'model-monitor': monitor };
    this.allowMonitor(props, monitor);
    this.schedule(props, monitor);
    for (const { entry } of storage.models) {
      this.watch(props, entry);
      new ModelDashboard(this, `dashboard_${entry.code.replaceAll('-', '_')}`, {
        namePrefix,
        region: location.region,
        entry,
      });
    }
  }

  private allowMonitor({ storage, serving }: MonitoringProps, monitor: DeployedFunction): void {
    const { predictionsPrefix, monitoring } = predictionBucketKeys;
    storage.predictions.grantList(monitor);
    storage.predictions.grantRead(monitor, [`${predictionsPrefix}*`, monitoring('*')]);
    storage.predictions.grantWrite(monitor, [monitoring('*')]);
    storage.grantOnEach(monitor, ({ entry, bucket, data }, grantee) => {
      // What is not there answers 404 to who may list, and no version is trained on less.
      bucket.grantList(grantee);
      bucket.grantRead(grantee, [baselineKeys.features('*'), baselineKeys.scores('*')]);
      data.grantList(grantee);
      const { recordsPrefix, labels } = dataBucketKeys;
      data.grantRead(grantee, [`${recordsPrefix}*`, labels(entry.name)]);
    });
    serving.endpoints.grantInvoke(monitor);
    // Metrics have no ARN; what is told can be limited to its name space, what is read to nothing.
    monitor.addToRolePolicy({
      actions: ['cloudwatch:PutMetricData'],
      resources: ['*'],
      condition: [
        {
          test: 'StringEquals',
          variable: 'cloudwatch:namespace',
          values: [MODEL_METRICS_NAMESPACE],
        },
      ],
    });
    monitor.addToRolePolicy({ actions: ['cloudwatch:GetMetricData'], resources: ['*'] });
  }

  private schedule({ namePrefix, location }: MonitoringProps, monitor: DeployedFunction): void {
    const role = new Role(this, 'schedule_role', {
      name: `${namePrefix}-monitor-schedule`,
      description: 'Lets the schedule call the monitor of models.',
      servicePrincipal: 'scheduler.amazonaws.com',
      sourceAccountId: location.accountId,
    });
    monitor.grantInvoke(role);
    new SchedulerSchedule(this, 'schedule', {
      name: `${namePrefix}-monitor`,
      description: 'Measures the models.',
      scheduleExpression: 'rate(1 hour)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: monitor.liveArn,
        roleArn: role.arn,
        input: '{}',
        // The next run comes soon enough, and counts what this one has not.
        retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 600 },
      },
      // The scheduler tries the role when the schedule is made.
      dependsOn: [role.permissions],
    });
  }

  /** An alarm for each trigger of a model; that one rings starts a training (`start-training`). */
  private watch({ alarms }: MonitoringProps, { name, code, triggers }: RecordModel): void {
    for (const { metric, threshold, periods } of triggers) {
      const isBelow = RINGS_BELOW.includes(metric);
      alarms.add(this, `${code}-${metric}-trigger`, {
        runbook: 'a-model-has-drifted',
        description: `${name}: ${metric} ${isBelow ? 'below' : 'has reached'} ${threshold}.`,
        namespace: MODEL_METRICS_NAMESPACE,
        metricName: TRIGGER_METRICS[metric],
        dimensions: { Model: name },
        statistic: isBelow ? 'Minimum' : 'Maximum',
        threshold,
        isBelow,
        periods,
        periodSeconds: HOUR_SECONDS,
      });
    }
  }
}
