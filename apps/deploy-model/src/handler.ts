import { taskHandler, type Logger } from '@ngwaf/lambda-kit';

import { deployModel } from './deploy-model.ts';
import { deployModelInputSchema } from './input.ts';
import type { DeployModelPorts } from './ports.ts';

export const createHandler = (ports: DeployModelPorts, logger?: Logger) =>
  taskHandler(deployModelInputSchema, (input) => deployModel(ports, input), logger);
