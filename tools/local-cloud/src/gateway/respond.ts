import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';

import { AwsError, type ServiceResponse } from '../context.ts';
import type { RequestTarget } from './service-detection.ts';

/** Sends an emulated operation's answer; JSON unless the body is text or bytes. */
export const respond = (
  outgoing: ServerResponse,
  target: RequestTarget,
  { status, headers = {}, body }: ServiceResponse,
): void => {
  const raw = typeof body === 'string' || Buffer.isBuffer(body);
  const bytes = raw ? Buffer.from(body) : Buffer.from(JSON.stringify(body ?? {}));
  outgoing.writeHead(status, {
    'content-type': target.operation ? 'application/x-amz-json-1.1' : 'application/json',
    'x-amzn-requestid': randomUUID(),
    ...headers,
    // 204 and 304 have no body and so no length.
    ...(status !== 204 && status !== 304 && { 'content-length': String(bytes.length) }),
  });
  outgoing.end(status === 204 || status === 304 ? undefined : bytes);
};

const xmlServices = new Set(['s3', 'iam', 'sts', 'sns', 'monitoring', 'autoscaling', 'ec2']);

/** An error in the words of the protocol that the request's service speaks. */
export const errorResponse = (target: RequestTarget, error: AwsError): ServiceResponse => {
  const { code, message, status } = error;
  if (target.operation === undefined && xmlServices.has(target.service)) {
    const inner = `<Code>${code}</Code><Message>${escapeXml(message)}</Message>`;
    if (target.service === 's3') {
      const body = `<?xml version="1.0" encoding="UTF-8"?><Error>${inner}</Error>`;
      return { status, headers: { 'content-type': 'application/xml' }, body };
    }
    const body = `<ErrorResponse><Error><Type>Sender</Type>${inner}</Error></ErrorResponse>`;
    return { status, headers: { 'content-type': 'text/xml' }, body };
  }
  return {
    status,
    headers: { 'x-amzn-errortype': code },
    // Some protocols spell the key with a capital letter; clients read either.
    body: { __type: code, message, Message: message },
  };
};

/** Any failure as an AWS error; what has no code of its own is the emulator's fault. */
export const toAwsError = (error: unknown): AwsError => {
  if (error instanceof AwsError) return error;
  if (error instanceof SyntaxError) {
    return new AwsError('SerializationException', `The body is not JSON: ${error.message}`);
  }
  const message = error instanceof Error ? error.message : String(error);
  return new AwsError('InternalFailure', `The local cloud failed: ${message}`, 500);
};

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
