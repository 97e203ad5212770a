import { validationException } from './api/errors.ts';
import type { Operation, Operations } from './api/operation.ts';

const refusal =
  (message: string): Operation =>
  () => {
    throw validationException(message);
  };

/** Jobs that have no stand-in on one machine: asked for, they say so at once. */
export const refusedJobs: Operations = {
  CreateProcessingJob: refusal(
    'The local cloud runs no processing jobs: Spark has no stand-in here. Data that fit into one ' +
      "machine's memory are prepared by a function instead.",
  ),
  CreateLabelingJob: refusal(
    'The local cloud runs no Ground Truth labelling jobs: they need people of Amazon SageMaker. ' +
      'Choose the label queue or a column of the data instead.',
  ),
};
