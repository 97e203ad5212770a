import * as z from 'zod/mini';

const count = z.int().check(z.nonnegative());

/** How often values fell where: below the first edge, between edges (from the lower one on), above. */
export const histogramSchema = z
  .object({
    /** Ascending. */
    edges: z.array(z.number()),
    /** One more than edges. */
    counts: z.array(count),
    /** Values that were absent. */
    missing: count,
  })
  .check(
    z.refine(
      ({ edges, counts }) =>
        counts.length === edges.length + 1 &&
        edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? edge)),
      'ascending edges and one more count than edges',
    ),
  );
export type Histogram = z.infer<typeof histogramSchema>;

/** How the model's features were distributed in the rows it was trained on. */
export const featureBaselineSchema = z.object({ features: z.record(z.string(), histogramSchema) });
export type FeatureBaseline = z.infer<typeof featureBaselineSchema>;

/** How the model's scores were distributed on rows it was not trained on. */
export const scoreBaselineSchema = z.object({ scores: histogramSchema });
export type ScoreBaseline = z.infer<typeof scoreBaselineSchema>;

/**
 * Where the baselines of a version lie in its model's bucket: beside the job's reports, since a
 * version is served for longer than the job's scratch is kept.
 */
export const baselineKeys = {
  features: (jobKey: string) => `jobs/${jobKey}/baseline.json`,
  scores: (jobKey: string) => `jobs/${jobKey}/score-baseline.json`,
} as const;
