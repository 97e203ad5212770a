import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { userRestrictionsEnvSchema } from '@ngwaf/contracts';
import { parseEnv } from '@ngwaf/lambda-kit';
import { createRestrictionStore } from '@ngwaf/restriction-store';

import { createHandler } from './handler.ts';

const env = parseEnv(userRestrictionsEnvSchema);
const store = createRestrictionStore(new DynamoDBClient({}), env.RESTRICTION_TABLE_NAME);

export const handler = createHandler({ find: store.find, now: () => new Date() });
