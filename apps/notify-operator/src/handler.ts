import { predictionEventSchema } from '@ngwaf/contracts';
import { createLogger, queueHandler, type Delivery, type Logger } from '@ngwaf/lambda-kit';

import { notifyOperator, type NotifyOperatorPorts } from './notify-operator.ts';

export interface HandlerPorts extends NotifyOperatorPorts {
  /** Has the settings read anew. */
  forgetWebhook(): void;
  /** Hides a message in its queue for so long. */
  delay(delivery: Delivery, seconds: number): Promise<void>;
}

const MAX_DELAY_SECONDS = 3600;

/** Until the next attempt: 2 s, 4 s, 8 s … one hour, the last half of it by chance. */
export const retryDelaySeconds = (receiveCount: number, random: () => number): number => {
  const most = Math.min(MAX_DELAY_SECONDS, 2 ** Math.min(receiveCount, 30));
  return Math.ceil(most * (0.5 + random() / 2));
};

export const createHandler = (
  ports: HandlerPorts,
  logger: Logger = createLogger(),
  random: () => number = Math.random,
) =>
  queueHandler(
    predictionEventSchema,
    async ({ detail }, delivery) => {
      const { prediction_id, model } = detail;
      try {
        const outcome = await notifyOperator(ports, detail);
        logger.info('operator notified', { prediction_id, model, outcome });
      } catch (error) {
        ports.forgetWebhook();
        await ports.delay(delivery, retryDelaySeconds(delivery.receiveCount, random));
        throw error;
      }
    },
    logger,
  );
