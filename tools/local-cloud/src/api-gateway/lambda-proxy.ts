import { AwsError } from '../context.ts';
import type { FunctionPermissions } from '../lambda/function-permissions.ts';
import { parseFunctionReference, type FunctionReference } from '../lambda/function-reference.ts';
import type { LambdaService } from '../lambda/lambda-service.ts';
import type { InvocationOutcome } from '../lambda/outcome.ts';
import type { Integration } from './openapi.ts';
import { buildProxyEvent, type ProxyRequest } from './proxy-event.ts';
import { readProxyResponse, type HttpAnswer } from './proxy-response.ts';
import { Refusal } from './refusal.ts';

/** Calls the function of a Lambda proxy integration. @throws {Refusal} it cannot, or the function fails. */
export type LambdaProxy = (
  integration: Integration,
  request: ProxyRequest,
  accept: string,
) => Promise<HttpAnswer>;

export interface LambdaProxyOptions {
  lambda: LambdaService;
  permissions: FunctionPermissions;
  region: string;
}

const maxIntegrationMs = 29_000;
/** Lambda's limit for an event, well below the gateway's own for a body. */
const maxEventBytes = 6 * 2 ** 20;

export const createLambdaProxy = (options: LambdaProxyOptions): LambdaProxy => {
  const { lambda, permissions, region } = options;

  const checkPermission = async (
    reference: FunctionReference,
    { accountId, apiId, stage, method, path }: ProxyRequest,
  ): Promise<void> => {
    const sourceArn = `arn:aws:execute-api:${region}:${accountId}:${apiId}/${stage}/${method}${path}`;
    if (await permissions.allow(reference, 'apigateway.amazonaws.com', sourceArn)) return;
    throw new Refusal('API_CONFIGURATION_ERROR', {
      reason: `the policy of ${reference.name}:${reference.qualifier ?? '$LATEST'} does not let API Gateway call it for ${sourceArn}`,
    });
  };

  const invoke = async (reference: FunctionReference, payload: string) => {
    try {
      return await lambda.invoke(reference, payload);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      throw new Refusal('DEFAULT_5XX', { reason: `${error.code}: ${error.message}` });
    }
  };

  return async (integration, request, accept) => {
    const reference = functionOf(integration);
    await checkPermission(reference, request);
    const limitMs = Math.min(integration.timeoutInMillis ?? maxIntegrationMs, maxIntegrationMs);
    const payload = JSON.stringify(buildProxyEvent(request));
    if (Buffer.byteLength(payload) > maxEventBytes) {
      throw new Refusal('REQUEST_TOO_LARGE', { detail: 'Request Too Long' });
    }
    const outcome = await within(limitMs, invoke(reference, payload));
    if (outcome.hasFailed) throw new Refusal('DEFAULT_5XX', { reason: failureOf(outcome) });
    const answer = readProxyResponse(outcome.payload, accept, request.binaryMediaTypes);
    if (answer) return answer;
    const reason = `malformed proxy response ${outcome.payload.slice(0, 200)}`;
    throw new Refusal('DEFAULT_5XX', { reason });
  };
};

/** The function in `…:lambda:path/2015-03-31/functions/<arn>/invocations`. */
const functionOf = ({ type, uri = '' }: Integration): FunctionReference => {
  const arn = /\/functions\/(.+)\/invocations$/.exec(uri)?.[1];
  if (arn && type.toUpperCase() === 'AWS_PROXY') return parseFunctionReference(arn);
  throw new Refusal('API_CONFIGURATION_ERROR', {
    reason: `only Lambda proxy integrations, mocks and GET of S3 are emulated, found ${type} ${uri}`,
  });
};

const failureOf = ({ payload, requestId }: InvocationOutcome): string =>
  `function error in request ${requestId}: ${payload.slice(0, 500)}`;

const within = async <T>(milliseconds: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    const reason = `no answer within ${milliseconds} ms`;
    timer = setTimeout(() => reject(new Refusal('INTEGRATION_TIMEOUT', { reason })), milliseconds);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
    // The function runs on; nobody waits for how it ends.
    work.catch(() => undefined);
  }
};
