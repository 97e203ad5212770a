import { jobSchema, type HttpRequest, type Job } from '@ngwaf/contracts';
import * as z from 'zod/mini';
import { ApiError, errorBodySchema, kindOf, secondsOf } from './api-error.ts';

// Zod would try to compile its checks, which the page's security policy refuses (and reports).
z.config({ jitless: true });

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

/** The API, as one key may use it. Every call throws an `ApiError`. */
export interface Api {
  jobs(options: { limit: number; nextToken?: string | undefined }): Promise<JobPage>;
  job(jobKey: string): Promise<Job>;
  predict(request: PredictionRequest): Promise<Prediction>;
  /**
   * Starts a retraining; gives the job's key.
   *
   * @param idempotencyKey sent again with the same file, it starts nothing twice.
   */
  retrain(trainFilePath: string, idempotencyKey: string): Promise<string>;
}

const TIMEOUT_MS = 35_000;

/** @param baseUrl ends with a slash. */
export const createApi = (baseUrl: string, key: string, doFetch = fetch): Api => {
  const call = async <S extends z.ZodMiniType>(
    schema: S,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<z.infer<S>> => {
    const response = await doFetch(new URL(path, baseUrl), {
      method: body ? 'POST' : 'GET',
      headers: {
        'X-API-Key': key,
        ...(body && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((cause: unknown) => {
      throw new ApiError('unreachable', undefined, undefined, { cause });
    });
    const content: unknown = await response.json().catch(() => undefined);
    if (!response.ok) {
      const said = errorBodySchema.safeParse(content).data;
      throw new ApiError(
        kindOf(response.status, said),
        said,
        secondsOf(response.headers.get('retry-after')),
      );
    }
    const parsed = schema.safeParse(content);
    if (!parsed.success)
      throw new ApiError('unreadable', undefined, undefined, { cause: parsed.error });
    return parsed.data;
  };

  return {
    jobs({ limit, nextToken }) {
      const query = new URLSearchParams({ limit: String(limit) });
      if (nextToken !== undefined) query.set('next_token', nextToken);
      return call(jobPageSchema, `jobs?${query}`);
    },
    job: (jobKey) => call(jobSchema, `jobs/${encodeURIComponent(jobKey)}`),
    predict: (request) => call(predictionSchema, 'prediction', request),
    async retrain(trainFilePath, idempotencyKey) {
      const { job_key } = await call(
        z.object({ job_key: z.string() }),
        'retrain',
        { train_file_path: trainFilePath },
        { 'Idempotency-Key': idempotencyKey },
      );
      return job_key;
    },
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
