import { modelTrainingInputSchema } from '@ngwaf/contracts';
import { taskHandler, type Logger } from '@ngwaf/lambda-kit';

import { prepareData, type PrepareDataPorts } from './prepare-data.ts';

export const createHandler = (ports: PrepareDataPorts, logger?: Logger) =>
  taskHandler(modelTrainingInputSchema, (input) => prepareData(ports, input), logger);
