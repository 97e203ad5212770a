import {
  arnOf,
  list,
  object,
  text,
  type Input,
  type Permission,
  type Place,
} from './permission.ts';

/** What operations on several items need for each of their entries. */
const TRANSACTION_ACTIONS: Record<string, string> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

/** Transactions need what their entries do; queries need the index that they read. */
export const dynamoDbPermissions = (
  operation: string,
  input: Input,
  place: Place,
): Permission[] => {
  const on = (action: string, table: string): Permission => ({
    action: `dynamodb:${action}`,
    resource: table === '' ? '*' : arnOf(place, 'dynamodb', withFolder(table)),
  });
  switch (operation) {
    case 'TransactWriteItems':
    case 'TransactGetItems':
      return list(input, 'TransactItems').flatMap((item) =>
        Object.entries(item as Record<string, Input>).map(([kind, entry]) =>
          on(TRANSACTION_ACTIONS[kind] ?? kind, text(entry, 'TableName')),
        ),
      );
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return Object.keys(object(input, 'RequestItems')).map((table) => on(operation, table));
    case 'Query':
    case 'Scan': {
      const { action, resource } = on(operation, text(input, 'TableName'));
      const index = text(input, 'IndexName');
      return [{ action, resource: index === '' ? resource : `${resource}/index/${index}` }];
    }
    case 'TagResource':
    case 'UntagResource':
    case 'ListTagsOfResource':
      return [on(operation, text(input, 'ResourceArn'))];
    default:
      return [on(operation, text(input, 'TableName'))];
  }
};

const withFolder = (table: string): string => (table.startsWith('arn:') ? table : `table/${table}`);
