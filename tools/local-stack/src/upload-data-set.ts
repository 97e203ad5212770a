import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { LocalOutputs } from '@ngwaf/contracts';

/** Puts a data set into the bucket for them; resolves with its `train_file_path`. */
export const uploadDataSet = async (
  { awsEndpointUrl, region, trainBucket }: LocalOutputs,
  key: string,
  body: Buffer,
): Promise<string> => {
  const client = new S3Client({
    endpoint: awsEndpointUrl,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  try {
    await client.send(new PutObjectCommand({ Bucket: trainBucket, Key: key, Body: body }));
  } finally {
    client.destroy();
  }
  return `${trainBucket}/${key}`;
};
