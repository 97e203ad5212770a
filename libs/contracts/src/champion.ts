import * as z from 'zod/mini';

/**
 * How `POST /prediction` scores: by the SageMaker endpoint, in the function itself with the same
 * artefact, or by the endpoint and in the function where that fails or takes too long.
 */
export const SCORING_MODES = ['endpoint', 'in-process', 'endpoint-with-fallback'] as const;
export const scoringModeSchema = z.enum(SCORING_MODES);
export type ScoringMode = z.infer<typeof scoringModeSchema>;

/** Header of an answer that says what scored: {@link SCORED_BY}. */
export const SCORED_BY_HEADER = 'X-NGWAF-Scored-By';
export const SCORED_BY = ['endpoint', 'in-process'] as const;
export type ScoredBy = (typeof SCORED_BY)[number];

/**
 * The live version of the WAF's model, in the object `wafBucketKeys.champion`: for those who score
 * without an endpoint to ask. Written by whoever puts a version live, under the pipeline's lease.
 */
export const championSchema = z.object({
  version: z.string().check(z.minLength(1)),
  /** `s3://bucket/key` of its artefact, in the same bucket. */
  artefact: z.string().check(z.startsWith('s3://')),
  /** Of the artefact, as lower-case hex. */
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});
export type Champion = z.infer<typeof championSchema>;
