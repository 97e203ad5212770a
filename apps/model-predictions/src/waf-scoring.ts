import type { modelPredictionsEnvSchema } from '@ngwaf/contracts';
import { createLogger, type Metrics } from '@ngwaf/lambda-kit';
import { createScorer, type Scorer } from '@ngwaf/live-model/scorer';
import type * as z from 'zod/mini';

type Environment = z.infer<typeof modelPredictionsEnvSchema>;

/** The WAF's model, which scores as it does for `POST /prediction`: by its endpoint, in process, or both. */
export const createWafScoring = (env: Environment, endpoint: Scorer, metrics: Metrics) => {
  const load = async () => {
    const { scoreInProcess } = await import('./in-process.ts');
    const refreshMs = env.MODEL_REFRESH_SECONDS * 1000;
    return scoreInProcess({ bucket: env.WAF_BUCKET, refreshMs, logger: createLogger(), metrics });
  };
  // Most requests are for other models: it is loaded with the first that is for this one.
  let loaded: Promise<Scorer> | undefined;

  return {
    score: createScorer(env.SCORING_MODE, {
      endpoint: () => endpoint,
      inProcess: () => async (request) => (await (loaded ??= load()))(request),
      onFallback: () => metrics({ EndpointFallbacks: [1, 'Count'] }),
      now: Date.now,
    }),

    /** Finds the live version where there is no endpoint to ask. */
    ...(env.SCORING_MODE === 'in-process' && {
      liveVersion: async () => (await import('./in-process.ts')).findLiveVersion(env.WAF_BUCKET),
    }),
  };
};
