import { z } from 'zod';

import { environment, instanceType, roleArn, tags } from '../api/schemas.ts';

const s3Url = z.string().regex(/^(https|s3):\/\/([^/]+)\/?(.*)$/);

const channel = z.looseObject({
  ChannelName: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[A-Za-z0-9.\-_]+$/),
  DataSource: z.looseObject({
    S3DataSource: z
      .looseObject({
        S3DataType: z.enum(['ManifestFile', 'S3Prefix', 'AugmentedManifestFile']),
        S3Uri: s3Url,
        S3DataDistributionType: z.enum(['FullyReplicated', 'ShardedByS3Key']).optional(),
      })
      .optional(),
  }),
  ContentType: z.string().max(256).optional(),
  CompressionType: z.enum(['None', 'Gzip']).optional(),
  RecordWrapperType: z.enum(['None', 'RecordIO']).optional(),
  InputMode: z.enum(['File', 'Pipe', 'FastFile']).optional(),
});
export type Channel = z.output<typeof channel>;

/** CreateTrainingJob's request. */
export const createInput = z.looseObject({
  TrainingJobName: z
    .string()
    .min(1)
    .max(63)
    .regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/),
  RoleArn: roleArn,
  HyperParameters: z.record(z.string().max(256), z.string().max(2_500)).optional(),
  AlgorithmSpecification: z.looseObject({
    TrainingImage: z.string().max(255),
    TrainingInputMode: z.enum(['File', 'Pipe', 'FastFile']),
    MetricDefinitions: z
      .array(z.looseObject({ Name: z.string().min(1).max(255), Regex: z.string().min(1).max(500) }))
      .max(40)
      .optional(),
  }),
  InputDataConfig: z.array(channel).max(20).optional(),
  OutputDataConfig: z.looseObject({ S3OutputPath: s3Url }),
  ResourceConfig: z.looseObject({
    InstanceType: instanceType,
    InstanceCount: z.int().min(1),
    VolumeSizeInGB: z.int().min(0),
  }),
  StoppingCondition: z
    .looseObject({ MaxRuntimeInSeconds: z.int().min(1).default(86_400) })
    .default({ MaxRuntimeInSeconds: 86_400 }),
  Environment: environment.optional(),
  EnableNetworkIsolation: z.boolean().optional(),
  Tags: tags,
});
export type TrainingRequest = z.output<typeof createInput>;
