import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { RESTRICTION_TABLE_KEYS } from '@ngwaf/contracts';

/** Creates a table of restrictions as infra does. */
export const createRestrictionTable = async (
  dynamo: DynamoDBClient,
  name: string,
): Promise<void> => {
  const { partition, sort } = RESTRICTION_TABLE_KEYS;
  await dynamo.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [partition, sort].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S' as const,
      })),
      KeySchema: [
        { AttributeName: partition, KeyType: 'HASH' },
        { AttributeName: sort, KeyType: 'RANGE' },
      ],
    }),
  );
};
