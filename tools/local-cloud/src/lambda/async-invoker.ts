import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { AwsError } from '../context.ts';
import type { MotoClient } from '../gateway/moto-client.ts';
import type { Guard } from '../iam/guard.ts';
import type { Messenger } from '../events/messenger.ts';
import type { ForgottenSettings } from './forgotten-settings.ts';
import { functionPrincipal } from './function-principal.ts';
import type { FunctionReference } from './function-reference.ts';
import type { LambdaService } from './lambda-service.ts';
import type { InvocationOutcome } from './outcome.ts';

/** Runs functions whose callers do not wait. */
export interface AsyncInvoker {
  /** Returns at once. Failures are retried, then go to the function's failure destinations. */
  enqueue(reference: FunctionReference, payload: string): void;
  close(): void;
}

export interface AsyncInvokerOptions {
  lambda: LambdaService;
  moto: MotoClient;
  messenger: Messenger;
  guard: Pick<Guard, 'perform'>;
  forgottenSettings: ForgottenSettings;
  /** Pauses before the retries; Lambda waits one minute, then two. @default 1 s, 2 s */
  retryDelaysMs?: readonly number[];
  log(message: string): void;
}

interface EventInvokeConfig {
  MaximumRetryAttempts?: number;
  DestinationConfig?: {
    OnFailure?: { Destination?: string };
    OnSuccess?: { Destination?: string };
  };
}

/** Throttled events are tried again for this long; Lambda does so for six hours. */
const maxThrottledMs = 300_000;

export const createAsyncInvoker = (options: AsyncInvokerOptions): AsyncInvoker => {
  const { lambda, moto, forgottenSettings, retryDelaysMs = [1_000, 2_000] } = options;
  const closing = new AbortController();
  const pause = (milliseconds: number) =>
    sleep(milliseconds, undefined, { signal: closing.signal });

  /** Lambda sends to a function's destinations under the function's role. */
  const send = async (
    reference: FunctionReference,
    arn: string,
    message: string,
    attributes?: Record<string, string>,
  ): Promise<void> => {
    const { configuration } = await lambda.find(reference);
    const action = arn.split(':')[2] === 'sns' ? 'sns:Publish' : 'sqs:SendMessage';
    await options.guard.perform(functionPrincipal(configuration), { action, resource: arn });
    await options.messenger.send(arn, message, attributes);
  };

  const configOf = async (functionName: string): Promise<EventInvokeConfig> => {
    const path = `/2019-09-25/functions/${functionName}/event-invoke-config`;
    try {
      const { body } = await moto.rest('lambda', 'GET', path);
      return JSON.parse(body.toString()) as EventInvokeConfig;
    } catch (error) {
      if (error instanceof AwsError && error.status === 404) return {};
      throw error;
    }
  };

  const tryOnce = async (
    reference: FunctionReference,
    payload: string,
    requestId: string,
  ): Promise<InvocationOutcome> => {
    const deadline = Date.now() + maxThrottledMs;
    for (let delayMs = 500; ; delayMs = Math.min(2 * delayMs, 10_000)) {
      try {
        return await lambda.invoke(reference, payload, { requestId });
      } catch (error) {
        const isThrottled = error instanceof AwsError && error.status === 429;
        if (!isThrottled || Date.now() > deadline) throw error;
        await pause(delayMs);
      }
    }
  };

  const run = async (reference: FunctionReference, payload: string): Promise<void> => {
    const requestId = randomUUID();
    const config = await configOf(reference.name);
    const attempts = 1 + (config.MaximumRetryAttempts ?? 2);
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await tryOnce(reference, payload, requestId);
      if (!outcome.hasFailed) {
        const destination = config.DestinationConfig?.OnSuccess?.Destination;
        if (destination) await tell(destination, 'Success', outcome, attempt);
        return;
      }
      if (attempt >= attempts) {
        await giveUp(config, outcome, attempt);
        return;
      }
      await pause(retryDelaysMs[attempt - 1] ?? retryDelaysMs.at(-1) ?? 0);
    }

    async function giveUp(
      { DestinationConfig }: EventInvokeConfig,
      outcome: InvocationOutcome,
      attempt: number,
    ): Promise<void> {
      const { errorMessage } = JSON.parse(outcome.payload) as { errorMessage?: string };
      options.log(
        `lambda ${reference.name}: event ${requestId} failed ${attempt} times: ${errorMessage}`,
      );
      const deadLetterQueue = forgottenSettings.deadLetterTarget(reference.name);
      if (deadLetterQueue) {
        await send(reference, deadLetterQueue, payload, {
          RequestID: requestId,
          ErrorCode: '200',
          ErrorMessage: errorMessage ?? '',
        });
      }
      const destination = DestinationConfig?.OnFailure?.Destination;
      if (destination) await tell(destination, 'RetriesExhausted', outcome, attempt);
    }

    async function tell(
      destination: string,
      condition: string,
      outcome: InvocationOutcome,
      approximateInvokeCount: number,
    ): Promise<void> {
      const record = {
        version: '1.0',
        timestamp: new Date().toISOString(),
        requestContext: {
          requestId,
          functionArn: `${reference.name}:${reference.qualifier ?? '$LATEST'}`,
          condition,
          approximateInvokeCount,
        },
        requestPayload: JSON.parse(payload) as unknown,
        responseContext: {
          statusCode: 200,
          executedVersion: outcome.executedVersion,
          ...(outcome.hasFailed && { functionError: 'Unhandled' }),
        },
        responsePayload: JSON.parse(outcome.payload) as unknown,
      };
      await send(reference, destination, JSON.stringify(record));
    }
  };

  return {
    enqueue(reference, payload) {
      run(reference, payload).catch((error: unknown) => {
        if (!closing.signal.aborted) options.log(`lambda ${reference.name}: ${String(error)}`);
      });
    },
    close: () => closing.abort(),
  };
};
