import { jobSchema, type HttpRequest, type Job } from '@ngwaf/contracts';
import * as z from 'zod/mini';
import { createApiCall } from './api-call.ts';
import { createLabellingApi, type LabellingApi } from './labelling-api.ts';

const jobPageSchema = z.object({
  jobs: z.array(jobSchema),
  next_token: z.optional(z.string()),
});
export type JobPage = z.infer<typeof jobPageSchema>;

const predictionSchema = z.object({
  score: z.number(),
  label: z.union([z.literal(0), z.literal(1)]),
  threshold: z.number(),
  model: z.string(),
  parts: z.optional(z.array(z.object({ kind: z.string(), name: z.string(), score: z.number() }))),
});
export type Prediction = z.infer<typeof predictionSchema>;

export type PredictionRequest = { payload: string } | { request: HttpRequest };

export interface RetrainRequest {
  train_file_path: string;
  /** Trains on rows as well that contradict what the base model knows for certain. */
  keep_contradicting_rows?: boolean;
}

/** The API, as one key may use it. Every call throws an `ApiError`. */
export interface Api {
  jobs(options: { limit: number; nextToken?: string | undefined }): Promise<JobPage>;
  job(jobKey: string): Promise<Job>;
  predict(request: PredictionRequest): Promise<Prediction>;
  /**
   * Starts a retraining; gives the job's key.
   *
   * @param idempotencyKey sent again with the same request, it starts nothing twice.
   */
  retrain(request: RetrainRequest, idempotencyKey: string): Promise<string>;
  labelling: LabellingApi;
}

/** @param baseUrl ends with a slash. */
export const createApi = (baseUrl: string, key: string, doFetch = fetch): Api => {
  const call = createApiCall(baseUrl, key, doFetch);

  return {
    jobs({ limit, nextToken }) {
      const query = new URLSearchParams({ limit: String(limit) });
      if (nextToken !== undefined) query.set('next_token', nextToken);
      return call(jobPageSchema, `jobs?${query}`);
    },
    job: (jobKey) => call(jobSchema, `jobs/${encodeURIComponent(jobKey)}`),
    predict: (request) => call(predictionSchema, 'prediction', request),
    async retrain(request, idempotencyKey) {
      const { job_key } = await call(z.object({ job_key: z.string() }), 'retrain', request, {
        'Idempotency-Key': idempotencyKey,
      });
      return job_key;
    },
    labelling: createLabellingApi(call),
  };
};

/** Stage of the API, by its address: tells environments apart. Undefined below a domain of one's own. */
export const stageOf = (page: string): string | undefined =>
  apiBaseUrl(page)
    .replace(/\/_user_request_\/$/, '/')
    .match(/^https?:\/\/[^/]+(?:\/.*)?\/([^/]+)\/$/)?.[1];

/** The API's address: the page's own, without what follows the stage. */
export const apiBaseUrl = (page: string): string => {
  const { origin, pathname } = new URL(page);
  return `${origin}${pathname.replace(/\/dashboard\/?$/, '')}/`;
};
