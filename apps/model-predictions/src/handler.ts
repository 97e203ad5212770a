import { httpHandler, httpRoutes, type Logger } from '@ngwaf/lambda-kit';

import { describeModel, listModels, type ModelsPorts } from './models.ts';
import {
  listRequestSchema,
  modelRequestSchema,
  predictionRequestSchema,
} from './prediction-request.ts';
import { predict, type PredictionsPorts } from './predictions.ts';

export const createHandler = (ports: PredictionsPorts & ModelsPorts, logger?: Logger) => {
  const options = logger ? { logger } : {};
  return httpRoutes({
    'POST /models/{model}/predictions': httpHandler(
      predictionRequestSchema,
      ({ pathParameters, headers, body }) =>
        predict(ports, {
          model: pathParameters.model,
          records: body.records,
          idempotencyKey: headers['idempotency-key'],
        }),
      options,
    ),
    'GET /models': httpHandler(listRequestSchema, () => listModels(ports), options),
    'GET /models/{model}': httpHandler(
      modelRequestSchema,
      ({ pathParameters }) => describeModel(ports, pathParameters.model),
      options,
    ),
  });
};
