import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { LocalOutputs } from '@ngwaf/contracts';

/** SDK clients of the stack under test, as any program of a user would make them. */
export const createCloudClients = ({ awsEndpointUrl, region }: LocalOutputs) => {
  const configuration = {
    endpoint: awsEndpointUrl,
    region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  return {
    s3: new S3Client({ ...configuration, forcePathStyle: true }),
    dynamo: DynamoDBDocumentClient.from(new DynamoDBClient(configuration)),
    sageMaker: new SageMakerClient(configuration),
    lambda: new LambdaClient(configuration),
    sfn: new SFNClient(configuration),
  };
};
export type CloudClients = ReturnType<typeof createCloudClients>;

/** Puts an object into the bucket for data sets; resolves with its `train_file_path`. */
export const uploadDataSet = async (
  { s3 }: CloudClients,
  { trainBucket }: LocalOutputs,
  key: string,
  body: string | Buffer,
): Promise<string> => {
  await s3.send(
    new PutObjectCommand({
      Bucket: trainBucket,
      Key: key,
      Body: body,
      ContentLength: Buffer.byteLength(body),
    }),
  );
  return `${trainBucket}/${key}`;
};
