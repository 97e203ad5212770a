import { randomInt } from 'node:crypto';
import { SWITCH_KIND, type JobItem } from '@ngwaf/contracts';
import type { JobStore, StartJobRequest } from '@ngwaf/job-store';
import { OpsError } from '../ops-error.ts';

export interface LeasePorts {
  jobs: Pick<JobStore, 'start' | 'settle'>;
  /** Whether the state machine runs for a job. */
  isExecutionRunning(jobKey: string): Promise<boolean>;
  now(): Date;
}

export interface LeaseRequest {
  /** Whose lease. */
  model: string;
  /** Longer than the work can take: past it the next retraining may take the lease over. */
  seconds: number;
  /** Endpoint config and model that the sweeper is to keep meanwhile. */
  modelName: string;
  /** Who does what and why. */
  reason: string;
}

const toSeconds = (date: Date): number => Math.floor(date.getTime() / 1000);

/** Key of a switch by hand; sorts by time like those of retrainings. */
const switchKey = (now: Date): string => {
  const time = now.toISOString().slice(0, 'YYYY-MM-DDTHH:mm:ss'.length);
  return `switch-${time.replaceAll(/[T:]/g, '-')}-${randomInt(36 ** 6)
    .toString(36)
    .padStart(6, '0')}`;
};

/** The lease's job for work that is no retraining; shown by its key alone, in no list. */
const jobOf = (now: Date, { model, modelName, reason }: LeaseRequest): StartJobRequest['job'] => ({
  job_key: switchKey(now),
  kind: SWITCH_KIND,
  model,
  status: 'training',
  created_at: now.toISOString(),
  // It trains on nothing; what follows jobs expects the field.
  train_file_path: '',
  model_name: modelName,
  outcome_reason: reason,
});

const take = async (ports: LeasePorts, start: StartJobRequest): Promise<JobItem> => {
  let started = await ports.jobs.start(start);
  if (started.outcome === 'lease_expired') {
    const { holder } = started;
    if (await ports.isExecutionRunning(holder.job_key)) {
      throw new OpsError(
        `${holder.job_key} has been running past its time: stop its execution first (docs/runbook.md, "A job is stuck")`,
      );
    }
    const failure = { step: 'start', reason: 'its execution ended without settling it' };
    started = await ports.jobs.start({
      ...start,
      takeOver: { holder, ending: { status: 'failed', failure } },
    });
  }
  if (started.outcome === 'taken') return started.job;
  const holder = started.outcome === 'in_progress' ? started.jobKey : 'another';
  throw new OpsError(
    `${holder} is running, and only one at a time may change what is live: wait until it has ended, or stop its execution`,
  );
};

/**
 * Does something while no retraining can: holds the model's lease with a job of its own, which it
 * ends with what became of the work.
 *
 * Should this process die meanwhile, the lease expires and the next retraining takes it over.
 *
 * @throws {OpsError} another job holds the lease; nothing was done.
 */
export const withLease = async (
  ports: LeasePorts,
  request: LeaseRequest,
  work: (job: JobItem) => Promise<void>,
): Promise<void> => {
  const now = ports.now();
  const leaseExpiresAt = toSeconds(now) + request.seconds;
  const job = await take(ports, { job: jobOf(now, request), now, leaseExpiresAt });
  const settle = (ending: NonNullable<JobItem['ending']>) =>
    ports.jobs.settle(job, { ending, endedAt: ports.now().toISOString() });
  try {
    await work(job);
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).slice(0, 1_000);
    await settle({ status: 'failed', failure: { step: 'deployment', reason } });
    throw error;
  }
  await settle({ status: 'success' });
};
