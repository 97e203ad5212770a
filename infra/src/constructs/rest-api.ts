import { createHash } from 'node:crypto';
import { ApiGatewayApiKey } from '@cdktf/provider-aws/lib/api-gateway-api-key/index.js';
import { ApiGatewayDeployment } from '@cdktf/provider-aws/lib/api-gateway-deployment/index.js';
import { ApiGatewayMethodSettings } from '@cdktf/provider-aws/lib/api-gateway-method-settings/index.js';
import { ApiGatewayRestApi } from '@cdktf/provider-aws/lib/api-gateway-rest-api/index.js';
import { ApiGatewayStage } from '@cdktf/provider-aws/lib/api-gateway-stage/index.js';
import { ApiGatewayUsagePlanKey } from '@cdktf/provider-aws/lib/api-gateway-usage-plan-key/index.js';
import { ApiGatewayUsagePlan } from '@cdktf/provider-aws/lib/api-gateway-usage-plan/index.js';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { resourceNames, type FunctionName } from '@ngwaf/contracts';
import type { AlarmTopic } from './alarm-topic.ts';
import { dashboardPaths, type DashboardSource } from './dashboard-routes.ts';
import type { DeployedFunction } from './deployed-function.ts';
import { openApiBody, openApiDocument } from './openapi-body.ts';

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
};

export interface RestApiProps {
  namePrefix: string;
  stageName: string;
  functions: Record<FunctionName, DeployedFunction>;
  throttle: { ratePerSecond: number; burst: number };
  /**
   * What the dashboard is read from.
   *
   * @default - the API has no dashboard
   */
  dashboard?: DashboardSource;
  logRetentionDays: number;
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

/** The REST API of the OpenAPI document, one stage, and one key with its usage plan. */
export class RestApi extends Construct {
  readonly url: string;
  /** Empty without a dashboard. */
  readonly dashboardUrl: string;
  /** Sensitive. */
  readonly apiKey: string;

  constructor(scope: Construct, id: string, props: RestApiProps) {
    super(scope, id);
    const document = openApiDocument();
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
      body: JSON.stringify(
        withPaths(
          openApiBody(document, (name) => lambdaProxy(props.functions[name].liveInvokeUri)),
          props.dashboard && dashboardPaths(props.dashboard),
        ),
      ),
    });
    const called = new Set<FunctionName>();
    // The same document with the functions' names: known before anything exists.
    const routes = withPaths(
      openApiBody(document, (name) => {
        called.add(name);
        return lambdaProxy(name);
      }),
      props.dashboard && dashboardPaths(NOWHERE),
    );
    for (const name of called) {
      props.functions[name].allowInvokeFrom(
        'api',
        'apigateway.amazonaws.com',
        `${api.executionArn}/${props.stageName}/*`,
      );
    }
    const deployment = new ApiGatewayDeployment(this, 'deployment', {
      restApiId: api.id,
      // A stage serves the routes of its deployment: changed routes need a new one.
      triggers: { routes: createHash('sha256').update(JSON.stringify(routes)).digest('hex') },
      lifecycle: { createBeforeDestroy: true },
    });
    const stage = this.stage(props, api, deployment);
    this.url = stage.invokeUrl;
    this.dashboardUrl = props.dashboard ? `${stage.invokeUrl}/dashboard` : '';
    this.apiKey = this.key(props, api, stage);

    props.alarms.add(this, 'api-5xx', {
      description: 'The API answered with errors of ours; the access log says which routes.',
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
    const log = new CloudwatchLogGroup(this, 'access_log', {
      name: `/aws/apigateway/${resourceNames(props.namePrefix).restApi}`,
      retentionInDays: props.logRetentionDays,
    });
    const stage = new ApiGatewayStage(this, 'stage', {
      restApiId: api.id,
      deploymentId: deployment.id,
      stageName: props.stageName,
      accessLogSettings: { destinationArn: log.arn, format: JSON.stringify(ACCESS_LOG) },
      xrayTracingEnabled: true,
      ...(props.loggingAllowed === undefined ? {} : { dependsOn: [props.loggingAllowed] }),
    });
    new ApiGatewayMethodSettings(this, 'method_settings', {
      restApiId: api.id,
      stageName: stage.stageName,
      methodPath: '*/*',
      settings: {
        metricsEnabled: true,
        // Bodies hold the traffic of our users: they stay out of the log.
        dataTraceEnabled: false,
        throttlingRateLimit: props.throttle.ratePerSecond,
        throttlingBurstLimit: props.throttle.burst,
      },
    });
    return stage;
  }

  private key(props: RestApiProps, api: ApiGatewayRestApi, stage: ApiGatewayStage): string {
    const key = new ApiGatewayApiKey(this, 'key', {
      name: `${props.namePrefix}-client`,
      description: 'The client of the API',
    });
    const plan = new ApiGatewayUsagePlan(this, 'usage_plan', {
      name: `${props.namePrefix}-clients`,
      description: 'What one client may send',
      apiStages: [{ apiId: api.id, stage: stage.stageName }],
      throttleSettings: {
        rateLimit: props.throttle.ratePerSecond,
        burstLimit: props.throttle.burst,
      },
    });
    new ApiGatewayUsagePlanKey(this, 'usage_plan_key', {
      keyId: key.id,
      keyType: 'API_KEY',
      usagePlanId: plan.id,
    });
    return key.value;
  }
}
