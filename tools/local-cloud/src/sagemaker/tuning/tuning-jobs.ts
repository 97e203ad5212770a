import { z } from 'zod';

import { AwsError } from '../../context.ts';
import { validationException } from '../api/errors.ts';
import { listPage } from '../api/list.ts';
import { operation, type Operations } from '../api/operation.ts';
import { listInput } from '../api/schemas.ts';
import type { Host } from '../host.ts';
import type { TrainingJobs } from '../training/training-jobs.ts';
import { dimensionsOf } from './ranges.ts';
import { createInput, tuningJobName, type TuningRequest } from './request.ts';
import { runTuningJob } from './run.ts';
import { TuningJob, type Attempt } from './tuning-job.ts';

const named = z.looseObject({ HyperParameterTuningJobName: tuningJobName });

const listTrainingInput = z.looseObject({
  ...listInput.shape,
  HyperParameterTuningJobName: tuningJobName,
  SortBy: z.enum(['Name', 'CreationTime', 'Status', 'FinalObjectiveMetricValue']).optional(),
});

/** Hyperparameter tuning jobs, and the operations on them. */
export class TuningJobs {
  private readonly byName = new Map<string, TuningJob>();

  constructor(
    private readonly host: Host,
    private readonly trainingJobs: TrainingJobs,
  ) {}

  readonly operations: Operations = {
    CreateHyperParameterTuningJob: operation(createInput, ({ Tags, ...request }) => {
      const name = request.HyperParameterTuningJobName;
      const arn = this.host.arn('hyper-parameter-tuning-job', name);
      if (this.byName.has(name)) {
        throw new AwsError(
          'ResourceInUse',
          `Hyper parameter tuning job names must be unique within an AWS account and region, and a hyper parameter tuning job with this name already exists (${arn})`,
        );
      }
      check(request);
      const job = new TuningJob(request, arn);
      this.byName.set(name, job);
      this.host.tags.keep(arn, Tags);
      this.host.inBackground(`tuning job ${name}`, () => runTuningJob(this.trainingJobs, job));
      return { HyperParameterTuningJobArn: arn };
    }),
    DescribeHyperParameterTuningJob: operation(named, (input) =>
      this.get(input.HyperParameterTuningJobName).describe(),
    ),
    StopHyperParameterTuningJob: operation(named, (input) => {
      const job = this.get(input.HyperParameterTuningJobName);
      if (job.hasEnded) {
        throw validationException(
          `The request was rejected because the hyperparameter tuning job is in status ${job.status}.`,
        );
      }
      job.requestStop();
      return {};
    }),
    ListHyperParameterTuningJobs: operation(listInput, (input) => {
      const { items, ...page } = listPage(this.byName.values(), input, (job) => ({
        name: job.name,
        createdAt: job.createdAt,
        modifiedAt: job.modifiedAt,
        status: job.status,
      }));
      const summaries = items.map((job) => {
        const { TrainingJobStatusCounters, ObjectiveStatusCounters } = job.describe();
        return {
          HyperParameterTuningJobName: job.name,
          HyperParameterTuningJobArn: job.arn,
          HyperParameterTuningJobStatus: job.status,
          Strategy: job.config.Strategy,
          CreationTime: job.createdAt,
          LastModifiedTime: job.modifiedAt,
          HyperParameterTuningEndTime: job.endedAt,
          TrainingJobStatusCounters,
          ObjectiveStatusCounters,
          ResourceLimits: job.config.ResourceLimits,
        };
      });
      return { HyperParameterTuningJobSummaries: summaries, ...page };
    }),
    ListTrainingJobsForHyperParameterTuningJob: operation(listTrainingInput, (input) => {
      const job = this.get(input.HyperParameterTuningJobName);
      const { SortBy, ...others } = input;
      const byValue = SortBy === 'FinalObjectiveMetricValue';
      const describe = (attempt: Attempt) => ({
        name: attempt.job.name,
        createdAt: byValue
          ? (job.objectiveOf(attempt) ?? Number.NEGATIVE_INFINITY)
          : attempt.job.createdAt,
        status: attempt.job.status,
      });
      const sort = byValue || SortBy === undefined ? {} : { SortBy };
      const { items, ...page } = listPage(job.attempts, { ...others, ...sort }, describe);
      return { TrainingJobSummaries: items.map((one) => job.summarise(one)), ...page };
    }),
  };

  close(): void {
    for (const job of this.byName.values()) job.requestStop();
  }

  /** @throws {ResourceNotFound} there is no such job. */
  private get(name: string): TuningJob {
    const job = this.byName.get(name);
    if (!job) {
      throw new AwsError(
        'ResourceNotFound',
        `Amazon SageMaker can't find a tuning job named ${name}.`,
      );
    }
    return job;
  }
}

/** What contradicts itself, and what is not done here. */
const check = (request: TuningRequest): void => {
  const { Strategy, HyperParameterTuningJobObjective, ResourceLimits, ParameterRanges } =
    request.HyperParameterTuningJobConfig;
  if (Strategy !== 'Bayesian' && Strategy !== 'Random') {
    throw validationException(`The local cloud tunes by Bayesian or Random, got ${Strategy}.`);
  }
  for (const member of ['TrainingJobDefinitions', 'WarmStartConfig', 'Autotune']) {
    if (request[member] !== undefined) {
      throw validationException(`The local cloud does not know ${member} of tuning jobs.`);
    }
  }
  const { MaxParallelTrainingJobs, MaxNumberOfTrainingJobs } = ResourceLimits;
  if (MaxParallelTrainingJobs > MaxNumberOfTrainingJobs) {
    throw validationException(
      `MaxParallelTrainingJobs must not be greater than MaxNumberOfTrainingJobs ${MaxNumberOfTrainingJobs}, got ${MaxParallelTrainingJobs}.`,
    );
  }
  const { MetricDefinitions = [] } = request.TrainingJobDefinition.AlgorithmSpecification;
  const { MetricName } = HyperParameterTuningJobObjective;
  if (!MetricDefinitions.some(({ Name }) => Name === MetricName)) {
    throw validationException(
      `Objective metric ${MetricName} is none of the MetricDefinitions: ${MetricDefinitions.map(({ Name }) => Name).join(', ') || 'there are none'}.`,
    );
  }
  checkRanges(ParameterRanges, request.TrainingJobDefinition.StaticHyperParameters ?? {});
};

const checkRanges = (
  ranges: TuningRequest['HyperParameterTuningJobConfig']['ParameterRanges'],
  fixed: Record<string, string>,
): void => {
  try {
    const names = dimensionsOf(ranges).map(({ name }) => name);
    const [first] = names;
    if (first === undefined) throw new RangeError('ParameterRanges has no range to search.');
    const both = names.find((name) => Object.hasOwn(fixed, name));
    if (both) throw new RangeError(`Hyperparameter ${both} is both static and to be tuned.`);
  } catch (error) {
    if (error instanceof RangeError) throw validationException(error.message);
    throw error;
  }
};
