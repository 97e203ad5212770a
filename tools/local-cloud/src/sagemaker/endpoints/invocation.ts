import { randomUUID } from 'node:crypto';
import { request, type IncomingMessage, type ServerResponse } from 'node:http';

import { AwsError } from '../../context.ts';
import type { Host } from '../host.ts';
import type { Endpoint } from './endpoint.ts';
import type { Endpoints } from './endpoints.ts';
import type { Chosen } from './fleet.ts';

/** The service's limit for a request's body. */
const MAX_BODY_BYTES = 6 * 1024 * 1024;

const VARIANT_HEADER = 'x-amzn-invoked-production-variant';
const TARGET_HEADER = 'x-amzn-sagemaker-target-variant';
const ATTRIBUTES_HEADER = 'x-amzn-sagemaker-custom-attributes';

/** What a container answered. */
interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** The model container answered with an error, or not at all. */
class ModelError extends AwsError {
  constructor(
    message: string,
    readonly details: { OriginalStatusCode: number; OriginalMessage: string; LogStreamArn: string },
  ) {
    super('ModelError', message, 424);
  }
}

/** InvokeEndpoint: `POST /endpoints/{name}/invocations` of the SageMaker runtime. */
export const invokeEndpoint = async (
  host: Host,
  endpoints: Endpoints,
  name: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> => {
  try {
    const body = await readBody(req);
    const endpoint = endpoints.find(name);
    if (!endpoint || endpoint.status === 'Creating' || endpoint.status === 'Failed') {
      throw validationError(`Endpoint ${name} of account ${host.context.accountId} not found.`);
    }
    const { answer, variantName } = await forward(host, endpoint, req.headers, body);
    if (answer.status >= 400) throw modelError(host, name, answer.status, answer.body.toString());
    const attributes = answer.headers[ATTRIBUTES_HEADER];
    res.writeHead(answer.status, {
      'content-type': answer.headers['content-type'] ?? 'application/octet-stream',
      'content-length': answer.body.length,
      [VARIANT_HEADER]: variantName,
      'x-amzn-requestid': randomUUID(),
      ...(attributes !== undefined && { [ATTRIBUTES_HEADER]: attributes }),
    });
    res.end(answer.body);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    sendError(res, error);
  }
};

const validationError = (message: string) => new AwsError('ValidationError', message);

const readBody = async (req: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  // To its end even when it is too large: a client that still writes would not read the answer.
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (size > MAX_BODY_BYTES) {
    throw new AwsError(
      'ValidationError',
      `HTTP content length exceeded ${MAX_BODY_BYTES} bytes.`,
      413,
    );
  }
  return Buffer.concat(chunks);
};

/** Hands the invocation to a process, and to another one when the first was gone before it took it. */
const forward = async (
  host: Host,
  endpoint: Endpoint,
  headers: IncomingMessage['headers'],
  body: Buffer,
): Promise<{ answer: Answer; variantName: string }> => {
  const target = headers[TARGET_HEADER];
  for (let attempt = 1; ; attempt += 1) {
    const chosen = choose(endpoint, typeof target === 'string' ? target : undefined);
    try {
      return {
        answer: await send(chosen, headers, body, host.limits.invocationMs),
        variantName: chosen.variantName,
      };
    } catch (error) {
      if (error instanceof InvocationTimeout) {
        const text =
          'Your invocation timed out while waiting for a response from container primary. Review the latency metrics for each container in Amazon CloudWatch, resolve the issue, and try again.';
        throw modelError(host, endpoint.name, 0, text);
      }
      // Not taken: refused, or the connection kept open had been closed at the other end.
      if (attempt < 3 && error instanceof NotTaken) continue;
      throw modelError(host, endpoint.name, 500, 'The container ended while it had this request.');
    }
  }
};

const choose = (endpoint: Endpoint, target: string | undefined): Chosen => {
  try {
    const chosen = endpoint.choose(target);
    if (chosen) return chosen;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw validationError(`Variant ${target} of endpoint ${endpoint.name} not found.`);
  }
  throw new AwsError('ServiceUnavailable', `No instance of ${endpoint.name} is healthy.`, 503);
};

class InvocationTimeout extends Error {}
class NotTaken extends Error {}

const send = (
  { instance }: Chosen,
  headers: IncomingMessage['headers'],
  body: Buffer,
  timeoutMs: number,
): Promise<Answer> => {
  // In the same step as the choice: a process with nothing outstanding may be ended at any time.
  instance.outstanding += 1;
  return new Promise<Answer>((resolve, reject) => {
    const upstream = request(
      {
        host: '127.0.0.1',
        port: instance.port,
        method: 'POST',
        path: '/invocations',
        agent: instance.agent,
        headers: forwarded(headers, body.length),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () =>
          resolve({
            status: response.statusCode ?? 500,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    const timer = setTimeout(() => upstream.destroy(new InvocationTimeout()), timeoutMs);
    upstream.once('close', () => clearTimeout(timer));
    upstream.once('error', (error: NodeJS.ErrnoException) => {
      const notTaken =
        error.code === 'ECONNREFUSED' || (upstream.reusedSocket && error.code === 'ECONNRESET');
      reject(notTaken ? new NotTaken() : error);
    });
    upstream.end(body);
  }).finally(() => (instance.outstanding -= 1));
};

const forwarded = (headers: IncomingMessage['headers'], length: number) => {
  const attributes = headers[ATTRIBUTES_HEADER];
  return {
    'content-type': headers['content-type'] ?? 'application/octet-stream',
    'content-length': length,
    accept: headers.accept ?? '*/*',
    ...(attributes !== undefined && { [ATTRIBUTES_HEADER]: attributes }),
  };
};

const modelError = (host: Host, name: string, status: number, text: string): ModelError => {
  const { region, accountId } = host.context;
  const kind = status >= 400 && status < 500 ? 'client' : 'server';
  const group = `/aws/sagemaker/Endpoints/${name}`;
  return new ModelError(
    `Received ${kind} error (${status}) from primary with message "${text}". See https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logEventViewer:group=${group} in account ${accountId} for more information.`,
    {
      OriginalStatusCode: status,
      OriginalMessage: text,
      LogStreamArn: `arn:aws:logs:${region}:${accountId}:log-group:${group}`,
    },
  );
};

const sendError = (res: ServerResponse, error: AwsError): void => {
  const body = JSON.stringify({
    Message: error.message,
    ...(error instanceof ModelError && error.details),
  });
  res.writeHead(error.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-amzn-errortype': error.code,
    'x-amzn-requestid': randomUUID(),
  });
  res.end(body);
};
