import { allowsSend } from './queue-policies.ts';

const queueArn = 'arn:aws:sqs:us-east-1:1:q';
const ruleArn = 'arn:aws:events:us-east-1:1:rule/bus/r';

const policy = (...statements: object[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: queueArn,
      ...statement,
    })),
  });

it.each([
  ['nothing without a policy', '', false],
  ['what is granted', policy({}), true],
  [
    'the rule that is meant',
    policy({ Condition: { ArnEquals: { 'aws:SourceArn': ruleArn } } }),
    true,
  ],
  [
    'no other rule',
    policy({ Condition: { ArnEquals: { 'aws:SourceArn': `${ruleArn}-2` } } }),
    false,
  ],
  ['no other service', policy({ Principal: { Service: 'sns.amazonaws.com' } }), false],
  ['no other queue', policy({ Resource: `${queueArn}-2` }), false],
  [
    'nothing that is denied',
    policy({}, { Effect: 'Deny', Principal: '*', Action: 'sqs:*' }),
    false,
  ],
  [
    'what is denied only without TLS',
    policy(
      {},
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 'sqs:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ),
    true,
  ],
])('a queue takes %s', (_, text, expected) => {
  expect(allowsSend(text, queueArn, 'events.amazonaws.com', ruleArn)).toBe(expected);
});
