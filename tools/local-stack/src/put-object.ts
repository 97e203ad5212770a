import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { LocalOutputs } from '@ngwaf/contracts';

/** An object of the local cloud's S3. */
export interface NewObject {
  bucket: string;
  key: string;
  body: Buffer | string;
}

/** Puts objects into the local cloud. */
export const putObjects = async (
  { awsEndpointUrl, region }: Pick<LocalOutputs, 'awsEndpointUrl' | 'region'>,
  objects: readonly NewObject[],
): Promise<void> => {
  const client = new S3Client({
    endpoint: awsEndpointUrl,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  try {
    for (const { bucket, key, body } of objects) {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
    }
  } finally {
    client.destroy();
  }
};
