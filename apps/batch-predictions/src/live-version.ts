import type { LiveModel } from '@ngwaf/sagemaker-utils';
import * as z from 'zod/mini';

import type { LiveVersion } from './batch-predictions.ts';

/** What the pipeline tells the container of every version. */
const environmentSchema = z.object({
  NGWAF_MODEL_VERSION: z.string(),
  NGWAF_THRESHOLD: z.coerce.number(),
});

/** The version that serves, by the model behind the endpoint. */
export const liveVersionOf = ({ modelName, environment }: LiveModel): LiveVersion => {
  const { NGWAF_MODEL_VERSION, NGWAF_THRESHOLD } = environmentSchema.parse(environment);
  return { modelName, version: NGWAF_MODEL_VERSION, threshold: NGWAF_THRESHOLD };
};
