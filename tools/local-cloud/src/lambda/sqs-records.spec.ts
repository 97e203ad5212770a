import { reportedFailures, sqsEvent, type QueueMessage } from './sqs-records.ts';

const message = (MessageId: string): QueueMessage => ({
  MessageId,
  ReceiptHandle: `r-${MessageId}`,
  Body: '{"a":1}',
  MD5OfBody: 'md5',
  Attributes: { ApproximateReceiveCount: '1' },
  MessageAttributes: { kind: { StringValue: 'x', DataType: 'String' } },
});
const batch = [message('a'), message('b')];

it('sqsEvent gives records as Lambda does', () => {
  expect(sqsEvent([message('a')], 'arn:aws:sqs:eu-west-1:1:q')).toEqual({
    Records: [
      {
        messageId: 'a',
        receiptHandle: 'r-a',
        body: '{"a":1}',
        attributes: { ApproximateReceiveCount: '1' },
        messageAttributes: {
          kind: {
            stringValue: 'x',
            stringListValues: [],
            binaryListValues: [],
            dataType: 'String',
          },
        },
        md5OfBody: 'md5',
        eventSource: 'aws:sqs',
        eventSourceARN: 'arn:aws:sqs:eu-west-1:1:q',
        awsRegion: 'eu-west-1',
      },
    ],
  });
});

describe('reportedFailures', () => {
  it.each([
    ['nothing', 'null', []],
    ['an empty object', '{}', []],
    ['no list', '{"batchItemFailures":null}', []],
    ['an empty list', '{"batchItemFailures":[]}', []],
    ['one message', '{"batchItemFailures":[{"itemIdentifier":"b"}]}', ['b']],
    ['an unknown message', '{"batchItemFailures":[{"itemIdentifier":"c"}]}', ['a', 'b']],
    ['an empty identifier', '{"batchItemFailures":[{"itemIdentifier":""}]}', ['a', 'b']],
    ['another key', '{"batchItemFailures":[{"id":"a"}]}', ['a', 'b']],
    ['a text', '"done"', ['a', 'b']],
  ])('reads %s', (_, payload, expected) => {
    expect(reportedFailures(batch, payload).map(({ MessageId }) => MessageId)).toEqual(expected);
  });
});
