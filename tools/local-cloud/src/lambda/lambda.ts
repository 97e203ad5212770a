import { join } from 'node:path';

import type { CloudContext } from '../context.ts';
import type { Messenger } from '../events/messenger.ts';
import type { Handler } from '../gateway/gateway.ts';
import type { MotoClient } from '../gateway/moto-client.ts';
import type { Guard } from '../iam/guard.ts';
import type { ProcessGroups } from '../processes.ts';
import { createAsyncInvoker, type AsyncInvoker } from './async-invoker.ts';
import { createCodeStore } from './code-store.ts';
import { createControlPlane } from './control-plane.ts';
import { createEmbeddedMetrics } from './embedded-metrics.ts';
import { createEventSourceMappings } from './event-source-mappings.ts';
import { createForgottenSettings } from './forgotten-settings.ts';
import { createFunctionDirectory } from './function-directory.ts';
import { createFunctionLogs } from './function-logs.ts';
import { createFunctionMetrics } from './function-metrics.ts';
import { createFunctionPermissions, type FunctionPermissions } from './function-permissions.ts';
import { createInvokeOperation } from './invoke-operation.ts';
import { createLambdaService, type LambdaService } from './lambda-service.ts';

/** Lambda, put together. */
export interface Lambda {
  service: LambdaService;
  permissions: FunctionPermissions;
  asyncInvoker: AsyncInvoker;
  handlers: Handler[];
  close(): Promise<void>;
}

export const createLambda = (
  context: CloudContext & { processes: ProcessGroups },
  moto: MotoClient,
  messenger: Messenger,
  guard: Pick<Guard, 'perform'>,
): Lambda => {
  const codeStore = createCodeStore(join(context.stateDir, 'lambda', 'code'));
  const forgottenSettings = createForgottenSettings();
  const embeddedMetrics = createEmbeddedMetrics(moto);
  const logs = createFunctionLogs(context, moto, guard, (line) => embeddedMetrics.take(line));
  const metrics = createFunctionMetrics(moto);
  const permissions = createFunctionPermissions(moto);
  const service = createLambdaService({
    directory: createFunctionDirectory(moto),
    codeStore,
    logs,
    metrics,
    processes: context.processes,
    awsEnvironment: context.awsEnvironment,
    credentials: context.credentials,
  });
  const asyncInvoker = createAsyncInvoker({
    lambda: service,
    moto,
    messenger,
    guard,
    forgottenSettings,
    log: (message) => context.log(message),
  });
  const mappings = createEventSourceMappings({
    moto,
    lambda: service,
    guard,
    place: context,
    log: (message) => context.log(message),
  });
  const forget = (functionName: string) => {
    permissions.forget(functionName);
    service.forget(functionName);
  };
  const isLambda =
    (handler: Handler): Handler =>
    (request) =>
      request.service === 'lambda' ? handler(request) : undefined;

  return {
    service,
    permissions,
    asyncInvoker,
    handlers: [
      isLambda(createInvokeOperation(service, asyncInvoker)),
      isLambda(mappings.handler),
      isLambda(createControlPlane({ moto, forget, codeStore, forgottenSettings })),
    ],
    async close() {
      asyncInvoker.close();
      // Its looks at queues end with moto.
      void mappings.close();
      await service.close();
      metrics.close();
      embeddedMetrics.close();
      await logs.close();
    },
  };
};
