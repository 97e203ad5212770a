import * as z from 'zod/mini';

/** What events of predictions carry as their source; rules match on it. */
export const PREDICTION_SOURCE = 'ngwaf.predictions';
export const PREDICTION_DETAIL_TYPE = 'Prediction';

/** Where predictions go: to the intervention model, or to operators. */
export const PREDICTION_ROUTES = ['intervention', 'operator'] as const;
export type PredictionRoute = (typeof PREDICTION_ROUTES)[number];

/** What names a user: any text without control characters. */
export const userIdSchema = z
  .string()
  .check(z.regex(/^\P{Cc}{1,128}$/u, '1 to 128 characters, none of them a control character'));

const unit = z.number().check(z.minimum(0), z.maximum(1));

/** One routed prediction: the `detail` of its event, and its object in the bucket of predictions. */
export const predictionSchema = z.object({
  prediction_id: z.uuid(),
  /** Its name in the catalogue. */
  model: z.string().check(z.regex(/^[a-z0-9-]{1,64}$/)),
  /** Version of the model that scored, a job key. */
  version: z.string().check(z.minLength(1)),
  /** When it was scored (ISO 8601, UTC). */
  at: z.iso.datetime(),
  user_id: userIdSchema,
  /** A probability. */
  score: unit,
  /** 1 where the score reaches the threshold. */
  label: z.union([z.literal(0), z.literal(1)]),
  threshold: unit,
  /** The record as the caller sent it; the model's features are made of it anew where needed. */
  record: z.record(z.string(), z.unknown()),
  route: z.enum(PREDICTION_ROUTES),
});
export type Prediction = z.infer<typeof predictionSchema>;

/** An event of the bus as its targets get it; what else is in the envelope is of no use here. */
export const predictionEventSchema = z.object({
  'detail-type': z.literal(PREDICTION_DETAIL_TYPE),
  detail: predictionSchema,
});

/** Layout of the bucket of predictions. */
export const predictionBucketKeys = {
  predictionsPrefix: 'predictions/',
  /** All of one model within one hour (the hour of `at`, UTC). */
  hour: (model: string, at: string) =>
    `predictions/model=${model}/date=${at.slice(0, 10)}/hour=${at.slice(11, 13)}/`,
  prediction: (prediction: Pick<Prediction, 'model' | 'at' | 'prediction_id'>): string =>
    `${predictionBucketKeys.hour(prediction.model, prediction.at)}${prediction.prediction_id}.json`,
  /** What the monitor has counted of a model so far. */
  monitoring: (model: string) => `monitoring/${model}.json`,
} as const;
