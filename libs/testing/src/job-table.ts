import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { JOB_TABLE_KEYS } from '@ngwaf/contracts';

/** Creates a job table as infra does: key and indexes. */
export const createJobTable = async (dynamo: DynamoDBClient, name: string): Promise<void> => {
  const { partition, byCreation, byModel } = JOB_TABLE_KEYS;
  await dynamo.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        partition,
        byCreation.partition,
        byCreation.sort,
        byModel.partition,
      ].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
      KeySchema: [{ AttributeName: partition, KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [byCreation, byModel].map((index) => ({
        IndexName: index.index,
        KeySchema: [
          { AttributeName: index.partition, KeyType: 'HASH' as const },
          { AttributeName: index.sort, KeyType: 'RANGE' as const },
        ],
        Projection: { ProjectionType: 'ALL' as const },
      })),
    }),
  );
};
