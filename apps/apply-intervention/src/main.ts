import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { applyInterventionEnvSchema } from '@ngwaf/contracts';
import { parseEnv } from '@ngwaf/lambda-kit';
import { findModel } from '@ngwaf/model-catalogue';
import { createRestrictionStore } from '@ngwaf/restriction-store';

import { createHandler } from './handler.ts';

const env = parseEnv(applyInterventionEnvSchema);
const store = createRestrictionStore(new DynamoDBClient({}), env.RESTRICTION_TABLE_NAME);

export const handler = createHandler({
  policyOf: (model) => {
    const routing = findModel(model)?.routing;
    return routing?.to === 'intervention' ? routing.policy : undefined;
  },
  apply: store.apply,
  now: () => new Date(),
});
