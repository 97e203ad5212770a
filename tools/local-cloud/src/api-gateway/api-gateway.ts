import type { CloudContext } from '../context.ts';
import type { Endpoint, Handler } from '../gateway/gateway.ts';
import { relay, type MotoClient } from '../gateway/moto-client.ts';
import type { Lambda } from '../lambda/lambda.ts';
import { createApiEndpoint } from './api-endpoint.ts';
import type { AccessKeys } from '../iam/access-keys.ts';
import type { RoleDirectory } from '../iam/role-directory.ts';
import { createApiKeys } from './api-keys.ts';
import { createApiExecution } from './execute.ts';
import { createAuthorize } from './authorize.ts';
import { createLambdaProxy } from './lambda-proxy.ts';
import { createQuotas } from './quota.ts';
import { createReadAsRole } from './read-as-role.ts';
import { createRestApis } from './rest-apis.ts';
import { createThrottle } from './throttle.ts';

/** API Gateway, put together. */
export interface ApiGateway {
  endpoint: Endpoint;
  handlers: Handler[];
}

const keyPath = /^\/(apikeys|usageplans)(\/|$)/;

export const createApiGateway = (
  context: CloudContext,
  moto: MotoClient,
  lambda: Pick<Lambda, 'service' | 'permissions'>,
  callers: { accessKeys: AccessKeys; directory: RoleDirectory },
): ApiGateway => {
  const restApis = createRestApis(moto);
  const apiKeys = createApiKeys(moto);
  const execute = createApiExecution({
    restApis,
    apiKeys,
    throttle: createThrottle(),
    quotas: createQuotas(),
    callFunction: createLambdaProxy({
      lambda: lambda.service,
      permissions: lambda.permissions,
      region: context.region,
    }),
    readAsRole: createReadAsRole(context),
    authorize: createAuthorize({ ...callers, place: context }),
    region: context.region,
    accountId: context.accountId,
    log: (message) => context.log(message),
  });

  const watchKeys: Handler = (request) => {
    if (request.method === 'GET' || !keyPath.test(request.url.pathname)) return undefined;
    return moto
      .forward(request)
      .then(relay)
      .finally(() => apiKeys.forget());
  };
  return {
    endpoint: createApiEndpoint(execute),
    handlers: [ofApiGateway(watchKeys), ofApiGateway((request) => restApis.handle(request))],
  };
};

const ofApiGateway =
  (handler: Handler): Handler =>
  (request) =>
    request.service === 'apigateway' ? handler(request) : undefined;
