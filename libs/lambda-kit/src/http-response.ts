import { CodedError } from './coded-error.ts';
import { STATUS_BY_CODE } from './error-status.ts';

/** What API Gateway's proxy integration takes. */
export interface HttpResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

const HEADERS = {
  'Content-Type': 'application/json',
  // Any origin: callers prove themselves by an API key in a header, never by a cookie.
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'Content-Type,X-API-Key,Idempotency-Key',
  'Access-Control-Expose-Headers': 'Retry-After,X-Next-Token,X-NGWAF-Scored-By',
  'Cache-Control': 'no-store',
};

/** A JSON response with the headers that browsers need to read it. */
export const jsonResponse = (
  statusCode: number,
  body: unknown,
  headers: Record<string, string> = {},
): HttpResponse => ({
  statusCode,
  headers: { ...HEADERS, ...headers },
  body: JSON.stringify(body),
});

/** A coded error by its code's status; anything else is a bug of ours, of which nothing is told. */
export const errorResponse = (error: unknown): HttpResponse => {
  if (!(error instanceof CodedError))
    return jsonResponse(500, { message: 'Internal server error' });
  const { retryAfterSeconds } = error;
  const headers =
    retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) };
  return jsonResponse(STATUS_BY_CODE[error.code], error.toBody(), headers);
};
