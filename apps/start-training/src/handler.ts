import {
  CodedError,
  createLogger,
  httpHandler,
  taskHandler,
  type HttpHandler,
  type Logger,
  type TaskContext,
} from '@ngwaf/lambda-kit';
import type { ModelEntry } from '@ngwaf/model-catalogue';
import * as z from 'zod/mini';

import type { StartTraining, TriggerOutcome } from './start-training.ts';
import type { Cause } from './trigger-rules.ts';

/** SageMaker's limits. */
const hyperparameter = z.union([z.string().check(z.maxLength(2500)), z.number(), z.boolean()]);
const HYPERPARAMETERS = 100;

const request = z.object({
  pathParameters: z.object({ model: z.string().check(z.minLength(1), z.maxLength(64)) }),
  body: z.optional(
    z.strictObject({
      hyperparameters: z.optional(
        z
          .record(z.string().check(z.minLength(1), z.maxLength(256)), hyperparameter)
          .check(
            z.refine(
              (given) => Object.keys(given).length <= HYPERPARAMETERS,
              `at most ${HYPERPARAMETERS} hyperparameters`,
            ),
          ),
      ),
      tune: z.optional(z.boolean()),
    }),
  ),
  headers: z.object({
    'idempotency-key': z.optional(z.string().check(z.minLength(1), z.maxLength(255))),
  }),
});

/** What a schedule sends. */
const scheduled = z.object({ source: z.literal('schedule'), model: z.string() });

/** What EventBridge sends when an alarm rings. */
const alarmed = z.object({
  source: z.literal('aws.cloudwatch'),
  detail: z.object({
    alarmName: z.string(),
    state: z.object({ value: z.literal('ALARM') }),
  }),
});

/** A model's trigger by the name of its alarm. */
export interface TriggerAlarms {
  find(alarm: string): { entry: ModelEntry; cause: Cause } | undefined;
}

const asTexts = (given: Record<string, string | number | boolean>): Record<string, string> =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));

/** Behind the API, a schedule for each model, and the alarms of its triggers. */
export const createHandler = (
  startTraining: StartTraining,
  alarms: TriggerAlarms,
  logger: Logger = createLogger(),
) => {
  const onRequest: HttpHandler = httpHandler(
    request,
    async ({ pathParameters, body, headers }) => ({
      message: 'training has started',
      job_key: await startTraining.onRequest({
        model: pathParameters.model,
        hyperparameters: body?.hyperparameters && asTexts(body.hyperparameters),
        tune: body?.tune,
        idempotencyKey: headers['idempotency-key'],
      }),
    }),
    { logger, status: 202 },
  );

  /** What a caller would be told is no fault to be tried again, as nobody asked: it is logged. */
  const trigger = async (model: string, cause: Cause): Promise<TriggerOutcome> => {
    try {
      return await startTraining.onTrigger(model, cause);
    } catch (error) {
      if (!(error instanceof CodedError) || error.retryAfterSeconds !== undefined) throw error;
      logger.error('a training could not be started by itself', { model, cause, error });
      return { started: null, reason: error.message };
    }
  };

  const onEvent = taskHandler(
    z.union([scheduled, alarmed]),
    async (event): Promise<TriggerOutcome> => {
      if (event.source === 'schedule') return trigger(event.model, { by: 'schedule' });
      const { alarmName } = event.detail;
      const found = alarms.find(alarmName);
      return found
        ? trigger(found.entry.name, found.cause)
        : { started: null, reason: `${alarmName} is the alarm of no trigger` };
    },
    logger,
  );

  return (event: unknown, context: TaskContext) =>
    typeof event === 'object' && event !== null && 'httpMethod' in event
      ? onRequest(event)
      : onEvent(event, context);
};
