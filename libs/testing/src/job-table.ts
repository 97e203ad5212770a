import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { JOB_TABLE_KEYS } from '@ngwaf/contracts';

/** Creates a job table as infra does: key and index. */
export const createJobTable = async (dynamo: DynamoDBClient, name: string): Promise<void> => {
  const { partition, byCreation } = JOB_TABLE_KEYS;
  await dynamo.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [partition, byCreation.partition, byCreation.sort].map(
        (AttributeName) => ({ AttributeName, AttributeType: 'S' as const }),
      ),
      KeySchema: [{ AttributeName: partition, KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: byCreation.index,
          KeySchema: [
            { AttributeName: byCreation.partition, KeyType: 'HASH' },
            { AttributeName: byCreation.sort, KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
};
