import { ListNotebookInstancesCommand } from '@aws-sdk/client-sagemaker';
import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import type { Environment } from '@ngwaf/infra/environments';
import { SCIKIT_LEARN_ACCOUNTS } from '@ngwaf/infra/scikit-learn-image';
import { attempt, couldNotBeChecked, saysDenied } from './attempt.ts';
import type { Finding } from './check.ts';
import type { Clients } from './clients.ts';

/** Where the region that tools work in is from. */
export interface RegionChoice {
  /** `--region`, else the environment's, else AWS's own variables and profiles. */
  region: string | undefined;
  /** What AWS's own variables and profiles say. */
  ambient: string | undefined;
}

/** Whether a region is known, and the same for Terraform as for everything else. */
export const judgeRegion = (
  { region, ambient }: RegionChoice,
  { name, region: pinned }: Pick<Environment, 'name' | 'region'>,
): Finding => {
  const check = 'region';
  if (region === undefined) {
    return {
      check,
      status: 'problem',
      found: 'none',
      expected: 'a region',
      remedy: `export AWS_REGION=…, or give ${name} its region in infra/environments.ts`,
    };
  }
  const others = [pinned, ambient].filter((other) => other !== undefined && other !== region);
  if (others.length === 0) return { check, status: 'ok', found: region };
  const found =
    pinned !== undefined && pinned !== region
      ? `${region}, asked for`
      : `${ambient}, of AWS_REGION or the profile`;
  return {
    check,
    status: 'problem',
    found,
    expected: `${pinned ?? region}${pinned === undefined ? '' : `, the region of ${name}: Terraform applies there, other tools would look elsewhere`}`,
    remedy: `export AWS_REGION=${pinned ?? region}`,
  };
};

/** Whether AWS provides the image that training jobs and models run in. */
export const judgeImage = (region: string): Finding =>
  region in SCIKIT_LEARN_ACCOUNTS
    ? {
        check: 'image for training and serving',
        status: 'ok',
        found: `provided by AWS in ${region}`,
      }
    : {
        check: 'image for training and serving',
        status: 'problem',
        found: `none known in ${region}`,
        expected: `one of ${Object.keys(SCIKIT_LEARN_ACCOUNTS).join(', ')}`,
        remedy:
          'choose one of these regions, or add the account of its image to infra/src/config/scikit-learn-image.ts',
      };

/** Whether the two services that not every region has answer there. */
export const checkServices = async (
  { sageMaker, sfn }: Clients,
  region: string,
): Promise<Finding[]> => {
  const look = async (check: string, call: () => Promise<unknown>): Promise<Finding> => {
    const { error } = await attempt(call);
    if (!error) return { check, status: 'ok', found: `answers in ${region}` };
    if (saysDenied(error)) return couldNotBeChecked(check, error);
    return {
      check,
      status: 'problem',
      found: `does not answer in ${region}: ${error.name}: ${error.message}`,
      remedy: 'https://aws.amazon.com/about-aws/global-infrastructure/regional-product-services',
    };
  };
  return Promise.all([
    look('SageMaker', () => sageMaker.send(new ListNotebookInstancesCommand({ MaxResults: 1 }))),
    look('Step Functions', () => sfn.send(new ListStateMachinesCommand({ maxResults: 1 }))),
  ]);
};
