import type { Location } from '../constructs/location.ts';

/** An environment, as far as its name, place and resources' names go. */
export interface EnvironmentPlace {
  name: string;
  prefix: string;
  /** @default the bootstrap's */
  region?: string | undefined;
}

/** ARNs of what has an environment's prefix, by service. */
export const environmentArns = (
  { partition, accountId, region: here }: Location,
  { name, prefix, region = here }: EnvironmentPlace,
) => {
  const of = (service: string, ...resources: string[]) =>
    resources.map((resource) => `arn:${partition}:${service}:${region}:${accountId}:${resource}`);
  const bucket = `arn:${partition}:s3:::${prefix}-*`;
  const api = `arn:${partition}:apigateway:${region}::`;
  const role = `arn:${partition}:iam::${accountId}:role/${prefix}`;
  return {
    alarms: of('cloudwatch', `alarm:${prefix}-*`),
    apis: ['/restapis*', '/usageplans*', '/apikeys*', '/account', '/tags/*'].map(
      (path) => `${api}${path}`,
    ),
    buckets: [bucket],
    objects: [`${bucket}/*`],
    artefacts: `arn:${partition}:s3:::${prefix}-artefacts-${accountId}`,
    // Of the account, in no region.
    dashboards: [`arn:${partition}:cloudwatch::${accountId}:dashboard/${prefix}-*`],
    functions: of('lambda', `function:${prefix}-*`),
    keys: of('kms', 'key/*'),
    keyAlias: `alias/${prefix}`,
    // API Gateway and WAF name theirs themselves.
    logGroups: of(
      'logs',
      `log-group:*${prefix}-*`,
      `log-group:aws-waf-logs-${prefix}*`,
      `log-group:API-Gateway-Execution-Logs_*/${name}*`,
    ),
    parameters: of('ssm', `parameter/${prefix}/*`),
    queues: of('sqs', `${prefix}-*`),
    repositories: of('ecr', `repository/${prefix}-*`),
    roles: [`${role}-*`],
    ciRoles: [`${role}-ci-*`],
    // Of the account's own bus, and of the environment's; that bus itself.
    rules: of('events', `rule/${prefix}-*`, `event-bus/${prefix}-*`),
    /** Lambda names them itself; whose they are, a condition says. */
    eventSourceMappings: of('lambda', 'event-source-mapping:*'),
    sageMaker: of(
      'sagemaker',
      `notebook-instance/${prefix}-*`,
      `notebook-instance-lifecycle-config/${prefix}-*`,
      `model-package-group/${prefix}-*`,
    ),
    schedules: of('scheduler', `schedule/*/${prefix}-*`, `schedule-group/${prefix}-*`),
    stateMachines: of('states', `stateMachine:${prefix}-*`),
    tables: of('dynamodb', `table/${prefix}-*`),
    topics: of('sns', `${prefix}-*`),
  };
};
