import type { ModelMetric } from '@ngwaf/contracts';
import { createLogger, taskHandler, type Logger } from '@ngwaf/lambda-kit';
import type { RecordModel } from '@ngwaf/model-catalogue';
import * as z from 'zod/mini';

import { monitorModel, type Measures, type MonitorPorts } from './monitor-model.ts';

/** Some models could not be measured; the others were. */
export class MonitoringFailedError extends Error {
  override readonly name = 'MonitoringFailedError';
}

export interface HandlerPorts extends MonitorPorts {
  models: readonly RecordModel[];
  putMetrics(model: string, values: Partial<Record<ModelMetric, number>>, at: Date): Promise<void>;
}

/** What the schedule sends is empty; by hand one model may be named. */
const inputSchema = z.object({ model: z.optional(z.string()) });

export const createHandler = (ports: HandlerPorts, logger: Logger = createLogger()) =>
  taskHandler(
    inputSchema,
    async ({ model: only }) => {
      const measured: Record<string, Measures> = {};
      const failed: string[] = [];
      for (const model of ports.models) {
        if (only !== undefined && only !== model.name) continue;
        try {
          const measures = await monitorModel(ports, model);
          await ports.putMetrics(model.name, measures.metrics, ports.now());
          measured[model.name] = measures;
        } catch (error) {
          failed.push(model.name);
          logger.error('model could not be measured', { model: model.name, error });
        }
      }
      if (failed.length > 0) throw new MonitoringFailedError(failed.join(', '));
      return measured;
    },
    logger,
  );
