import type { MotoClient } from '../gateway/moto-client.ts';

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
  const sendToQueue: Messenger['sendToQueue'] = async (arn, message, options = {}) => {
    const QueueName = arn.split(':').at(-1);
    const { QueueUrl } = await moto.call('sqs', 'GetQueueUrl', { QueueName });
    await moto.call('sqs', 'SendMessage', {
      QueueUrl,
      MessageBody: message,
      MessageAttributes: toAttributes(options.attributes ?? {}),
      ...(options.groupId && { MessageGroupId: options.groupId }),
    });
  };

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

const toAttributes = (attributes: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
  );
