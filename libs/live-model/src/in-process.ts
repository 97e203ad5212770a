import type { S3Client } from '@aws-sdk/client-s3';
import type { Logger, Metrics } from '@ngwaf/lambda-kit';
import { loadModel, type WafModel } from '@ngwaf/waf-model';

import { createChampions } from './champions.ts';
import type { Scorer } from './fallback-scorer.ts';
import { createInProcessScorer } from './in-process-scorer.ts';
import { createLiveModel } from './live-model.ts';
import { loadReports } from './load-reports.ts';

export interface InProcessOptions {
  bucket: string;
  /** How old what is known of the live version may be before it is looked up again. */
  refreshMs: number;
  /** Are told of each load, and of each that failed. */
  logger: Logger;
  metrics: Metrics;
}

/**
 * What S3's client is to be made with where a caller waits: a first request takes two objects, and all
 * attempts together are to end before API Gateway gives up.
 */
export const PATIENT_CLIENT = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 4_000 },
} as const;

/** A look at which version is live takes some 20 ms, a new model some 300; no caller waits longer. */
const PATIENCE_MS = 1_000;

/** Scores here with the live version's artefact, which begins to load at once. */
export const createInProcess = (
  client: S3Client,
  { bucket, refreshMs, logger, metrics }: InProcessOptions,
): Scorer => {
  const live = createLiveModel<WafModel>(
    {
      champions: createChampions(client, bucket),
      load: loadModel,
      ...loadReports(logger, metrics),
      now: Date.now,
    },
    { refreshMs, patienceMs: PATIENCE_MS },
  );
  // What comes of it is told of; the first request asks again.
  live.current().catch(() => undefined);
  return createInProcessScorer(live);
};
