import type {
  FinishTrainingInput,
  FinishTrainingOutput,
  JobEnding,
  JobItem,
  SageMakerJob,
} from '@ngwaf/contracts';
import { endJobOnce, type EndJobPorts } from '@ngwaf/job-store';
import { takeBackVersion, type ModelPackage, type TakeBackPorts } from '@ngwaf/sagemaker-utils';

import { endingOf } from './ending.ts';
import { resultOf } from './result.ts';

/** What is the model's, and what may be done with it. */
export interface VersionPorts extends Omit<TakeBackPorts, 'findModelPackage'> {
  /** Name of the endpoint config and the model of the job's version. */
  version: string;
  findModelPackage(job: JobItem): Promise<ModelPackage | undefined>;
}

/** What the use case needs; `main.ts` supplies the real ones, specs supply fakes. */
export interface FinishTrainingPorts extends EndJobPorts {
  /** Waits until it runs no more, having told it to stop if it did. */
  stopSageMakerJob(job: SageMakerJob): Promise<void>;
  versionOf(job: JobItem): VersionPorts;
  /** Lets a function that was at work when its execution was stopped come to its end. */
  letFunctionsEnd(): Promise<void>;
}

/** Undoes what a job that did not succeed left behind. */
const cleanUp = async (
  ports: FinishTrainingPorts,
  job: JobItem,
  { status, failure }: JobEnding,
): Promise<void> => {
  // First of all: from here on nothing of the job makes anything any more. The tuning job before the
  // training jobs that it would start anew.
  for (const each of [...(job.sagemaker_jobs ?? [])].reverse()) await ports.stopSageMakerJob(each);
  if (status === 'cancelled' && job.step_status === 'deploy') await ports.letFunctionsEnd();

  const version = ports.versionOf(job);
  // Read anew: what the endpoint served before is written right before it is switched.
  const { previous_endpoint_config } = (await ports.findJob(job.job_key)) ?? job;
  const outcome = await takeBackVersion(
    { ...version, findModelPackage: () => version.findModelPackage(job) },
    {
      version: version.version,
      previousConfig: previous_endpoint_config,
      reason: `The job ${status === 'cancelled' ? 'was cancelled' : 'failed'} in step ${failure?.step}: ${failure?.reason}`,
    },
  );
  if (outcome === 'kept') {
    ports.warn('nothing to take the endpoint back to', { job_key: job.job_key });
  }
};

/**
 * Ends a job: stops what still runs for it, undoes what a job without success left behind, stores
 * its result, and last of all settles it and frees the model's lease.
 *
 * May be repeated, and run twice at once, at every point: see `endJobOnce`.
 *
 * @throws {JobNotFoundError} no job has this key.
 * @throws {WaitTimedOutError} SageMaker took longer than the function may: repeat.
 */
export const finishTraining = async (
  ports: FinishTrainingPorts,
  input: FinishTrainingInput,
): Promise<FinishTrainingOutput> => {
  const status = await endJobOnce(ports, input.job_key, {
    endingOf: (job) => endingOf(job, input),
    cleanUp: async (job, ending) => {
      if (ending.status !== 'success') await cleanUp(ports, job, ending);
      // What was not better is served by nobody; its artefact stays in the registry.
      else if (input.comparison?.promoted === false) {
        const own = ports.versionOf(job);
        await own.deleteModel(own.version);
      }
      return resultOf(job, ending, input);
    },
  });
  const job = await ports.findJob(input.job_key);
  const { failure, outcome_reason } = job ?? {};
  const reason = failure ? `${failure.step}: ${failure.reason}` : (outcome_reason ?? 'ended');
  return { job_key: input.job_key, status, reason };
};
