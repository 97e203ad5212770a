import * as z from 'zod/mini';

import { text, whole } from './parts.ts';

const range = z.strictObject({
  name: text,
  min: z.number(),
  max: z.number(),
  /** How the tuner spreads its tries. */
  scale: z._default(z.enum(['Auto', 'Linear', 'Logarithmic']), 'Auto'),
});

/** What hyperparameter tuning tries; names are those of the algorithm's hyperparameters. */
export const tuningSchema = z.strictObject({
  maxJobs: whole(1, 500),
  maxParallelJobs: whole(1, 10),
  integer: z._default(z.array(range), []),
  continuous: z._default(z.array(range), []),
  categorical: z._default(
    z.array(z.strictObject({ name: text, values: z.array(text).check(z.minLength(1)) })),
    [],
  ),
});
export type Tuning = z.infer<typeof tuningSchema>;

export const algorithmSchema = z.strictObject({
  /** A container image of ours (`apps/<image>`), or the framework container of AWS. */
  image: z.enum(['random-forest', 'sagemaker-scikit-learn']),
  /** As SageMaker hands them on: texts. */
  hyperparameters: z._default(z.record(text, z.string()), {}),
  /** The metric that training prints, which tuning compares. */
  objective: z._default(
    z.strictObject({
      metric: text,
      goal: z.enum(['Maximize', 'Minimize']),
      /** Finds the metric in the log: one group. */
      regex: text,
    }),
    { metric: 'validation:auc', goal: 'Maximize', regex: 'validation:auc=([0-9.]+);' },
  ),
  /** Whether a training starts from the champion's artefact (channel `model`). */
  incremental: z._default(z.boolean(), false),
  /** Default: no tuning. */
  tuning: z.optional(tuningSchema),
});
export type Algorithm = z.infer<typeof algorithmSchema>;
