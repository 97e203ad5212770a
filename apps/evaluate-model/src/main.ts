import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { evaluateModelEnvSchema } from '@ngwaf/contracts';
import { parseEnv } from '@ngwaf/lambda-kit';
import { modelResources } from '@ngwaf/model-catalogue';
import {
  createEndpointVersions,
  createModelPackages,
  createTrainedModels,
} from '@ngwaf/sagemaker-utils';

import { createHandler } from './handler.ts';

const env = parseEnv(evaluateModelEnvSchema);
const s3 = new S3Client({});
const sageMaker = new SageMakerClient({});

export const handler = createHandler({
  trained: createTrainedModels(sageMaker),
  createModel: createEndpointVersions(sageMaker).createModel,
  register: createModelPackages(sageMaker).register,
  groupOf: (entry) => modelResources(env.NAME_PREFIX, '', entry).modelPackageGroup,
  read: async (bucket, key) => {
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return await Body?.transformToString();
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
      throw error;
    }
  },
  writeJson: async (bucket, key, content) => {
    const Body = JSON.stringify(content);
    await s3.send(
      new PutObjectCommand({ Bucket: bucket, Key: key, Body, ContentType: 'application/json' }),
    );
  },
});
