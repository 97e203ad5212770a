import * as z from 'zod/mini';

import { CodedError } from './coded-error.ts';
import type { HttpHandler } from './http-handler.ts';
import { errorResponse } from './http-response.ts';

/** The function was called for a route that it does not serve. */
export class RouteNotFoundError extends CodedError {
  override readonly name = 'RouteNotFoundError';
  readonly code = 'route_not_found';
}

const routeSchema = z.object({ httpMethod: z.string(), resource: z.string() });

/**
 * One function behind several routes, each named as the API declares it.
 *
 * @example httpRoutes({ 'POST /status': byBody, 'GET /jobs/{job_key}': byPath })
 */
export const httpRoutes =
  (routes: Record<string, HttpHandler>): HttpHandler =>
  async (event) => {
    const parsed = routeSchema.safeParse(event);
    const route = parsed.success ? `${parsed.data.httpMethod} ${parsed.data.resource}` : undefined;
    const handler = route !== undefined && Object.hasOwn(routes, route) ? routes[route] : undefined;
    return handler ? handler(event) : errorResponse(new RouteNotFoundError(`No such route`));
  };
