import * as z from 'zod/mini';

import { describeIssues } from './describe-issues.ts';
import { InvalidRequestError } from './invalid-request-error.ts';
import { createLogger, type Logger } from './logger.ts';

const deliverySchema = z.object({
  messageId: z.string(),
  receiptHandle: z.string(),
  body: z.string(),
  attributes: z.object({ ApproximateReceiveCount: z.coerce.number() }),
});
const eventSchema = z.object({ Records: z.array(deliverySchema) });

/** One delivery of a message. */
export interface Delivery {
  messageId: string;
  /** With which its visibility can be changed. */
  receiptHandle: string;
  /** How often it was delivered, this time included. */
  receiveCount: number;
}

/** Names the messages that stay in the queue; `ReportBatchItemFailures` has to be on. */
export interface BatchResponse {
  batchItemFailures: { itemIdentifier: string }[];
}

const parseBody = <Schema extends z.ZodMiniType>(schema: Schema, body: string): z.infer<Schema> => {
  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch {
    const found = `${body.length} characters that are not JSON`;
    throw new InvalidRequestError([{ path: 'body', expected: 'JSON', found }]);
  }
  const parsed = schema.safeParse(content, { reportInput: true });
  if (!parsed.success) throw new InvalidRequestError(describeIssues(parsed.error));
  return parsed.data;
};

/**
 * The edge of a queue's consumer: parses each message and handles all of a batch at the same time.
 *
 * A message that fails, or that is not what the schema takes, is logged and stays in the queue; the
 * others of its batch are done. Deliveries repeat, so the use case has to bear that.
 */
export const queueHandler =
  <Schema extends z.ZodMiniType>(
    schema: Schema,
    useCase: (content: z.infer<Schema>, delivery: Delivery) => Promise<void>,
    logger: Logger = createLogger(),
  ) =>
  async (event: unknown): Promise<BatchResponse> => {
    const handle = async (record: z.infer<typeof deliverySchema>): Promise<string | undefined> => {
      const { messageId, receiptHandle, attributes } = record;
      const receiveCount = attributes.ApproximateReceiveCount;
      try {
        const content = parseBody(schema, record.body);
        await useCase(content, { messageId, receiptHandle, receiveCount });
        return undefined;
      } catch (error) {
        logger.error('message failed', {
          message_id: messageId,
          receive_count: receiveCount,
          error,
        });
        return messageId;
      }
    };
    const { Records } = eventSchema.parse(event);
    const failed = (await Promise.all(Records.map(handle))).filter((id) => id !== undefined);
    logger.info('batch done', { messages: Records.length, failed: failed.length });
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
