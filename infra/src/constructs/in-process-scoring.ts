import { Construct } from 'constructs';
import type { AlarmTopic } from './alarm-topic.ts';
import type { DeployedFunction } from './deployed-function.ts';

export interface InProcessScoringProps {
  serving: DeployedFunction;
  /** Whether it scores in process only where the endpoint does not answer. */
  isFallback: boolean;
  alarms: AlarmTopic;
}

/** Alarms of a function that scores with the model in it. */
export class InProcessScoring extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { serving, isFallback, alarms }: InProcessScoringProps,
  ) {
    super(scope, id);
    const metric = { namespace: 'NGWAF', dimensions: { service: 'sm-serving' } };
    const log = `log /aws/lambda/${serving.functionName}`;
    alarms.add(this, 'model-refresh', {
      ...metric,
      runbook: 'the-live-model-cannot-be-loaded',
      description: `Functions cannot load the live version of the model; why: ${log}.`,
      metricName: 'ModelRefreshFailures',
      periodSeconds: 300,
      // One look that failed is made up for by the next.
      periods: 2,
    });
    if (!isFallback) return;
    alarms.add(this, 'endpoint-fallbacks', {
      ...metric,
      runbook: 'the-live-model-fails-or-is-slow',
      description: `Requests are scored in process, as the endpoint fails or is slow; why: ${log}.`,
      metricName: 'EndpointFallbacks',
      // A few are what the fallback is for.
      threshold: 20,
      periodSeconds: 300,
    });
  }
}
