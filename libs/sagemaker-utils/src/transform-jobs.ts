import {
  CreateTransformJobCommand,
  DescribeTransformJobCommand,
  type SageMakerClient,
  type Tag,
  type TransformInstanceType,
  type TransformJobStatus,
} from '@aws-sdk/client-sagemaker';

import { orUndefined } from './service-errors.ts';

/** Scores the lines of one object; each line of what it writes is `{<id>, "SageMakerOutput": …}`. */
export interface LinesTransform {
  name: string;
  modelName: string;
  /** `s3://` address of an object with a JSON object a line. */
  input: string;
  /** `s3://` prefix; the object `<name of the input's object>.out` is written below it. */
  output: string;
  /** Field of each line that goes into the line of its answer. */
  idField: string;
  instances: { instanceType: string; instanceCount: number };
  tags: Tag[];
  /** Encrypts the instances' volumes. @default - AWS's own key */
  volumeKeyArn?: string | undefined;
}

export interface TransformJob {
  status: TransformJobStatus;
  failureReason: string | undefined;
}

/** Transform jobs: start, look. */
export const createTransformJobs = (client: SageMakerClient) => ({
  /** Starts a job; nothing happens where there is one of this name. */
  start: async (job: LinesTransform): Promise<void> => {
    const { instanceType, instanceCount } = job.instances;
    const command = new CreateTransformJobCommand({
      TransformJobName: job.name,
      ModelName: job.modelName,
      BatchStrategy: 'MultiRecord',
      TransformInput: {
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: job.input } },
        ContentType: 'application/jsonlines',
        SplitType: 'Line',
      },
      TransformOutput: {
        S3OutputPath: job.output,
        Accept: 'application/jsonlines',
        AssembleWith: 'Line',
      },
      DataProcessing: {
        JoinSource: 'Input',
        OutputFilter: `$['${job.idField}','SageMakerOutput']`,
      },
      TransformResources: {
        // Types are texts to us: the service knows which there are.
        InstanceType: instanceType as TransformInstanceType,
        InstanceCount: instanceCount,
        ...(job.volumeKeyArn !== undefined && { VolumeKmsKeyId: job.volumeKeyArn }),
      },
      Tags: job.tags,
    });
    await client.send(command).catch((error: unknown) => {
      const isThere = error instanceof Error && error.name === 'ResourceInUse';
      if (!isThere) throw error;
    });
  },

  /** `undefined` when there is no such job. */
  describe: async (name: string): Promise<TransformJob | undefined> => {
    const command = new DescribeTransformJobCommand({ TransformJobName: name });
    const found = await orUndefined(client.send(command));
    if (!found?.TransformJobStatus) return undefined;
    return { status: found.TransformJobStatus, failureReason: found.FailureReason };
  },
});
export type TransformJobs = ReturnType<typeof createTransformJobs>;
