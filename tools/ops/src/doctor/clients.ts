import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ECRClient } from '@aws-sdk/client-ecr';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';

/** What clients are made with; endpoint and credentials for a local cloud alone. */
export interface ClientConfig {
  region: string;
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
  forcePathStyle?: true;
}

/** A client of each service that is looked at. */
export const createClients = (config: ClientConfig) => {
  // A service that does not answer is found out in seconds; it is looked at once only.
  const patient = { ...config, maxAttempts: 2 };
  return {
    apiGateway: new APIGatewayClient(patient),
    dynamo: new DynamoDBClient(patient),
    ecr: new ECRClient(patient),
    iam: new IAMClient(patient),
    lambda: new LambdaClient(patient),
    logs: new CloudWatchLogsClient(patient),
    // SageMaker has thousands of quotas, and Service Quotas slows down who pages through them.
    quotas: new ServiceQuotasClient({ ...config, maxAttempts: 8 }),
    // The bucket of the state may be in another region.
    s3: new S3Client({ ...patient, followRegionRedirects: true }),
    sageMaker: new SageMakerClient(patient),
    sfn: new SFNClient(patient),
    ssm: new SSMClient(patient),
    sts: new STSClient(patient),
  };
};
export type Clients = ReturnType<typeof createClients>;
