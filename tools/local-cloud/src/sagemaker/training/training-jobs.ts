import { z } from 'zod';

import { AwsError } from '../../context.ts';
import { validationException } from '../api/errors.ts';
import { listPage } from '../api/list.ts';
import { operation, type Operations } from '../api/operation.ts';
import { listInput, resourceName } from '../api/schemas.ts';
import type { Host } from '../host.ts';
import { createInput, type TrainingRequest } from './request.ts';
import { runTrainingJob } from './run.ts';
import { TrainingJob } from './training-job.ts';

const named = z.looseObject({ TrainingJobName: resourceName });

/** Training jobs, and the operations on them. */
export class TrainingJobs {
  private readonly byName = new Map<string, TrainingJob>();

  constructor(private readonly host: Host) {}

  readonly operations: Operations = {
    CreateTrainingJob: operation(createInput, ({ Tags, ...request }) => {
      const { arn } = this.start(request);
      this.host.tags.keep(arn, Tags);
      return { TrainingJobArn: arn };
    }),
    DescribeTrainingJob: operation(named, ({ TrainingJobName }) =>
      this.get(TrainingJobName).describe(),
    ),
    StopTrainingJob: operation(named, ({ TrainingJobName }) => {
      const job = this.get(TrainingJobName);
      if (job.status !== 'InProgress' && job.status !== 'Stopping') {
        throw validationException(
          `The request was rejected because the training job is in status ${job.status}.`,
        );
      }
      job.requestStop('Stopped');
      return {};
    }),
    ListTrainingJobs: operation(listInput, (input) => {
      const { items, ...page } = listPage(this.byName.values(), input, (job) => ({
        name: job.name,
        createdAt: job.createdAt,
        modifiedAt: job.modifiedAt,
        status: job.status,
      }));
      const summaries = items.map((job) => ({
        TrainingJobName: job.name,
        TrainingJobArn: job.arn,
        CreationTime: job.createdAt,
        TrainingEndTime: job.endedAt,
        LastModifiedTime: job.modifiedAt,
        TrainingJobStatus: job.status,
        SecondaryStatus: job.secondaryStatus,
      }));
      return { TrainingJobSummaries: summaries, ...page };
    }),
  };

  /**
   * Begins a training job that runs by itself.
   *
   * @throws {AwsError} there is one of this name, or a regular expression is none.
   */
  start(request: TrainingRequest): TrainingJob {
    const arn = this.host.arn('training-job', request.TrainingJobName);
    if (this.byName.has(request.TrainingJobName)) {
      throw new AwsError(
        'ResourceInUse',
        `Training job names must be unique within an AWS account and region, and a training job with this name already exists (${arn})`,
      );
    }
    checkRegexes(request.AlgorithmSpecification.MetricDefinitions ?? []);
    const job = new TrainingJob(request, arn);
    this.byName.set(job.name, job);
    this.host.tags.keep(arn);
    this.host.inBackground(`training job ${job.name}`, () => runTrainingJob(this.host, job));
    return job;
  }

  close(): void {
    for (const job of this.byName.values()) {
      if (job.status === 'InProgress') job.requestStop('Stopped');
    }
  }

  /** @throws {ValidationException} there is no such job. */
  private get(name: string): TrainingJob {
    const job = this.byName.get(name);
    if (!job) throw validationException('Requested resource not found.');
    return job;
  }
}

const checkRegexes = (definitions: { Name: string; Regex: string }[]): void => {
  for (const { Name, Regex } of definitions) {
    try {
      new RegExp(Regex);
    } catch {
      throw validationException(`The regular expression of metric ${Name} is not valid: ${Regex}`);
    }
  }
};
