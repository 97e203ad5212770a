import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LABEL_TABLE_KEYS } from '@ngwaf/contracts';

/** Creates a table of labels as infra does: keys and index. */
export const createLabelTable = async (dynamo: DynamoDBClient, name: string): Promise<void> => {
  const { partition, sort, open } = LABEL_TABLE_KEYS;
  await dynamo.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [partition, sort, open.partition, open.sort].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S' as const,
      })),
      KeySchema: [
        { AttributeName: partition, KeyType: 'HASH' },
        { AttributeName: sort, KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: open.index,
          KeySchema: [
            { AttributeName: open.partition, KeyType: 'HASH' },
            { AttributeName: open.sort, KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
};
