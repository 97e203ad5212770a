import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { z } from 'zod';
import { publishedOutputsSchema, resourceNames, type PublishedOutputs } from '@ngwaf/contracts';
import { DeployError } from './deploy-error.ts';

/**
 * Outputs of the environment with this prefix as Terraform published them, in the region and account
 * that AWS's usual variables and profiles name.
 *
 * @param pinnedRegion the region that the environment's configuration names, if it does.
 *
 * @throws {DeployError} nothing has been published there.
 */
export const readPublishedOutputs = async (
  prefix: string,
  pinnedRegion?: string,
): Promise<PublishedOutputs> => {
  const client = new SSMClient(pinnedRegion === undefined ? {} : { region: pinnedRegion });
  const name = resourceNames(prefix).outputsParameter;
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name }));
    const outputs = publishedOutputsSchema.safeParse(JSON.parse(Parameter?.Value ?? 'null'));
    if (outputs.success) return outputs.data;
    throw new DeployError(
      `the parameter ${name} is of another release (${z.prettifyError(outputs.error)}): apply the stack first`,
    );
  } catch (error) {
    if (!(error instanceof ParameterNotFound)) throw error;
    const region = await client.config.region();
    throw new DeployError(
      `there is no environment ${prefix} in ${region} (no parameter ${name}): apply it first, or choose its region with AWS_REGION and its account with AWS_PROFILE`,
      { cause: error },
    );
  } finally {
    client.destroy();
  }
};
