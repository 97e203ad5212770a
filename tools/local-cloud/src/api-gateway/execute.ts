import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { AwsError } from '../context.ts';
import { parseFunctionReference, type FunctionReference } from '../lambda/function-reference.ts';
import type { LambdaService } from '../lambda/lambda-service.ts';
import type { ApiKeys } from './api-keys.ts';
import { gatewayResponse, type GatewayResponseType } from './gateway-responses.ts';
import { answerMock } from './mock-integration.ts';
import type { Integration } from './openapi.ts';
import { buildProxyEvent, type ProxyRequest } from './proxy-event.ts';
import { readProxyResponse, type HttpAnswer } from './proxy-response.ts';
import { readLimited } from './read-limited.ts';
import { findViolation } from './request-validation.ts';
import type { RestApis, Stage } from './rest-apis.ts';
import type { RouteMatch } from './router.ts';
import type { Throttle } from './throttle.ts';

/** Which API and stage a caller addresses, and the rest of the path. */
export interface ApiAddress {
  apiId: string;
  stageName: string;
  /** Begins with a slash; no query. */
  path: string;
}

export interface ApiExecutionOptions {
  restApis: RestApis;
  apiKeys: ApiKeys;
  throttle: Throttle;
  lambda: LambdaService;
  accountId: string;
}

const maxBodyBytes = 10 * 2 ** 20;
const maxIntegrationMs = 29_000;

/** A request that API Gateway refuses itself. */
class Refusal extends Error {
  constructor(
    readonly type: GatewayResponseType,
    readonly detail?: string,
  ) {
    super(type);
  }
}

/** Runs a call to a deployed REST API. */
export const createApiExecution = (options: ApiExecutionOptions) => {
  const { restApis, apiKeys, throttle, lambda } = options;

  /** @throws {Refusal} key missing, unknown, or over its usage plan's rate. */
  const checkKey = async (
    incoming: IncomingMessage,
    { apiId, stageName }: ApiAddress,
    { route }: RouteMatch,
  ): Promise<ProxyRequest['apiKey']> => {
    const value = incoming.headers['x-api-key'];
    if (!route.needsApiKey) return undefined;
    if (typeof value !== 'string') throw new Refusal('INVALID_API_KEY');
    const grant = await apiKeys.find(value, apiId, stageName);
    if (!grant) throw new Refusal('INVALID_API_KEY');
    const bucket = `${grant.usagePlanId}/${grant.keyId}/${apiId}/${stageName}`;
    if (!throttle.take(bucket, grant.throttle)) throw new Refusal('THROTTLED');
    return { value, id: grant.keyId };
  };

  const callFunction = async (
    integration: Integration,
    event: ReturnType<typeof buildProxyEvent>,
    accept: string,
    binaryMediaTypes: string[],
  ): Promise<HttpAnswer> => {
    const reference = functionOf(integration);
    const limitMs = Math.min(integration.timeoutInMillis ?? maxIntegrationMs, maxIntegrationMs);
    const invocation = lambda.invoke(reference, JSON.stringify(event)).catch((error: unknown) => {
      // No such function, or throttled: the caller learns no more than that.
      if (error instanceof AwsError) throw new Refusal('DEFAULT_5XX');
      throw error;
    });
    const outcome = await within(limitMs, invocation);
    if (outcome.hasFailed) throw new Refusal('DEFAULT_5XX');
    const answer = readProxyResponse(outcome.payload, accept, binaryMediaTypes);
    if (!answer) throw new Refusal('DEFAULT_5XX');
    return answer;
  };

  const run = async (
    incoming: IncomingMessage,
    address: ApiAddress,
    stage: Stage | undefined,
    requestId: string,
  ): Promise<HttpAnswer> => {
    if (!stage) throw new Refusal('ACCESS_DENIED');
    const { deployment } = stage;
    const method = incoming.method ?? 'GET';
    const match = deployment.router(method, address.path);
    const integration = match?.route.operation['x-amazon-apigateway-integration'];
    if (!match || !integration) throw new Refusal('MISSING_AUTHENTICATION_TOKEN');
    const apiKey = await checkKey(incoming, address, match);
    const body = await readLimited(incoming, maxBodyBytes);
    if (!body) throw new Refusal('REQUEST_TOO_LARGE');
    const query = new URL(incoming.url ?? '/', 'http://localhost').searchParams;
    const violation = findViolation(deployment.document, match.route.operation, {
      headers: incoming.headers,
      query,
      body,
    });
    if (violation) throw new Refusal(violation.type, violation.message);
    if (integration.type.toUpperCase() === 'MOCK') {
      const answer = answerMock(integration);
      if (!answer) throw new Refusal('API_CONFIGURATION_ERROR');
      return answer;
    }
    const event = buildProxyEvent({
      method,
      path: address.path,
      query,
      rawHeaders: forwardedHeaders(incoming),
      body,
      resource: match.route.resource,
      pathParameters: match.pathParameters,
      sourceIp: incoming.socket.remoteAddress?.replace('::ffff:', '') ?? '127.0.0.1',
      requestId,
      receivedAt: new Date(),
      accountId: options.accountId,
      apiId: address.apiId,
      stage: stage.name,
      stageVariables: stage.variables,
      deploymentId: deployment.id,
      binaryMediaTypes: deployment.binaryMediaTypes,
      apiKey,
    });
    const accept = incoming.headers.accept ?? '';
    return callFunction(integration, event, accept, deployment.binaryMediaTypes);
  };

  return async (
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    address: ApiAddress,
  ): Promise<void> => {
    const requestId = randomUUID();
    const stage = await restApis.findStage(address.apiId, address.stageName);
    const answer = await run(incoming, address, stage, requestId).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      return gatewayResponse(stage?.deployment.document, error.type, requestId, error.detail);
    });
    outgoing.writeHead(answer.status, {
      ...answer.headers,
      'x-amzn-requestid': requestId,
      'content-length': String(answer.body.length),
    });
    outgoing.end(incoming.method === 'HEAD' ? undefined : answer.body);
  };
};

/** The function in `…:lambda:path/2015-03-31/functions/<arn>/invocations`. */
const functionOf = ({ type, uri = '' }: Integration): FunctionReference => {
  const arn = /\/functions\/(.+)\/invocations$/.exec(uri)?.[1];
  if (!arn || type.toUpperCase() !== 'AWS_PROXY') throw new Refusal('API_CONFIGURATION_ERROR');
  return parseFunctionReference(arn);
};

/** The caller's headers with those that API Gateway adds. */
const forwardedHeaders = (incoming: IncomingMessage): string[] => [
  ...incoming.rawHeaders,
  'X-Forwarded-For',
  incoming.socket.remoteAddress?.replace('::ffff:', '') ?? '127.0.0.1',
  'X-Forwarded-Port',
  String(incoming.socket.localPort),
  'X-Forwarded-Proto',
  'http',
];

const within = async <T>(milliseconds: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Refusal('INTEGRATION_TIMEOUT')), milliseconds);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
    // The function runs on; nobody waits for how it ends.
    work.catch(() => undefined);
  }
};
