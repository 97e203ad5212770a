import { z } from 'zod';

import { isBinaryType } from './proxy-event.ts';

/** What goes back to the caller. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
}

const headerValue = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const proxyResponseSchema = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), headerValue).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(headerValue)).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Headers that API Gateway sets itself. */
const ownHeaders = new Set(['connection', 'content-length', 'date', 'server', 'transfer-encoding']);

/**
 * Reads what a function returned to a Lambda proxy integration.
 *
 * @param accept what the caller takes: base64 is decoded only for binary media types.
 * @returns `undefined` for a malformed response, which API Gateway answers with 502.
 */
export const readProxyResponse = (
  payload: string,
  accept: string,
  binaryMediaTypes: string[],
): HttpAnswer | undefined => {
  const parsed = proxyResponseSchema.safeParse(JSON.parse(payload));
  if (!parsed.success) return undefined;
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = parsed.data;
  const merged: Record<string, string | string[]> = { 'content-type': 'application/json' };
  for (const [name, value] of Object.entries({ ...headers, ...multiValueHeaders })) {
    if (!ownHeaders.has(name.toLowerCase())) merged[name.toLowerCase()] = value;
  }
  const contentType = String(merged['content-type']);
  const isDecoded =
    isBase64Encoded === true &&
    (isBinaryType(accept.split(',')[0]!, binaryMediaTypes) ||
      isBinaryType(contentType, binaryMediaTypes));
  return {
    status: statusCode,
    headers: merged,
    body: Buffer.from(body ?? '', isDecoded ? 'base64' : 'utf8'),
  };
};
