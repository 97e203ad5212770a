import { GetAccountCommand } from '@aws-sdk/client-api-gateway';
import type { Environment } from '@ngwaf/infra/environments';
import { attempt, couldNotBeChecked } from './attempt.ts';
import type { Finding } from './check.ts';
import type { Clients } from './clients.ts';

/** What AWS no longer gives to new customers, and what of this project that would touch: nothing. */
const CLOSED_TO_NEW_CUSTOMERS = [
  {
    service: 'SageMaker Ground Truth',
    affected: 'labelling by people; nothing here uses it, data sets come with their labels',
  },
  {
    service: 'SageMaker Model Monitor',
    affected:
      'drift reports by AWS; nothing here uses it, every retraining measures the live model',
  },
];

/** Services of which a reader may wonder whether a new account lacks them. */
export const closedServices = (): Finding[] =>
  CLOSED_TO_NEW_CUSTOMERS.map(({ service, affected }) => ({
    check: service,
    status: 'info',
    found: `closed to new customers: ${affected}`,
  }));

/** Whether API Gateway may write logs, and whether this stack may say so for the whole region. */
export const judgeLoggingRole = (
  roleArn: string | undefined,
  { prefix, ownsApiGatewayAccount }: Pick<Environment, 'prefix' | 'ownsApiGatewayAccount'>,
): Finding => {
  const check = "API Gateway's role for logs";
  const isOurs = roleArn?.endsWith(`/${prefix}-api-logging`) ?? false;
  if (ownsApiGatewayAccount) {
    if (roleArn === undefined)
      return { check, status: 'ok', found: 'none yet; this stack sets it' };
    if (isOurs) return { check, status: 'ok', found: roleArn };
    return {
      check,
      status: 'warning',
      found: `${roleArn}, set by somebody else`,
      expected:
        'none, or that of this stack: there is one for a region of an account, and an apply replaces it',
      remedy: 'set ownsApiGatewayAccount: false for this environment in infra/environments.ts',
    };
  }
  if (roleArn !== undefined) return { check, status: 'ok', found: roleArn };
  return {
    check,
    status: 'problem',
    found: 'none, and this environment does not set it (ownsApiGatewayAccount: false)',
    expected: 'a role, or API Gateway refuses the stage with its access log',
    remedy: 'set ownsApiGatewayAccount: true for this environment in infra/environments.ts',
  };
};

/** What the account already has, or lacks, of services that this stack shares with others. */
export const checkSharedServices = async (
  { apiGateway }: Pick<Clients, 'apiGateway'>,
  environment: Environment,
): Promise<Finding[]> => {
  const { answer, error } = await attempt(() => apiGateway.send(new GetAccountCommand({})));
  const logging = error
    ? couldNotBeChecked("API Gateway's role for logs", error)
    : judgeLoggingRole(answer.cloudwatchRoleArn || undefined, environment);
  return [logging, ...closedServices()];
};
