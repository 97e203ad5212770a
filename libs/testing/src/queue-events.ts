import { randomUUID } from 'node:crypto';

/** What Lambda gives a queue's consumer: one message for each body. */
export const aQueueEvent = (...bodies: unknown[]) => ({
  Records: bodies.map((body) => ({
    messageId: randomUUID(),
    receiptHandle: randomUUID(),
    body: JSON.stringify(body),
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: '1772366400000' },
    messageAttributes: {},
    eventSource: 'aws:sqs',
  })),
});
