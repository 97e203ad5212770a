import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { findIdentity, judgeIdentity } from './identity.ts';

const now = new Date('2026-11-22T10:00:00Z');
const arn = 'arn:aws:sts::111122223333:assumed-role/Deployer/session';
const identity = { account: '111122223333', arn };
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const statusOf = (check: string, ...given: Parameters<typeof judgeIdentity>) =>
  judgeIdentity(...given).find((finding) => finding.check === check)?.status;

it.each([
  ['the account that the environment is pinned to', '111122223333', 'ok'],
  ['another account than that', '444455556666', 'problem'],
  ['no account that it is pinned to', undefined, 'info'],
])('judges %s', (_case, accountId, status) => {
  const environment = { name: 'dev', accountId };

  expect(statusOf('account', identity, environment as never, now)).toBe(status);
});

it('warns of the root user', () => {
  const root = { account: '111122223333', arn: 'arn:aws:iam::111122223333:root' };

  expect(statusOf('principal', root, { name: 'dev' }, now)).toBe('warning');
  expect(statusOf('principal', identity, { name: 'dev' }, now)).toBe('ok');
});

it.each([
  ['long enough', 60, 'ok'],
  ['shorter than an apply', 5, 'warning'],
])('judges credentials that last %s', (_case, minutes, status) => {
  const expiring = { ...identity, expiresAt: minutesLater(minutes) };

  expect(statusOf('credentials last', expiring, { name: 'dev' }, now)).toBe(status);
});

it('says nothing of the end of credentials that have none', () => {
  expect(statusOf('credentials last', identity, { name: 'dev' }, now)).toBeUndefined();
});

describe('findIdentity', () => {
  const sts = mockClient(STSClient);
  const client = new STSClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b', expiration: minutesLater(60) },
  });

  it('takes what STS answers, and when the credentials end', async () => {
    sts.on(GetCallerIdentityCommand).resolves({ Account: '111122223333', Arn: arn, UserId: 'A:s' });

    expect(await findIdentity(client)).toEqual({
      identity: { ...identity, expiresAt: minutesLater(60) },
    });
  });

  it('makes a problem of credentials that AWS refuses', async () => {
    const error = new Error('The security token included in the request is invalid.');
    sts
      .on(GetCallerIdentityCommand)
      .rejects(Object.assign(error, { name: 'InvalidClientTokenId' }));

    expect(await findIdentity(client)).toMatchObject({
      findings: [{ status: 'problem', found: expect.stringContaining('AWS_PROFILE') as string }],
    });
  });
});
