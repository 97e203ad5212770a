import { SCORED_BY_HEADER } from '@ngwaf/contracts';
import { httpHandler, type Logger } from '@ngwaf/lambda-kit';
import * as z from 'zod/mini';

import { predictionRequestSchema } from './prediction-request.ts';
import { smServing, type SmServingPorts } from './sm-serving.ts';

const request = z.object({ body: predictionRequestSchema });

export const createHandler = (ports: SmServingPorts, logger?: Logger) =>
  httpHandler(request, ({ body }) => smServing(ports, body), {
    body: ({ prediction }) => prediction,
    headers: ({ scoredBy }) => ({ [SCORED_BY_HEADER]: scoredBy }),
    ...(logger && { logger }),
  });
