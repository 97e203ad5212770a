import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { storePredictionsEnvSchema } from '@ngwaf/contracts';
import { parseEnv } from '@ngwaf/lambda-kit';

import { createHandler } from './handler.ts';

const env = parseEnv(storePredictionsEnvSchema);
const s3 = new S3Client({});

export const handler = createHandler({
  put: async (Key, Body) => {
    await s3.send(
      new PutObjectCommand({
        Bucket: env.PREDICTION_BUCKET,
        ...{ Key, Body, ContentType: 'application/json' },
      }),
    );
  },
});
