import { createAutoScaling } from './auto-scaling.ts';
import { createApiGateway } from './api-gateway/api-gateway.ts';
import type { CloudContext } from './context.ts';
import type { AlarmChange } from './events/alarm-events.ts';
import { createEventBridge } from './events/event-bridge.ts';
import { createMessenger } from './events/messenger.ts';
import type { Services } from './gateway/gateway.ts';
import { createHealthEndpoint } from './gateway/health.ts';
import { createMissingOperations } from './gateway/missing-operations.ts';
import { createMotoClient } from './gateway/moto-client.ts';
import { createAccessKeys } from './iam/access-keys.ts';
import { createCallLog } from './iam/call-log.ts';
import { createGuard, type IamMode } from './iam/guard.ts';
import { createRoleDirectory } from './iam/role-directory.ts';
import { createSessionHandler } from './iam/sessions.ts';
import { createLambda } from './lambda/lambda.ts';
import type { ProcessGroups } from './processes.ts';
import { createManagedRules } from './step-functions/managed-rules.ts';
import { createSageMakerEndpoint, createSageMakerHandler } from './sagemaker-gate.ts';
import { createSageMaker } from './sagemaker/index.ts';

/** Every service behind the gateway, put together. */
export interface RunningServices extends Services {
  onExecutionChange(executionArn: string, status: string): void;
  onAlarmChange(alarm: AlarmChange): void;
  close(): Promise<void>;
}

export const createServices = (
  context: CloudContext & { processes: ProcessGroups },
  motoPort: number,
  iam: IamMode,
): RunningServices => {
  const startedAt = new Date();
  const moto = createMotoClient(motoPort, context.region);
  const messenger = createMessenger(moto);
  const calls = createCallLog();
  const roles = createRoleDirectory(moto);
  const { credentials } = context;
  const guard = createGuard({
    credentials,
    calls,
    roles,
    place: context,
    mode: iam,
    log: (message) => context.log(message),
  });
  const lambda = createLambda(context, moto, messenger, guard);
  const accessKeys = createAccessKeys(moto);
  const apiGateway = createApiGateway(context, moto, lambda, { accessKeys, directory: roles });
  const eventBridge = createEventBridge(context, moto, messenger, lambda, guard);
  const sageMaker = createSageMaker(context);
  const health = createHealthEndpoint(() => ({
    status: 'ready',
    region: context.region,
    accountId: context.accountId,
    endpointUrl: context.endpointUrl,
    startedAt: startedAt.toISOString(),
    iam,
    services: {
      moto: { port: motoPort },
      lambda: { processes: lambda.service.processCount() },
      apiGateway: {},
      events: {},
      sageMaker: {},
    },
    memoryBytes: process.memoryUsage.rss(),
  }));

  return {
    motoPort,
    endpoints: [health, calls.endpoint, apiGateway.endpoint],
    guard,
    streams: [createSageMakerEndpoint(sageMaker)],
    handlers: [
      accessKeys.handler,
      roles.handler,
      createSessionHandler(moto, credentials, accessKeys),
      ...lambda.handlers,
      createSageMakerHandler(sageMaker),
      createAutoScaling(moto, sageMaker),
      createManagedRules(moto, guard, context),
      ...eventBridge.handlers,
      ...apiGateway.handlers,
      createMissingOperations(),
    ],
    onExecutionChange: (executionArn, status) =>
      eventBridge.onExecutionChange(executionArn, status),
    onAlarmChange: (alarm) => eventBridge.onAlarmChange(alarm),
    async close() {
      eventBridge.close();
      await Promise.all([lambda.close(), sageMaker.close()]);
    },
  };
};
