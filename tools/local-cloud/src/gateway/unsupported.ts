import type { IncomingHttpHeaders } from 'node:http';

import { AwsError } from '../context.ts';
import type { AwsRequest } from './aws-request.ts';

/** Whether an answer may be a page of moto's web framework; some of moto's JSON claims to be HTML. */
export const mayBeErrorPage = (status: number, headers: IncomingHttpHeaders): boolean =>
  status >= 400 && (headers['content-type'] ?? '').startsWith('text/html');

/**
 * The error that names the operation moto lacks; `undefined` if moto did answer.
 *
 * moto answers a page with status 500 then, which clients retry for minutes; a 400 they report at
 * once.
 */
export const toUnsupported = (
  request: AwsRequest,
  response: { status: number; headers: IncomingHttpHeaders; body: Buffer },
): AwsError | undefined => {
  const isPage =
    mayBeErrorPage(response.status, response.headers) &&
    /^\s*<!doctype html>/i.test(response.body.toString('utf8', 0, 64));
  if (!isPage) return undefined;
  const { service, operation, method, url } = request;
  const what = operation ?? queryAction(request) ?? `${method} ${url.pathname}`;
  return new AwsError(
    'UnsupportedOperation',
    `The local cloud does not emulate ${service}:${what} (moto answered ${response.status}; moto.log may say more)`,
  );
};

/** `Action` of the query protocol, where it can be seen. */
const queryAction = ({ url, bufferedBody }: AwsRequest): string | undefined =>
  url.searchParams.get('Action') ??
  /(?:^|&)Action=(\w+)/.exec(bufferedBody?.toString('utf8', 0, 2_000) ?? '')?.[1];
