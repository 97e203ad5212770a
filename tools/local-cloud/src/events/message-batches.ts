import { AwsError } from '../context.ts';
import type { MotoClient } from '../gateway/moto-client.ts';

/** A message on its way to a queue. */
export interface OutgoingMessage {
  body: string;
  attributes: Record<string, string>;
  groupId: string | undefined;
}

/** Sends messages to queues, those that come at the same time together: a burst takes a tenth of the calls. */
export interface MessageBatches {
  /** @throws {AwsError} the queue does not exist, or does not take this message. */
  send(queueArn: string, message: OutgoingMessage): Promise<void>;
}

interface Waiting {
  message: OutgoingMessage;
  settle: (error?: Error) => void;
}

const MAX_MESSAGES = 10;
/** SQS takes 256 KB a batch; some room for what surrounds the bodies. */
const MAX_BYTES = 240_000;

export const createMessageBatches = (moto: MotoClient): MessageBatches => {
  const waiting = new Map<string, Waiting[]>();
  const sending = new Set<string>();
  const urls = new Map<string, string>();

  const urlOf = async (queueArn: string): Promise<string> => {
    const known = urls.get(queueArn);
    if (known !== undefined) return known;
    const QueueName = queueArn.split(':').at(-1);
    const { QueueUrl } = await moto.call('sqs', 'GetQueueUrl', { QueueName });
    urls.set(queueArn, String(QueueUrl));
    return String(QueueUrl);
  };

  const sendBatch = async (queueArn: string, batch: readonly Waiting[]): Promise<void> => {
    try {
      const { Failed = [] } = (await moto.call('sqs', 'SendMessageBatch', {
        QueueUrl: await urlOf(queueArn),
        Entries: batch.map(({ message }, index) => ({ Id: String(index), ...fields(message) })),
      })) as { Failed?: { Id: string; Code: string; Message?: string }[] };
      batch.forEach(({ settle }, index) => {
        const failure = Failed.find(({ Id }) => Id === String(index));
        settle(failure && new AwsError(failure.Code, failure.Message ?? failure.Code));
      });
    } catch (error) {
      urls.delete(queueArn);
      const failure = error instanceof Error ? error : new Error(String(error));
      for (const { settle } of batch) settle(failure);
    }
  };

  /** One batch after the other, so that messages keep their order. */
  const drain = async (queueArn: string): Promise<void> => {
    if (sending.has(queueArn)) return;
    sending.add(queueArn);
    // What is put at the same time is here at the end of this turn.
    await new Promise(setImmediate);
    for (;;) {
      const queued = waiting.get(queueArn) ?? [];
      if (queued.length === 0) break;
      await sendBatch(queueArn, queued.splice(0, sizeOf(queued)));
    }
    waiting.delete(queueArn);
    sending.delete(queueArn);
  };

  return {
    send: (queueArn, message) =>
      new Promise((resolve, reject) => {
        const queued = waiting.get(queueArn) ?? [];
        waiting.set(queueArn, queued);
        queued.push({
          message,
          settle: (error) => (error === undefined ? resolve() : reject(error)),
        });
        void drain(queueArn);
      }),
  };
};

/** How many of the first messages fit into a batch; one does in any case, or is refused for itself. */
const sizeOf = (queued: readonly Waiting[]): number => {
  let bytes = 0;
  const tooMany = queued.findIndex(({ message }, index) => {
    bytes += Buffer.byteLength(message.body);
    return index > 0 && (bytes > MAX_BYTES || index === MAX_MESSAGES);
  });
  return tooMany === -1 ? queued.length : tooMany;
};

const fields = ({ body, attributes, groupId }: OutgoingMessage) => ({
  MessageBody: body,
  MessageAttributes: Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
  ),
  ...(groupId && { MessageGroupId: groupId }),
});
