import { predictionBucketKeys, predictionEventSchema } from '@ngwaf/contracts';
import { queueHandler, type Logger } from '@ngwaf/lambda-kit';

/** What the consumer needs; `main.ts` supplies the real ones, specs supply fakes. */
export interface StorePredictionsPorts {
  /** Writes an object; the same content again does no harm. */
  put(key: string, body: string): Promise<void>;
}

/** Every routed prediction becomes an object, by model, date and hour. */
export const createHandler = (ports: StorePredictionsPorts, logger?: Logger) =>
  queueHandler(
    predictionEventSchema,
    ({ detail }) => ports.put(predictionBucketKeys.prediction(detail), JSON.stringify(detail)),
    logger,
  );
