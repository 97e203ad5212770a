import type { Endpoint } from '../gateway/gateway.ts';
import type { ApiAddress, ApiExecution } from './execute.ts';

const pathStyle = /^\/restapis\/([^/]+)\/([^/]+)\/_user_request_(\/.*)?$/;
const hostStyle = /^([a-z0-9]+)\.execute-api\.localhost(?::\d+)?$/i;
const stageAndPath = /^\/([^/]+)(\/.*)?$/;

/** Calls of deployed APIs, by `/restapis/<api>/<stage>/_user_request_/…` or by host name. */
export const createApiEndpoint =
  (execute: ApiExecution): Endpoint =>
  (incoming, outgoing, url) => {
    const address = addressOf(url.pathname, incoming.headers.host ?? '');
    return address && execute(incoming, outgoing, address);
  };

const addressOf = (pathname: string, host: string): ApiAddress | undefined => {
  const [, apiId, stageName, path = '/'] = pathStyle.exec(pathname) ?? [];
  if (apiId && stageName) return { apiId, stageName, path };
  const apiOfHost = hostStyle.exec(host)?.[1];
  if (!apiOfHost) return undefined;
  const [, stage = '', rest = '/'] = stageAndPath.exec(pathname) ?? [];
  return { apiId: apiOfHost, stageName: stage, path: rest };
};
