import { randomUUID } from 'node:crypto';

import type { MotoClient } from '../gateway/moto-client.ts';
import type { Guard } from '../iam/guard.ts';
import type { AsyncInvoker } from '../lambda/async-invoker.ts';
import type { FunctionPermissions } from '../lambda/function-permissions.ts';
import { parseFunctionReference } from '../lambda/function-reference.ts';
import type { Messenger } from './messenger.ts';
import { createQueuePolicies } from './queue-policies.ts';

/** Where rules and schedules deliver to. */
export interface TargetOptions {
  Arn: string;
  RoleArn?: string;
  DeadLetterConfig?: { Arn?: string };
  RetryPolicy?: { MaximumRetryAttempts?: number };
  SqsParameters?: { MessageGroupId?: string };
}

/** Delivers to Lambda functions, queues, topics, state machines, log groups and event buses. */
export interface Targets {
  /** Never rejects: after its retries a failed delivery goes to the target's dead-letter queue. */
  deliver(target: TargetOptions, input: string, origin: string): Promise<void>;
}

export interface TargetsOptions {
  moto: MotoClient;
  messenger: Messenger;
  asyncInvoker: AsyncInvoker;
  permissions: FunctionPermissions;
  guard: Pick<Guard, 'perform'>;
  putEvents(busArn: string, event: Record<string, unknown>): void;
  log(message: string): void;
}

/** Deliveries here fail for good or not at all: more attempts than these tell nothing new. */
const maxAttempts = 3;

export const createTargets = (options: TargetsOptions): Targets => {
  const { moto, messenger, asyncInvoker, permissions, guard } = options;
  const policies = createQueuePolicies(moto);

  /** @throws {AwsError} the target's role, where it has one, does not allow it. */
  const asRole = async (
    { RoleArn: roleArn, Arn: resource }: TargetOptions,
    origin: string,
    action: string,
  ): Promise<void> => {
    if (roleArn === undefined) return;
    const [, , , , , ...name] = origin.split(':');
    const service = origin.includes(':schedule/') ? 'scheduler' : 'events';
    const principal = { name: name.join(':'), roleArn, service: `${service}.amazonaws.com` };
    await guard.perform(principal, { action, resource });
  };

  const invokeFunction = async (target: TargetOptions, input: string, origin: string) => {
    const reference = parseFunctionReference(target.Arn);
    await moto.rest('lambda', 'GET', `/2015-03-31/functions/${reference.name}/configuration`);
    // Schedules call by their own role; rules only where the function's policy lets them.
    if (target.RoleArn !== undefined) await asRole(target, origin, 'lambda:InvokeFunction');
    else if (!(await permissions.allow(reference, 'events.amazonaws.com', origin)))
      throw new Error(`the function's policy does not let ${origin} call it`);
    asyncInvoker.enqueue(reference, input);
  };

  const deliverOnce = async (
    target: TargetOptions,
    input: string,
    origin: string,
  ): Promise<void> => {
    const [, , service = '', , , ...resource] = target.Arn.split(':');
    switch (service) {
      case 'lambda':
        return invokeFunction(target, input, origin);
      case 'sqs': {
        const groupId = target.SqsParameters?.MessageGroupId;
        if (target.RoleArn !== undefined) await asRole(target, origin, 'sqs:SendMessage');
        else await policies.checkSend(target.Arn, 'events.amazonaws.com', origin);
        return messenger.sendToQueue(target.Arn, input, groupId ? { groupId } : {});
      }
      case 'sns':
        await asRole(target, origin, 'sns:Publish');
        return messenger.send(target.Arn, input);
      case 'states':
        await asRole(target, origin, 'states:StartExecution');
        await moto.call('states', 'StartExecution', { stateMachineArn: target.Arn, input });
        return;
      case 'events':
        options.putEvents(target.Arn, JSON.parse(input) as Record<string, unknown>);
        return;
      case 'logs':
        return writeLog(moto, resource[1] ?? '', input);
      default:
        throw new Error(`The local cloud cannot deliver to ${target.Arn}`);
    }
  };

  /** Rules need the queue's policy, schedules their role. @throws {AwsError} it does not allow it. */
  const checkDeadLetters = (target: TargetOptions, queue: string, origin: string) =>
    target.RoleArn !== undefined && origin.includes(':schedule/')
      ? asRole({ ...target, Arn: queue }, origin, 'sqs:SendMessage')
      : policies.checkSend(queue, 'events.amazonaws.com', origin);

  return {
    async deliver(target, input, origin) {
      const attempts = Math.min(maxAttempts, 1 + (target.RetryPolicy?.MaximumRetryAttempts ?? 185));
      let failure: unknown;
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        try {
          return await deliverOnce(target, input, origin);
        } catch (error) {
          failure = error;
        }
      }
      const message = failure instanceof Error ? failure.message : String(failure);
      options.log(`${origin} → ${target.Arn}: ${message}`);
      const queue = target.DeadLetterConfig?.Arn;
      if (!queue) return;
      const attributes = { RULE_ARN: origin, TARGET_ARN: target.Arn, ERROR_MESSAGE: message };
      await checkDeadLetters(target, queue, origin)
        .then(() => messenger.sendToQueue(queue, input, { attributes }))
        .catch((error: unknown) => options.log(`${origin} → ${queue}: ${String(error)}`));
    },
  };
};

const writeLog = async (moto: MotoClient, logGroupName: string, message: string): Promise<void> => {
  const logStreamName = randomUUID();
  await moto.call('logs', 'CreateLogStream', { logGroupName, logStreamName });
  const logEvents = [{ timestamp: Date.now(), message }];
  await moto.call('logs', 'PutLogEvents', { logGroupName, logStreamName, logEvents });
};
