import type * as z from 'zod/mini';

import { CodedError } from './coded-error.ts';
import { describeIssues } from './describe-issues.ts';
import { httpEventSchema, toHttpRequest, type HttpEvent } from './http-event.ts';
import { errorResponse, jsonResponse, type HttpResponse } from './http-response.ts';
import { InvalidRequestError } from './invalid-request-error.ts';
import { createLogger, type Logger } from './logger.ts';

export interface HttpHandlerOptions<Result> {
  /** Of a successful answer: 202 where what was asked for goes on. @default 200 */
  status?: 200 | 202;
  /** Further headers of a successful answer. @default none */
  headers?: (result: Result) => Record<string, string>;
  /** What of the result is sent. @default all of it */
  body?: (result: Result) => unknown;
  /** @default one line of JSON per event on standard output */
  logger?: Logger;
}

/** A Lambda function behind API Gateway. */
export type HttpHandler = (event: unknown) => Promise<HttpResponse>;

const parseRequest = <Schema extends z.ZodMiniType>(
  schema: Schema,
  event: HttpEvent,
): z.infer<Schema> => {
  const result = schema.safeParse(toHttpRequest(event), { reportInput: true });
  if (!result.success) throw new InvalidRequestError(describeIssues(result.error));
  return result.data;
};

/**
 * The edge of an HTTP function: parses the request, calls the use case, answers as JSON.
 *
 * The schema sees `body` (parsed JSON, `undefined` when absent), `headers` (names in lower case),
 * `pathParameters` and `queryStringParameters`. A request that does not fit it is a 400 that says
 * what was expected and found. A `CodedError` becomes its status; any other error is logged whole
 * and answered 500. Never rejects.
 */
export const httpHandler =
  <Schema extends z.ZodMiniType, Result>(
    schema: Schema,
    useCase: (request: z.infer<Schema>) => Promise<Result>,
    options: HttpHandlerOptions<Result> = {},
  ): HttpHandler =>
  async (rawEvent) => {
    const startedAt = performance.now();
    let logger = options.logger ?? createLogger();
    const finish = (response: HttpResponse, error?: unknown): HttpResponse => {
      const durationMs = Math.round((performance.now() - startedAt) * 100) / 100;
      const fields = { status: response.statusCode, duration_ms: durationMs };
      if (response.statusCode >= 500) logger.error('request failed', { ...fields, error });
      else if (error instanceof CodedError) {
        logger.info('request refused', { ...fields, code: error.code, reason: error.message });
      } else logger.info('request answered', fields);
      return response;
    };
    try {
      const event = httpEventSchema.parse(rawEvent);
      logger = logger.with({
        route: `${event.httpMethod} ${event.resource}`,
        request_id: event.requestContext?.requestId,
      });
      const result = await useCase(parseRequest(schema, event));
      const body = options.body ? options.body(result) : result;
      return finish(jsonResponse(options.status ?? 200, body, options.headers?.(result)));
    } catch (error) {
      return finish(errorResponse(error), error);
    }
  };
