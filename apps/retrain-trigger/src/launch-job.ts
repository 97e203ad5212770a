import { wafBucketKeys, type DataSet, type ExecutionInput, type JobItem } from '@ngwaf/contracts';
import { StartUnconfirmedError } from '@ngwaf/executions';
import {
  JobAlreadyEndedError,
  LeaseLostError,
  type Idempotency,
  type LeaseHolder,
  type Settlement,
} from '@ngwaf/job-store';

import type { Snapshot } from './snapshot.ts';
import type { ObjectLocation } from './train-file-path.ts';

export interface LaunchPorts {
  storeSnapshot(to: ObjectLocation, snapshot: Snapshot): Promise<void>;
  /** Throws {@link StartUnconfirmedError} if it may have started; any other error: it has not. */
  startExecution(input: ExecutionInput): Promise<string>;
  findJob(jobKey: string): Promise<JobItem | undefined>;
  recordExecution(holder: LeaseHolder, arn: string, leaseExpiresAt: number): Promise<void>;
  settle(holder: LeaseHolder, settlement: Settlement): Promise<void>;
  now(): Date;
}

export interface LaunchOptions {
  /** Where the job's copy of its data set goes. */
  wafBucket: string;
  /** The state machine's limit for the notebook. */
  maxWaitingSeconds: number;
}

/** What the pipeline may take on top of the notebook's time, to clean up. */
const CLEAN_UP_SECONDS = 15 * 60;

/**
 * From a job in the table to an execution that runs.
 *
 * @param readAgain the snapshot of a job whose first try broke off before it was stored
 */
export const createLauncher = (
  ports: LaunchPorts,
  options: LaunchOptions,
  readAgain: (dataSet: DataSet) => Promise<Snapshot>,
) => {
  /** Ends a job whose execution certainly did not start; the same request may then start anew. */
  const abandon = async (job: JobItem, idempotency: Idempotency | undefined): Promise<void> => {
    const failure = { step: 'start', reason: 'the pipeline could not be started' };
    await ports.settle(job, {
      ending: { status: 'failed', failure },
      endedAt: ports.now().toISOString(),
      forgetIdempotency: idempotency?.hash,
    });
  };

  /** From a job in the table to an execution that runs; may be repeated. */
  const launch = async (
    job: JobItem,
    readSnapshot: () => Promise<Snapshot>,
    idempotency: Idempotency | undefined,
  ): Promise<void> => {
    const { job_key, model, fencing_token } = job;
    try {
      const snapshot = await readSnapshot();
      const key = wafBucketKeys.snapshot(job_key);
      await ports.storeSnapshot({ bucket: options.wafBucket, key }, snapshot);
      const arn = await ports.startExecution({ job_key, model, fencing_token });
      const seconds = options.maxWaitingSeconds + CLEAN_UP_SECONDS;
      const leaseExpiresAt = Math.floor(ports.now().getTime() / 1000) + seconds;
      await ports.recordExecution(job, arn, leaseExpiresAt).catch((error: unknown) => {
        // It ended already: it was started all the same.
        if (error instanceof JobAlreadyEndedError || error instanceof LeaseLostError) return;
        throw new StartUnconfirmedError({ cause: error });
      });
    } catch (error) {
      if (!(error instanceof StartUnconfirmedError)) {
        // What keeps it from being settled may be what kept it from starting: the lease expires in
        // minutes, and the next request takes it over and settles this job.
        await abandon(job, idempotency).catch(() => undefined);
      }
      throw error;
    }
  };

  /** The answer to a request that came before; finishes what its first try left undone. */
  const replay = async (jobKey: string, idempotency: Idempotency): Promise<string> => {
    const job = await ports.findJob(jobKey);
    if (job?.status === 'training' && job.execution_arn === undefined) {
      const { data_set } = job;
      if (!data_set) throw new Error(`Job ${jobKey} has no data set`);
      await launch(job, () => readAgain(data_set), idempotency);
    }
    return jobKey;
  };

  return { launch, replay };
};
