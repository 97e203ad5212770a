import type { MotoClient } from '../gateway/moto-client.ts';
import { allows, createFunctionPermissions } from './function-permissions.ts';

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

describe('createFunctionPermissions', () => {
  it('asks again after a failure', async () => {
    const answers = [
      () => Promise.reject(new Error('connect ECONNREFUSED')),
      () => {
        const Policy = JSON.stringify({ Statement: [statement] });
        return Promise.resolve({ body: Buffer.from(JSON.stringify({ Policy })) });
      },
    ];
    const moto = { rest: () => answers.shift()?.() } as unknown as MotoClient;
    const permissions = createFunctionPermissions(moto);
    const ask = () =>
      permissions.allow({ name: 'f', qualifier: 'live' }, 'apigateway.amazonaws.com', source);

    await expect(ask()).rejects.toThrow('ECONNREFUSED');

    expect(await ask()).toBe(true);
  });
});
