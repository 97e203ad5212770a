import * as z from 'zod/mini';

import { InvalidRequestError } from './invalid-request-error.ts';

const texts = z.nullish(z.record(z.string(), z.optional(z.string())));

/** What we read of API Gateway's proxy event (REST API, payload version 1). */
export const httpEventSchema = z.object({
  httpMethod: z.string(),
  /** The route as the API declares it, e.g. `/jobs/{job_key}`. */
  resource: z.string(),
  headers: texts,
  pathParameters: texts,
  queryStringParameters: texts,
  body: z.nullish(z.string()),
  isBase64Encoded: z.optional(z.boolean()),
  requestContext: z.optional(z.looseObject({ requestId: z.optional(z.string()) })),
});
export type HttpEvent = z.infer<typeof httpEventSchema>;

/** A request as schemas of routes see it; header names are in lower case. */
export interface HttpRequest {
  body: unknown;
  headers: Record<string, string | undefined>;
  pathParameters: Record<string, string | undefined>;
  queryStringParameters: Record<string, string | undefined>;
}

const JSON_EXPECTED = 'JSON in UTF-8';

const decodeBase64 = (body: string): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(body, 'base64'));
  } catch {
    const found = 'bytes that are not UTF-8';
    throw new InvalidRequestError([{ path: 'body', expected: JSON_EXPECTED, found }]);
  }
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const found = `${text.length} characters that are not JSON`;
    throw new InvalidRequestError([{ path: 'body', expected: JSON_EXPECTED, found }]);
  }
};

/**
 * The parts of an event that a route may look at, the body parsed.
 *
 * A body that is absent or empty is `undefined`; that of a GET is not looked at.
 *
 * @throws {InvalidRequestError} the body is not JSON.
 */
export const toHttpRequest = (event: HttpEvent): HttpRequest => {
  const hasBody = event.httpMethod !== 'GET' && Boolean(event.body);
  const text = event.isBase64Encoded && hasBody ? decodeBase64(event.body ?? '') : event.body;
  const headers = Object.entries(event.headers ?? {});
  return {
    body: hasBody ? parseJson(text ?? '') : undefined,
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
    pathParameters: event.pathParameters ?? {},
    queryStringParameters: event.queryStringParameters ?? {},
  };
};
