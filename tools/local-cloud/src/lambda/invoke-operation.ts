import { AwsError, type ServiceResponse } from '../context.ts';
import type { AwsRequest } from '../gateway/aws-request.ts';
import type { AsyncInvoker } from './async-invoker.ts';
import { parseFunctionReference } from './function-reference.ts';
import type { LambdaService } from './lambda-service.ts';
import type { InvocationOutcome } from './outcome.ts';

const invokePath = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

const maxRequestBytes = 6_291_456;
const maxEventBytes = 1_048_576;
const maxLogTailBytes = 4_096;

/** Answers `Invoke` in its three ways; `undefined` for any other request. */
export const createInvokeOperation =
  (lambda: LambdaService, asyncInvoker: AsyncInvoker) =>
  (request: AwsRequest): Promise<ServiceResponse> | undefined => {
    const encodedName = request.method === 'POST' && invokePath.exec(request.url.pathname)?.[1];
    if (!encodedName) return undefined;
    return invoke(lambda, asyncInvoker, request, decodeURIComponent(encodedName));
  };

const invoke = async (
  lambda: LambdaService,
  asyncInvoker: AsyncInvoker,
  request: AwsRequest,
  functionName: string,
): Promise<ServiceResponse> => {
  const qualifier = request.url.searchParams.get('Qualifier') ?? undefined;
  const reference = parseFunctionReference(functionName, qualifier);
  const { headers } = request.incoming;
  const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  const payload = checkPayload(await request.body(), type === 'Event');
  switch (type) {
    case 'DryRun':
      await lambda.find(reference);
      return { status: 204, body: '' };
    case 'Event':
      await lambda.find(reference);
      asyncInvoker.enqueue(reference, payload);
      return { status: 202, body: '' };
    case 'RequestResponse': {
      const clientContext = parseClientContext(headers['x-amz-client-context']);
      const outcome = await lambda.invoke(reference, payload, { clientContext });
      return toResponse(outcome, headers['x-amz-log-type'] === 'Tail');
    }
    default:
      throw new AwsError(
        'InvalidParameterValueException',
        `InvocationType must be RequestResponse, Event or DryRun, got ${String(type)}`,
      );
  }
};

const checkPayload = (body: Buffer, isEvent: boolean): string => {
  const limit = isEvent ? maxEventBytes : maxRequestBytes;
  if (body.length > limit) {
    throw new AwsError(
      'RequestTooLargeException',
      `Request must be smaller than ${limit} bytes for the InvokeFunction operation`,
      413,
    );
  }
  const text = body.toString('utf8');
  if (text === '') return '{}';
  try {
    JSON.parse(text);
  } catch (error) {
    throw new AwsError(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${(error as Error).message}`,
    );
  }
  return text;
};

const parseClientContext = (header: string | string[] | undefined): unknown => {
  if (typeof header !== 'string') return undefined;
  try {
    return JSON.parse(Buffer.from(header, 'base64').toString('utf8'));
  } catch {
    throw new AwsError('InvalidRequestContentException', 'ClientContext must be base64 of JSON');
  }
};

const toResponse = (outcome: InvocationOutcome, withLog: boolean): ServiceResponse => ({
  status: 200,
  headers: {
    'content-type': 'application/json',
    'x-amzn-requestid': outcome.requestId,
    'x-amz-executed-version': outcome.executedVersion,
    ...(outcome.hasFailed && { 'x-amz-function-error': 'Unhandled' }),
    ...(withLog && { 'x-amz-log-result': logTail(outcome.logLines) }),
  },
  body: outcome.payload,
});

/** The last 4 KB of the log, base64. */
export const logTail = (lines: string[]): string =>
  Buffer.from(lines.map((line) => `${line}\n`).join(''))
    .subarray(-maxLogTailBytes)
    .toString('base64');
