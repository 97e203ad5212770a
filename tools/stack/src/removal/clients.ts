import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ECRClient } from '@aws-sdk/client-ecr';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { ClientConfig } from '../session/session.ts';

export const createClients = (config: ClientConfig) => ({
  apiGateway: new APIGatewayClient({ region: config.region }),
  autoScaling: new ApplicationAutoScalingClient({ region: config.region }),
  dynamo: new DynamoDBClient({ region: config.region }),
  ecr: new ECRClient({ region: config.region }),
  logs: new CloudWatchLogsClient({ region: config.region }),
  s3: new S3Client(config),
  sageMaker: new SageMakerClient({ region: config.region }),
  sfn: new SFNClient({ region: config.region }),
});
export type Clients = ReturnType<typeof createClients>;
