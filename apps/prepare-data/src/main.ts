import { S3Client } from '@aws-sdk/client-s3';

import { createHandler } from './handler.ts';
import { createS3Sink, openObject } from './s3-objects.ts';

const s3 = new S3Client({});

export const handler = createHandler({
  open: (bucket, key, versionId) => openObject(s3, bucket, key, versionId),
  sink: (bucket, key) => createS3Sink(s3, bucket, key),
});
