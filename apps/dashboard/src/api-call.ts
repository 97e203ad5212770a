import * as z from 'zod/mini';
import { ApiError, errorBodySchema, kindOf, secondsOf } from './api-error.ts';

// Zod would try to compile its checks, which the page's security policy refuses (and reports).
z.config({ jitless: true });

const TIMEOUT_MS = 35_000;

/** Asks the API: with a body by POST, else by GET. Every call throws an `ApiError`. */
export type ApiCall = <S extends z.ZodMiniType>(
  schema: S,
  path: string,
  body?: object,
  headers?: Record<string, string>,
) => Promise<z.infer<S>>;

/** @param baseUrl ends with a slash. */
export const createApiCall =
  (baseUrl: string, key: string, doFetch: typeof fetch): ApiCall =>
  async (schema, path, body, headers = {}) => {
    const response = await doFetch(new URL(path, baseUrl), {
      method: body ? 'POST' : 'GET',
      headers: {
        'X-API-Key': key,
        ...(body && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((cause: unknown) => {
      throw new ApiError('unreachable', undefined, undefined, { cause });
    });
    const content: unknown = await response.json().catch(() => undefined);
    if (!response.ok) {
      const said = errorBodySchema.safeParse(content).data;
      throw new ApiError(
        kindOf(response.status, said),
        said,
        secondsOf(response.headers.get('retry-after')),
      );
    }
    const parsed = schema.safeParse(content);
    if (!parsed.success)
      throw new ApiError('unreadable', undefined, undefined, { cause: parsed.error });
    return parsed.data;
  };
