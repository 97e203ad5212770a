import { z } from 'zod';

/** A message as ReceiveMessage gives it. */
export interface QueueMessage {
  MessageId: string;
  ReceiptHandle: string;
  Body: string;
  MD5OfBody?: string;
  Attributes?: Record<string, string>;
  MessageAttributes?: Record<
    string,
    { StringValue?: string; BinaryValue?: string; DataType: string }
  >;
}

/** The event that a function gets for messages of a queue. */
export const sqsEvent = (
  messages: readonly QueueMessage[],
  queueArn: string,
): { Records: object[] } => ({
  Records: messages.map((message) => ({
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, attribute]) => [
        name,
        {
          ...(attribute.StringValue !== undefined && { stringValue: attribute.StringValue }),
          ...(attribute.BinaryValue !== undefined && { binaryValue: attribute.BinaryValue }),
          stringListValues: [],
          binaryListValues: [],
          dataType: attribute.DataType,
        },
      ]),
    ),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(':')[3],
  })),
});

const answer = z.nullish(
  z.looseObject({
    batchItemFailures: z.nullish(z.array(z.object({ itemIdentifier: z.string().min(1) }))),
  }),
);

/**
 * The messages that a function says it did not manage. Nothing said is no failure; what cannot be
 * understood, or names no message of the batch, is a failure of them all.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const reportedFailures = (
  messages: readonly QueueMessage[],
  payload: string,
): QueueMessage[] => {
  const parsed = answer.safeParse(JSON.parse(payload));
  if (!parsed.success) return [...messages];
  const failed = new Set(
    (parsed.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier),
  );
  const known = messages.filter(({ MessageId }) => failed.has(MessageId));
  return known.length < failed.size ? [...messages] : known;
};
