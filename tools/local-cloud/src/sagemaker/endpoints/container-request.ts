import { request, type IncomingHttpHeaders } from 'node:http';

import type { ServingProcess } from './serving-process.ts';

/** Passed on in both directions. */
export const ATTRIBUTES_HEADER = 'x-amzn-sagemaker-custom-attributes';

/** What a container answered. */
export interface ContainerAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** The container did not answer in time; it may still be at work. */
export class InvocationTimeout extends Error {}

/** The process was gone before it took the request: another one may have it. */
export class NotTaken extends Error {}

/**
 * Sends an invocation to a process, over a connection that stays open.
 *
 * The process counts as busy from the moment of the call, so that it is not ended meanwhile.
 *
 * @throws {InvocationTimeout | NotTaken | Error} the last when the process ended while it had the request.
 */
export const sendToContainer = (
  instance: ServingProcess,
  headers: IncomingHttpHeaders,
  body: Buffer,
  timeoutMs: number,
): Promise<ContainerAnswer> => {
  instance.outstanding += 1;
  return new Promise<ContainerAnswer>((resolve, reject) => {
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
      // A reset says less: the process may have ended while it had the request. Our server closes no
      // connection of its own accord, so a connection kept open is never merely stale.
      reject(error.code === 'ECONNREFUSED' ? new NotTaken() : error);
    });
    upstream.end(body);
  }).finally(() => (instance.outstanding -= 1));
};

const forwarded = (headers: IncomingHttpHeaders, length: number) => {
  const attributes = headers[ATTRIBUTES_HEADER];
  return {
    'content-type': headers['content-type'] ?? 'application/octet-stream',
    'content-length': length,
    accept: headers.accept ?? '*/*',
    ...(attributes !== undefined && { [ATTRIBUTES_HEADER]: attributes }),
  };
};
