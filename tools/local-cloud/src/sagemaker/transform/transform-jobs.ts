import { z } from 'zod';

import { AwsError } from '../../context.ts';
import { validationException } from '../api/errors.ts';
import { listPage } from '../api/list.ts';
import { operation, type Operations } from '../api/operation.ts';
import { listInput, resourceName } from '../api/schemas.ts';
import type { FleetSources } from '../endpoints/fleet.ts';
import { createInput, type TransformRequest } from './request.ts';
import { runTransformJob } from './run.ts';
import { TransformJob } from './transform-job.ts';

const named = z.looseObject({ TransformJobName: resourceName });

/** Transform jobs, and the operations on them. */
export class TransformJobs {
  private readonly byName = new Map<string, TransformJob>();

  constructor(private readonly sources: FleetSources) {}

  readonly operations: Operations = {
    CreateTransformJob: operation(createInput, ({ Tags, ...request }) => {
      const { host, models } = this.sources;
      const arn = host.arn('transform-job', request.TransformJobName);
      if (this.byName.has(request.TransformJobName)) {
        throw new AwsError(
          'ResourceInUse',
          `Transform job names must be unique within an AWS account and region, and a transform job with this name already exists (${arn})`,
        );
      }
      check(request);
      const job = new TransformJob(request, arn, models.get(request.ModelName));
      this.byName.set(job.name, job);
      host.tags.keep(arn, Tags);
      host.inBackground(`transform job ${job.name}`, () => runTransformJob(this.sources, job));
      return { TransformJobArn: arn };
    }),
    DescribeTransformJob: operation(named, ({ TransformJobName }) =>
      this.get(TransformJobName).describe(),
    ),
    StopTransformJob: operation(named, ({ TransformJobName }) => {
      const job = this.get(TransformJobName);
      if (job.hasEnded) {
        throw validationException(
          `The request was rejected because the transform job is in status ${job.status}.`,
        );
      }
      job.requestStop();
      return {};
    }),
    ListTransformJobs: operation(listInput, (input) => {
      const { items, ...page } = listPage(this.byName.values(), input, (job) => ({
        name: job.name,
        createdAt: job.createdAt,
        modifiedAt: job.endedAt ?? job.createdAt,
        status: job.status,
      }));
      const summaries = items.map((job) => ({
        TransformJobName: job.name,
        TransformJobArn: job.arn,
        CreationTime: job.createdAt,
        TransformEndTime: job.endedAt,
        LastModifiedTime: job.endedAt ?? job.createdAt,
        TransformJobStatus: job.status,
        FailureReason: job.failureReason,
      }));
      return { TransformJobSummaries: summaries, ...page };
    }),
  };

  close(): void {
    for (const job of this.byName.values()) job.requestStop();
  }

  /** @throws {ValidationException} there is no such job. */
  private get(name: string): TransformJob {
    const job = this.byName.get(name);
    if (!job) throw validationException('Requested resource not found.');
    return job;
  }
}

/** Members that exclude each other, and what is not done here. */
const check = (request: TransformRequest): void => {
  const { TransformInput, BatchStrategy, DataProcessing, MaxPayloadInMB } = request;
  const { SplitType } = TransformInput;
  if (BatchStrategy !== undefined && SplitType === 'None' && BatchStrategy === 'MultiRecord') {
    throw validationException(
      'BatchStrategy MultiRecord needs a SplitType other than None: a file that is not split is one record.',
    );
  }
  if ((request.MaxConcurrentTransforms ?? 1) * MaxPayloadInMB > 100) {
    throw validationException(
      'The value of MaxConcurrentTransforms times MaxPayloadInMB must not be greater than 100.',
    );
  }
  if (DataProcessing && DataProcessing.JoinSource === 'Input' && SplitType === 'None') {
    throw validationException('JoinSource Input needs SplitType Line here.');
  }
  if (SplitType !== 'None' && SplitType !== 'Line') {
    throw validationException(`The local cloud splits by Line or not at all, got ${SplitType}.`);
  }
  if (TransformInput.DataSource.S3DataSource.S3DataType !== 'S3Prefix') {
    throw validationException('The local cloud reads S3Prefix data sources.');
  }
};
