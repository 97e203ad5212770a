import { interventionPolicySchema } from '@ngwaf/contracts';
import * as z from 'zod/mini';

import { instanceType, text, whole, within } from './parts.ts';

/** Where a version runs. */
export const servingSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('real-time'),
    instanceType: z._default(instanceType, 'ml.t2.medium'),
    minInstances: z._default(whole(1, 100), 1),
    maxInstances: z._default(whole(1, 100), 2),
    /** A minute; above it the endpoint scales out, below it in. */
    invocationsPerInstance: z._default(whole(1, 1_000_000), 1000),
  }),
  z.strictObject({
    kind: z.literal('serverless'),
    memoryMb: z._default(z.literal([1024, 2048, 3072, 4096, 5120, 6144]), 2048),
    maxConcurrency: z._default(whole(1, 200), 5),
  }),
]);
export type Serving = z.infer<typeof servingSchema>;

/** Who gets a prediction besides the caller. */
export const routingSchema = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('caller') }),
  z.strictObject({ to: z.literal('intervention'), policy: interventionPolicySchema }),
  z.strictObject({ to: z.literal('operator') }),
]);
export type Routing = z.infer<typeof routingSchema>;

/** A metric whose alarm starts a training. */
export const triggerSchema = z.strictObject({
  /**
   * `input-drift`, `score-drift`: PSI against the training rows (0.2 is a clear shift);
   * `error-rate`: share of calls that fail; `volume`: fewer predictions an hour than this;
   * `quality`: AUC on labels that came in, lower than this.
   */
  metric: z.enum(['input-drift', 'score-drift', 'error-rate', 'volume', 'quality']),
  threshold: within(0, 1e9),
  /** Hours in a row beyond the threshold before the alarm rings. */
  periods: z._default(whole(1, 24), 1),
  /** No trigger starts a training so soon after the model's last one, whatever started that. */
  cooldownHours: z._default(whole(0, 24 * 365), 24),
  /** Rows added to the data since the model's last training below which none is started. */
  minNewRows: z._default(whole(0, 1_000_000_000), 0),
});
export type Trigger = z.infer<typeof triggerSchema>;

export const trainingSchema = z.strictObject({
  /** Labelled rows below which nothing is trained. */
  minRows: z._default(whole(20, 1_000_000_000), 200),
  /** Shares of users set aside to measure while training, and to compare with the champion. */
  validationShare: z._default(within(0.05, 0.4), 0.2),
  testShare: z._default(within(0.05, 0.4), 0.2),
  /** Share of rows that may be at fault (skipped and counted) before the job fails. */
  maxFaultyShare: z._default(within(0, 1), 0.01),
  maxRuntimeSeconds: z._default(whole(60, 432_000), 3600),
  /** Overrides of the rule that chooses instances by the data's size (`chooseInstances`). */
  instance: z._default(
    z.strictObject({ type: z.optional(instanceType), count: z.optional(whole(1, 20)) }),
    {},
  ),
});
export type Training = z.infer<typeof trainingSchema>;

/** What a challenger is held to on the test rows that it and the champion score. */
export const gateSchema = z.strictObject({
  /** How much AUC may be lost for a better F1. */
  maxAucLoss: z._default(within(0, 0.5), 0.005),
  /** By how much the F1 must be better; at a tie in F1 the AUC decides. */
  minF1Gain: z._default(within(0, 0.5), 0),
  /** What the first model must reach: 0.5 is guessing. */
  minAuc: z._default(within(0.5, 1), 0.55),
});
export type Gate = z.infer<typeof gateSchema>;

export const retentionSchema = z.strictObject({
  predictionsDays: z._default(whole(1, 3650), 365),
  /** What jobs make on the way. */
  scratchDays: z._default(whole(1, 365), 14),
  /** Superseded versions that stay ready for a rollback. */
  versions: z._default(whole(1, 10), 3),
});
export type Retention = z.infer<typeof retentionSchema>;

/** When a training starts by itself, as EventBridge Scheduler takes it (UTC). */
export const scheduleSchema = text.check(
  z.regex(
    /^(rate\(\d+ (minutes?|hours?|days?)\)|cron\([^()]+\))$/,
    'expected rate(7 days) or cron(0 3 ? * SUN *)',
  ),
);
