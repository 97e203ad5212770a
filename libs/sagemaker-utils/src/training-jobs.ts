import {
  DescribeTrainingJobCommand,
  StopTrainingJobCommand,
  type SageMakerClient,
  type TrainingJobStatus,
} from '@aws-sdk/client-sagemaker';

import { pollUntil, systemClock, type Clock, type WaitOptions } from './poll-until.ts';
import { isNotFound, isWrongState, orUndefined } from './service-errors.ts';

export interface TrainingJob {
  status: TrainingJobStatus;
  failureReason: string | undefined;
}

/** Training jobs: look, stop. */
export const createTrainingJobs = (client: SageMakerClient, clock: Clock = systemClock) => {
  const describe = async (name: string): Promise<TrainingJob | undefined> => {
    const command = new DescribeTrainingJobCommand({ TrainingJobName: name });
    const found = await orUndefined(client.send(command));
    if (!found?.TrainingJobStatus) return undefined;
    return { status: found.TrainingJobStatus, failureReason: found.FailureReason };
  };

  /** Tells the job to stop; nothing happens when it has ended. */
  const stop = async (name: string): Promise<void> => {
    try {
      await client.send(new StopTrainingJobCommand({ TrainingJobName: name }));
    } catch (error) {
      // It ended between the look and the stop.
      if (!isWrongState(error) && !isNotFound(error)) throw error;
    }
  };

  return {
    /** `undefined` when there is no such training job. */
    describe,
    stop,

    /**
     * Waits until the training job runs no more, having told it to stop if it did.
     *
     * Stopping takes up to two minutes: the container gets SIGTERM first.
     *
     * @throws {WaitTimedOutError}
     */
    stopAndWait: async (name: string, options: WaitOptions): Promise<void> => {
      await pollUntil(`Stopping training job ${name}`, options, clock, async () => {
        const job = await describe(name);
        if (job?.status === 'InProgress') await stop(name);
        return job?.status === 'InProgress' || job?.status === 'Stopping' ? undefined : 'ended';
      });
    },
  };
};
export type TrainingJobs = ReturnType<typeof createTrainingJobs>;
