import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { ApiKeys } from './api-keys.ts';
import type { Authorize } from './authorize.ts';
import { gatewayResponse } from './gateway-responses.ts';
import type { LambdaProxy } from './lambda-proxy.ts';
import { answerMock } from './mock-integration.ts';
import type { ProxyRequest } from './proxy-event.ts';
import type { HttpAnswer } from './proxy-response.ts';
import type { Quotas } from './quota.ts';
import { readLimited } from './read-limited.ts';
import { Refusal } from './refusal.ts';
import { findViolation } from './request-validation.ts';
import type { RestApis, Stage } from './rest-apis.ts';
import type { RouteMatch } from './router.ts';
import { answerFromS3, isS3Integration, type ReadAsRole } from './s3-integration.ts';
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
  quotas: Quotas;
  callFunction: LambdaProxy;
  readAsRole: ReadAsRole;
  authorize: Authorize;
  region: string;
  accountId: string;
  log(message: string): void;
}

/** Answers a call to a deployed REST API. */
export type ApiExecution = (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  address: ApiAddress,
) => Promise<void>;

const maxBodyBytes = 10 * 2 ** 20;

export const createApiExecution = (options: ApiExecutionOptions): ApiExecution => {
  const { restApis, apiKeys, throttle, quotas, callFunction } = options;

  /** @throws {Refusal} key missing, unknown, or over its usage plan's rate or quota. */
  const checkKey = async (
    incoming: IncomingMessage,
    { apiId, stageName }: ApiAddress,
    { route }: RouteMatch,
  ): Promise<ProxyRequest['apiKey']> => {
    if (!route.needsApiKey) return undefined;
    const value = incoming.headers['x-api-key'];
    const grant =
      typeof value === 'string' ? await apiKeys.find(value, apiId, stageName) : undefined;
    if (typeof value !== 'string' || !grant) throw new Refusal('INVALID_API_KEY');
    const bucket = `${grant.usagePlanId}/${grant.keyId}/${apiId}/${stageName}`;
    if (!throttle.take(bucket, grant.throttle)) throw new Refusal('THROTTLED');
    if (!quotas.take(bucket, grant.quota)) throw new Refusal('QUOTA_EXCEEDED');
    return { value, id: grant.keyId };
  };

  const readBody = async (incoming: IncomingMessage): Promise<Buffer> => {
    const body = await readLimited(incoming, maxBodyBytes);
    if (!body) throw new Refusal('REQUEST_TOO_LARGE');
    return body;
  };

  /** @throws {Refusal} the request is not signed by somebody who may call the route. */
  const checkSignature = async (
    incoming: IncomingMessage,
    { apiId, stageName, path }: ApiAddress,
  ) => {
    const { region, accountId, authorize } = options;
    const route = `${apiId}/${stageName}/${incoming.method}${path}`;
    const body = await readBody(incoming);
    const arn = `arn:aws:execute-api:${region}:${accountId}:${route}`;
    return { body, identity: await authorize(incoming, body, arn) };
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
    const caller = match.route.needsSignature ? await checkSignature(incoming, address) : undefined;
    const apiKey = await checkKey(incoming, address, match);
    const body = caller?.body ?? (await readBody(incoming));
    const query = new URL(incoming.url ?? '/', 'http://localhost').searchParams;
    const { headers } = incoming;
    const { document } = deployment;
    const violation = findViolation(document, match.route.operation, { headers, query, body });
    if (violation) throw new Refusal(violation.type, { detail: violation.message });
    if (integration.type.toUpperCase() === 'MOCK') {
      const answer = answerMock(integration);
      if (answer) return answer;
      throw new Refusal('API_CONFIGURATION_ERROR', { reason: 'the mock chooses no response' });
    }
    if (isS3Integration(integration)) {
      return answerFromS3(options.readAsRole, integration, match);
    }
    const request: ProxyRequest = {
      method,
      path: address.path,
      query,
      rawHeaders: forwardedHeaders(incoming),
      body,
      resource: match.route.resource,
      pathParameters: match.pathParameters,
      sourceIp: remoteAddress(incoming),
      requestId,
      receivedAt: new Date(),
      accountId: options.accountId,
      apiId: address.apiId,
      stage: stage.name,
      stageVariables: stage.variables,
      deploymentId: deployment.id,
      binaryMediaTypes: deployment.binaryMediaTypes,
      apiKey,
      caller: caller?.identity,
    };
    return callFunction(integration, request, headers.accept ?? '');
  };

  return async (incoming, outgoing, address) => {
    const requestId = randomUUID();
    const stage = await restApis.findStage(address.apiId, address.stageName);
    const answer = await run(incoming, address, stage, requestId).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      const { type, detail, reason } = error;
      if (reason) options.log(`${incoming.method} ${address.path}: ${reason}`);
      return gatewayResponse(stage?.deployment.document, type, requestId, detail);
    });
    send(outgoing, answer, requestId, incoming.method === 'HEAD');
  };
};

const send = (
  outgoing: ServerResponse,
  { status, headers, body }: HttpAnswer,
  requestId: string,
  isHead: boolean,
): void => {
  const hasBody = status !== 204 && status !== 304;
  outgoing.writeHead(status, {
    ...headers,
    'x-amzn-requestid': requestId,
    ...(hasBody && { 'content-length': String(body.length) }),
  });
  outgoing.end(hasBody && !isHead ? body : undefined);
};

const remoteAddress = ({ socket }: IncomingMessage): string =>
  socket.remoteAddress?.replace('::ffff:', '') ?? '127.0.0.1';

/** The caller's headers with those that API Gateway adds. */
const forwardedHeaders = (incoming: IncomingMessage): string[] => [
  ...incoming.rawHeaders,
  ...['X-Forwarded-For', remoteAddress(incoming)],
  ...['X-Forwarded-Port', String(incoming.socket.localPort)],
  ...['X-Forwarded-Proto', 'http'],
];
