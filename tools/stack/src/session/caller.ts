import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Environment } from '@ngwaf/infra/environments';
import { StackError } from '../stack-error.ts';

/** Where and as whom AWS is called. */
export interface Caller {
  region: string;
  accountId: string;
  /** ARN of the user or role. */
  arn: string;
}

const findRegion = async (env: NodeJS.ProcessEnv, pinned: string | undefined): Promise<string> => {
  const named = pinned ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];
  if (named) return named;
  const profile = new STSClient();
  return profile.config.region();
};

/**
 * The account and region that the credentials and the environment's configuration lead to.
 *
 * @throws {StackError} the environment is pinned to another account.
 */
export const findCaller = async (
  env: NodeJS.ProcessEnv,
  environment?: Environment,
): Promise<Caller> => {
  const region = await findRegion(env, environment?.region);
  const sts = new STSClient({ region });
  const { Account: accountId = '', Arn: arn = '' } = await sts.send(
    new GetCallerIdentityCommand({}),
  );
  if (environment?.accountId !== undefined && environment.accountId !== accountId) {
    throw new StackError(
      `environment ${environment.name} belongs to account ${environment.accountId} (accountId in infra/environments.ts), your credentials to account ${accountId} (${arn}): take other credentials, e.g. with AWS_PROFILE`,
    );
  }
  return { region, accountId, arn };
};
