import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

import { AwsError } from '../../context.ts';
import type { Host } from '../host.ts';
import {
  ATTRIBUTES_HEADER,
  InvocationTimeout,
  NotTaken,
  sendToContainer,
  type ContainerAnswer,
} from './container-request.ts';
import type { Endpoint } from './endpoint.ts';
import type { Endpoints } from './endpoints.ts';
import type { Chosen } from './fleet.ts';
import { modelError, sendError, validationError } from './runtime-errors.ts';

/** The service's limit for a request's body. */
const MAX_BODY_BYTES = 6 * 1024 * 1024;

const VARIANT_HEADER = 'x-amzn-invoked-production-variant';
const TARGET_HEADER = 'x-amzn-sagemaker-target-variant';

const TIMED_OUT =
  'Your invocation timed out while waiting for a response from container primary. Review the latency metrics for each container in Amazon CloudWatch, resolve the issue, and try again.';

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

const readBody = async (req: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  // To its end even when it is too large: a client that still writes would not read the answer.
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (size > MAX_BODY_BYTES) {
    const message = `HTTP content length exceeded ${MAX_BODY_BYTES} bytes.`;
    throw new AwsError('ValidationError', message, 413);
  }
  return Buffer.concat(chunks);
};

/** Hands the invocation to a process, and to another one when the first was gone before it took it. */
const forward = async (
  host: Host,
  endpoint: Endpoint,
  headers: IncomingHttpHeaders,
  body: Buffer,
): Promise<{ answer: ContainerAnswer; variantName: string }> => {
  const target = headers[TARGET_HEADER];
  for (let attempt = 1; ; attempt += 1) {
    const { instance, variantName } = choose(endpoint, target?.toString());
    try {
      // Nothing is awaited between choice and call: a process that is not busy may be ended.
      const answer = await sendToContainer(instance, headers, body, host.limits.invocationMs);
      return { answer, variantName };
    } catch (error) {
      if (error instanceof InvocationTimeout) throw modelError(host, endpoint.name, 0, TIMED_OUT);
      if (error instanceof NotTaken) {
        if (attempt < 3) continue;
        throw unavailable(endpoint);
      }
      throw modelError(host, endpoint.name, 500, 'The container ended while it had this request.');
    }
  }
};

/** @throws {ValidationError | ServiceUnavailable} there is no such variant, or no process of it at the moment. */
const choose = (endpoint: Endpoint, target: string | undefined): Chosen => {
  try {
    const chosen = endpoint.choose(target);
    if (chosen) return chosen;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw validationError(`Variant ${target} of endpoint ${endpoint.name} not found.`);
  }
  throw unavailable(endpoint);
};

const unavailable = ({ name }: Endpoint): AwsError =>
  new AwsError('ServiceUnavailable', `No instance of ${name} is healthy.`, 503);
