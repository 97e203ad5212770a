import {
  DescribeHyperParameterTuningJobCommand,
  DescribeLabelingJobCommand,
  DescribeProcessingJobCommand,
  DescribeTrainingJobCommand,
  DescribeTransformJobCommand,
  StopHyperParameterTuningJobCommand,
  StopLabelingJobCommand,
  StopProcessingJobCommand,
  StopTrainingJobCommand,
  StopTransformJobCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { SageMakerJob } from '@ngwaf/contracts';

import { pollUntil, systemClock, type Clock, type WaitOptions } from './poll-until.ts';
import { isNotFound, isWrongState, orUndefined } from './service-errors.ts';

/** What SageMaker has for each kind: `Initializing` is of labelling jobs alone. */
const RUNNING: ReadonlySet<string> = new Set(['InProgress', 'Initializing']);

interface Kind {
  status(client: SageMakerClient, name: string): Promise<string | undefined>;
  stop(client: SageMakerClient, name: string): Promise<unknown>;
}

const KINDS: Record<SageMakerJob['kind'], Kind> = {
  training: {
    status: async (client, name) =>
      (await client.send(new DescribeTrainingJobCommand({ TrainingJobName: name })))
        .TrainingJobStatus,
    stop: (client, name) => client.send(new StopTrainingJobCommand({ TrainingJobName: name })),
  },
  tuning: {
    status: async (client, name) =>
      (
        await client.send(
          new DescribeHyperParameterTuningJobCommand({ HyperParameterTuningJobName: name }),
        )
      ).HyperParameterTuningJobStatus,
    stop: (client, name) =>
      client.send(new StopHyperParameterTuningJobCommand({ HyperParameterTuningJobName: name })),
  },
  transform: {
    status: async (client, name) =>
      (await client.send(new DescribeTransformJobCommand({ TransformJobName: name })))
        .TransformJobStatus,
    stop: (client, name) => client.send(new StopTransformJobCommand({ TransformJobName: name })),
  },
  processing: {
    status: async (client, name) =>
      (await client.send(new DescribeProcessingJobCommand({ ProcessingJobName: name })))
        .ProcessingJobStatus,
    stop: (client, name) => client.send(new StopProcessingJobCommand({ ProcessingJobName: name })),
  },
  labeling: {
    status: async (client, name) =>
      (await client.send(new DescribeLabelingJobCommand({ LabelingJobName: name })))
        .LabelingJobStatus,
    stop: (client, name) => client.send(new StopLabelingJobCommand({ LabelingJobName: name })),
  },
};

/** It may have ended between the look and the stop. */
const unlessEnded = (error: unknown): void => {
  if (!isWrongState(error) && !isNotFound(error)) throw error;
};

/** Jobs of SageMaker of every kind. */
export const createSageMakerJobs = (client: SageMakerClient, clock: Clock = systemClock) => ({
  /** Tells a job to stop; nothing happens when it has ended. */
  stop: async ({ kind, name }: SageMakerJob): Promise<void> => {
    await KINDS[kind].stop(client, name).catch(unlessEnded);
  },

  /**
   * Waits until the job runs no more, having told it to stop if it did; one that never was runs no
   * more either. Stopping takes up to two minutes, of a tuning job longer: it stops its training jobs.
   *
   * @throws {WaitTimedOutError}
   */
  stopAndWait: async ({ kind, name }: SageMakerJob, options: WaitOptions): Promise<void> => {
    const operations = KINDS[kind];
    await pollUntil(`Stopping ${kind} job ${name}`, options, clock, async () => {
      const found = await orUndefined(operations.status(client, name));
      if (found === undefined || !(RUNNING.has(found) || found === 'Stopping')) return 'ended';
      if (RUNNING.has(found)) {
        await operations.stop(client, name).catch(unlessEnded);
      }
      return undefined;
    });
  },
});
export type SageMakerJobs = ReturnType<typeof createSageMakerJobs>;
