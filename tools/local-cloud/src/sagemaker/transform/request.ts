import { z } from 'zod';

import { environment, instanceType, resourceName, tags } from '../api/schemas.ts';
import { parseSelection } from './json-path.ts';

const s3Url = z.string().regex(/^s3:\/\/([^/]+)\/?(.*)$/);

const filter = z
  .string()
  .max(63)
  .refine((path) => parseSelection(path) !== undefined, {
    message: "Member must be a JSONPath of the forms $, $.a.b, $['a','b'], $[1], $[-1] or $[1:]",
  });

/** CreateTransformJob's request. */
export const createInput = z.looseObject({
  TransformJobName: resourceName.min(1),
  ModelName: resourceName,
  MaxConcurrentTransforms: z.int().min(0).optional(),
  ModelClientConfig: z
    .looseObject({
      InvocationsTimeoutInSeconds: z.int().min(1).max(3600).optional(),
      InvocationsMaxRetries: z.int().min(0).max(3).optional(),
    })
    .optional(),
  MaxPayloadInMB: z.int().min(0).max(100).default(6),
  BatchStrategy: z.enum(['MultiRecord', 'SingleRecord']).optional(),
  Environment: environment.optional(),
  TransformInput: z.looseObject({
    DataSource: z.looseObject({
      S3DataSource: z.looseObject({
        S3DataType: z.enum(['ManifestFile', 'S3Prefix']),
        S3Uri: s3Url,
      }),
    }),
    ContentType: z.string().max(256).optional(),
    CompressionType: z.enum(['None', 'Gzip']).optional(),
    SplitType: z.enum(['None', 'Line', 'RecordIO', 'TFRecord']).default('None'),
  }),
  TransformOutput: z.looseObject({
    S3OutputPath: s3Url,
    Accept: z.string().max(256).optional(),
    AssembleWith: z.enum(['None', 'Line']).default('None'),
  }),
  DataProcessing: z
    .looseObject({
      InputFilter: filter.default('$'),
      OutputFilter: filter.default('$'),
      JoinSource: z.enum(['Input', 'None']).default('None'),
    })
    .optional(),
  TransformResources: z.looseObject({
    InstanceType: instanceType,
    InstanceCount: z.int().min(1),
  }),
  Tags: tags,
});
export type TransformRequest = z.output<typeof createInput>;
