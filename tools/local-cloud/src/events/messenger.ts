import type { MotoClient } from '../gateway/moto-client.ts';
import { createMessageBatches } from './message-batches.ts';

/** Sends messages to SQS queues and SNS topics, which live in moto. */
export interface Messenger {
  /** @throws {AwsError} the queue or topic does not exist; {Error} the ARN is neither. */
  send(arn: string, message: string, attributes?: Record<string, string>): Promise<void>;
  /** @param groupId message group of a FIFO queue. */
  sendToQueue(
    arn: string,
    message: string,
    options?: { groupId?: string; attributes?: Record<string, string> },
  ): Promise<void>;
}

export const createMessenger = (moto: MotoClient): Messenger => {
  const batches = createMessageBatches(moto);
  const sendToQueue: Messenger['sendToQueue'] = (arn, message, options = {}) =>
    batches.send(arn, {
      body: message,
      attributes: options.attributes ?? {},
      groupId: options.groupId,
    });

  const publish = async (arn: string, message: string): Promise<void> => {
    const form = new URLSearchParams({
      Action: 'Publish',
      Version: '2010-03-31',
      TopicArn: arn,
      Message: message,
    });
    await moto.form('sns', form);
  };

  return {
    sendToQueue,
    async send(arn, message, attributes) {
      const service = arn.split(':')[2];
      if (service === 'sqs') await sendToQueue(arn, message, attributes ? { attributes } : {});
      else if (service === 'sns') await publish(arn, message);
      else throw new Error(`Messages can go to SQS and SNS, not to ${arn}`);
    },
  };
};
