import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Environment } from '@ngwaf/infra/environments';
import { attempt } from './attempt.ts';
import { describeError } from '@ngwaf/tool-cli';
import type { Finding } from './check.ts';
import type { Clients } from './clients.ts';

/** Who the credentials belong to. */
export interface Identity {
  account: string;
  arn: string;
  /** When temporary credentials end. */
  expiresAt?: Date;
}

/** Terraform needs ten minutes for a first apply; a plan and reading it come on top. */
const MINUTES_NEEDED = 30;

/** Whose the credentials are; undefined, with the reason, where there are none that AWS takes. */
export const findIdentity = async (
  sts: Clients['sts'],
): Promise<{ identity: Identity } | { identity?: undefined; findings: Finding[] }> => {
  const { answer, error } = await attempt(async () => {
    const { Account = '', Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
    const { expiration } = await sts.config.credentials();
    return { account: Account, arn: Arn, ...(expiration && { expiresAt: expiration }) };
  });
  if (answer) return { identity: answer };
  const finding: Finding = {
    check: 'credentials',
    status: 'problem',
    found: describeError(error) ?? `${error.name}: ${error.message}`,
    expected: 'credentials that AWS takes',
    remedy: 'aws sts get-caller-identity must name the account you mean',
  };
  return { findings: [finding] };
};

/** Whether the credentials are those that the environment is for, and last long enough. */
export const judgeIdentity = (
  { account, arn, expiresAt }: Identity,
  { name, accountId }: Pick<Environment, 'name' | 'accountId'>,
  now: Date,
): Finding[] => [
  judgeAccount(account, name, accountId),
  judgePrincipal(arn),
  ...(expiresAt ? [judgeExpiry(expiresAt, now)] : []),
];

const judgeAccount = (account: string, name: string, expected: string | undefined): Finding => {
  const check = 'account';
  if (expected === undefined) {
    return {
      check,
      status: 'info',
      found: `${account}; ${name} is not pinned to an account`,
      remedy: `give ${name} its accountId in infra/environments.ts, and Terraform touches no other`,
    };
  }
  return account === expected
    ? { check, status: 'ok', found: account }
    : {
        check,
        status: 'problem',
        found: account,
        expected: `${expected}, the accountId of ${name}`,
        remedy: 'choose other credentials with AWS_PROFILE',
      };
};

const judgePrincipal = (arn: string): Finding =>
  arn.endsWith(':root')
    ? {
        check: 'principal',
        status: 'warning',
        found: `${arn}: the root user, whom nothing limits`,
        expected: 'a role or a user',
        remedy: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
      }
    : { check: 'principal', status: 'ok', found: arn };

const judgeExpiry = (expiresAt: Date, now: Date): Finding => {
  const minutes = Math.floor((expiresAt.getTime() - now.getTime()) / 60_000);
  const enough = minutes >= MINUTES_NEEDED;
  return {
    check: 'credentials last',
    status: enough ? 'ok' : 'warning',
    found: `${minutes} more minutes`,
    ...(!enough && {
      expected: `${MINUTES_NEEDED} minutes for an apply`,
      remedy: 'sign in again first: an apply that loses its credentials stops half-way',
    }),
  };
};
