import { allows } from './function-permissions.ts';

const statement = {
  Effect: 'Allow',
  Action: 'lambda:InvokeFunction',
  Principal: { Service: 'apigateway.amazonaws.com' },
  Condition: {
    ArnLike: { 'AWS:SourceArn': 'arn:aws:execute-api:us-east-1:123456789012:abc/dev/*' },
  },
};
const source = 'arn:aws:execute-api:us-east-1:123456789012:abc/dev/POST/retrain';

describe('allows', () => {
  it.each([
    ['the call it was made for', statement, 'apigateway.amazonaws.com', source, true],
    ['another service', statement, 'events.amazonaws.com', source, false],
    ['another API', statement, 'apigateway.amazonaws.com', source.replace('abc', 'xyz'), false],
    [
      'another action',
      { ...statement, Action: 'lambda:GetFunction' },
      'apigateway.amazonaws.com',
      source,
      false,
    ],
    ['what it denies', { ...statement, Effect: 'Deny' }, 'apigateway.amazonaws.com', source, false],
    ['anybody', { ...statement, Principal: '*' }, 'events.amazonaws.com', source, true],
    [
      'any action of Lambda',
      { ...statement, Action: ['lambda:*'] },
      'apigateway.amazonaws.com',
      source,
      true,
    ],
  ])('%s', (_, tested, principal, sourceArn, expected) => {
    expect(allows(tested, principal, sourceArn)).toBe(expected);
  });
});
