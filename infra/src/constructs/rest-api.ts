import { createHash } from 'node:crypto';
import { ApiGatewayDeployment } from '@cdktf/provider-aws/lib/api-gateway-deployment/index.js';
import { ApiGatewayMethodSettings } from '@cdktf/provider-aws/lib/api-gateway-method-settings/index.js';
import { ApiGatewayRestApi } from '@cdktf/provider-aws/lib/api-gateway-rest-api/index.js';
import { ApiGatewayStage } from '@cdktf/provider-aws/lib/api-gateway-stage/index.js';
import { ApiGatewayUsagePlan } from '@cdktf/provider-aws/lib/api-gateway-usage-plan/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { resourceNames, type FunctionName } from '@ngwaf/contracts';
import type { AlarmTopic } from './alarm-topic.ts';
import { dashboardPaths, type DashboardSource } from './dashboard-routes.ts';
import type { DeployedFunction } from './deployed-function.ts';
import { createLogGroup } from './log-group.ts';
import { openApiBody, openApiDocument, withSignatures, type Json } from './openapi-body.ts';

/** API Gateway's own limit. */
const TIMEOUT_MS = 29_000;

/** One JSON line a request; no header and no body, since both can hold secrets. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  method: '$context.httpMethod',
  path: '$context.resourcePath',
  status: '$context.status',
  sourceIp: '$context.identity.sourceIp',
  apiKeyId: '$context.identity.apiKeyId',
  latencyMs: '$context.responseLatency',
  integrationLatencyMs: '$context.integrationLatency',
  error: '$context.error.message',
  caller: '$context.identity.userArn',
  tls: '$context.tlsVersion',
};

/** Requests a second, and how many at once. */
export interface Throttle {
  ratePerSecond: number;
  burst: number;
}

export interface UsagePlan extends Throttle {
  /** @default - no limit by the day */
  requestsPerDay?: number | undefined;
}

export interface RestApiProps {
  namePrefix: string;
  stageName: string;
  functions: Record<FunctionName, DeployedFunction>;
  /**
   * What the dashboard is read from.
   *
   * @default - the API has no dashboard
   */
  dashboard?: DashboardSource;
  /** Whether callers sign their requests besides sending a key. */
  requireSignatures: boolean;
  /** What all callers together may send to one route. */
  throttle: Throttle;
  /** What one key may send, by the name of its plan. */
  usagePlans: Record<string, UsagePlan>;
  logRetentionDays: number;
  /** Encrypts the logs. @default - CloudWatch's own key */
  kmsKeyArn?: string | undefined;
  /** What lets API Gateway write logs in this account. */
  loggingAllowed?: ITerraformDependable;
  alarms: AlarmTopic;
}

/** Stands in the place of what is known only once it exists. */
const NOWHERE: DashboardSource = { partition: '', region: '', bucketName: '', roleArn: '' };

const withPaths = (body: Record<string, unknown>, paths: object = {}): Record<string, unknown> => ({
  ...body,
  paths: { ...(body['paths'] as object), ...paths },
});

/**
 * The REST API of the OpenAPI document, one stage, and the usage plans that keys are made in.
 *
 * The keys are not Terraform's: their values would stand in its state.
 */
export class RestApi extends Construct {
  readonly id: string;
  readonly url: string;
  readonly stageArn: string;
  /** ARN of the stage as callers address it; routes go on from there. */
  readonly executionArn: string;
  /** Empty without a dashboard. */
  readonly dashboardUrl: string;
  /** By the plans' names. */
  readonly usagePlanIds: Record<string, string>;

  constructor(scope: Construct, id: string, props: RestApiProps) {
    super(scope, id);
    const document = openApiDocument();
    const guarded = props.requireSignatures ? withSignatures : (body: Json) => body;
    const lambdaProxy = (uri: string) => ({
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri,
      passthroughBehavior: 'when_no_match',
      timeoutInMillis: TIMEOUT_MS,
    });
    const api = new ApiGatewayRestApi(this, 'api', {
      name: resourceNames(props.namePrefix).restApi,
      endpointConfiguration: { types: ['REGIONAL'] },
      lifecycle: { createBeforeDestroy: true },
      body: JSON.stringify(
        withPaths(
          guarded(
            openApiBody(document, (name) => lambdaProxy(props.functions[name].liveInvokeUri)),
          ),
          props.dashboard && dashboardPaths(props.dashboard),
        ),
      ),
    });
    this.executionArn = `${api.executionArn}/${props.stageName}`;
    const called = new Set<FunctionName>();
    // The same document with the functions' names: known before anything exists.
    const routes = withPaths(
      guarded(
        openApiBody(document, (name) => {
          called.add(name);
          return lambdaProxy(name);
        }),
      ),
      props.dashboard && dashboardPaths(NOWHERE),
    );
    for (const name of called) {
      props.functions[name].allowInvokeFrom(
        'api',
        'apigateway.amazonaws.com',
        `${this.executionArn}/*`,
      );
    }
    const deployment = new ApiGatewayDeployment(this, 'deployment', {
      restApiId: api.id,
      // A stage serves the routes of its deployment: changed routes need a new one.
      triggers: { routes: createHash('sha256').update(JSON.stringify(routes)).digest('hex') },
      lifecycle: { createBeforeDestroy: true },
    });
    const stage = this.stage(props, api, deployment);
    this.id = api.id;
    this.url = stage.invokeUrl;
    this.stageArn = stage.arn;
    this.dashboardUrl = props.dashboard ? `${stage.invokeUrl}/dashboard` : '';
    this.usagePlanIds = this.plans(props, api, stage);

    props.alarms.add(this, 'api-5xx', {
      description: 'The API answered with errors of ours; the access log says which routes.',
      runbook: 'the-api-answers-5xx',
      namespace: 'AWS/ApiGateway',
      metricName: '5XXError',
      dimensions: { ApiName: api.name, Stage: props.stageName },
      threshold: 5,
      periodSeconds: 300,
    });
  }

  private stage(
    props: RestApiProps,
    api: ApiGatewayRestApi,
    deployment: ApiGatewayDeployment,
  ): ApiGatewayStage {
    const log = createLogGroup(this, 'access_log', {
      name: `/aws/apigateway/${resourceNames(props.namePrefix).restApi}`,
      retentionDays: props.logRetentionDays,
      kmsKeyArn: props.kmsKeyArn,
    });
    const executionLog = createLogGroup(this, 'execution_log', {
      // API Gateway would make it itself, and keep logs for ever.
      name: `API-Gateway-Execution-Logs_${api.id}/${props.stageName}`,
      retentionDays: props.logRetentionDays,
      kmsKeyArn: props.kmsKeyArn,
    });
    const stage = new ApiGatewayStage(this, 'stage', {
      restApiId: api.id,
      deploymentId: deployment.id,
      stageName: props.stageName,
      accessLogSettings: { destinationArn: log.arn, format: JSON.stringify(ACCESS_LOG) },
      xrayTracingEnabled: true,
      dependsOn: [executionLog, ...(props.loggingAllowed ? [props.loggingAllowed] : [])],
    });
    new ApiGatewayMethodSettings(this, 'method_settings', {
      restApiId: api.id,
      stageName: stage.stageName,
      methodPath: '*/*',
      settings: {
        metricsEnabled: true,
        // Why it answered an error by itself: the access log says only that it did.
        loggingLevel: 'ERROR',
        // Bodies hold the traffic of our users: they stay out of the log.
        dataTraceEnabled: false,
        throttlingRateLimit: props.throttle.ratePerSecond,
        throttlingBurstLimit: props.throttle.burst,
      },
    });
    return stage;
  }

  private plans(
    { namePrefix, usagePlans }: RestApiProps,
    api: ApiGatewayRestApi,
    stage: ApiGatewayStage,
  ): Record<string, string> {
    const plans = Object.entries(usagePlans).map(([name, limits]) => {
      const plan = new ApiGatewayUsagePlan(this, `${name}_plan`, {
        name: `${namePrefix}-${name}`,
        description: `What one API key of the plan "${name}" may send`,
        apiStages: [{ apiId: api.id, stage: stage.stageName }],
        throttleSettings: { rateLimit: limits.ratePerSecond, burstLimit: limits.burst },
        ...(limits.requestsPerDay !== undefined && {
          quotaSettings: { limit: limits.requestsPerDay, period: 'DAY' },
        }),
      });
      return [name, plan.id] as const;
    });
    return Object.fromEntries(plans);
  }
}
