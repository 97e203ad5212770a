import { predictionEventSchema } from '@ngwaf/contracts';
import { createLogger, queueHandler, type Logger } from '@ngwaf/lambda-kit';

import { applyIntervention, type ApplyInterventionPorts } from './apply-intervention.ts';

export const createHandler = (ports: ApplyInterventionPorts, logger: Logger = createLogger()) =>
  queueHandler(
    predictionEventSchema,
    async ({ detail }) => {
      const change = await applyIntervention(ports, detail);
      // Of the user no more than the id of the prediction: logs are kept and read by other people.
      logger.info('prediction applied', {
        prediction_id: detail.prediction_id,
        model: detail.model,
        imposed: change?.imposed.map(({ kind }) => kind) ?? [],
        has_new_group: change?.isNewGroup ?? false,
      });
    },
    logger,
  );
