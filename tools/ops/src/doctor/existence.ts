import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { DescribeRepositoriesCommand } from '@aws-sdk/client-ecr';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { HeadBucketCommand } from '@aws-sdk/client-s3';
import {
  DescribeModelPackageGroupCommand,
  DescribeNotebookInstanceCommand,
  DescribeNotebookInstanceLifecycleConfigCommand,
} from '@aws-sdk/client-sagemaker';
import { DescribeStateMachineCommand } from '@aws-sdk/client-sfn';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { attempt, saysAbsent, saysDenied } from './attempt.ts';
import type { Clients } from './clients.ts';
import type { NamedResource, NamedType } from './names.ts';

/** Whether a name is taken; a bucket of another account's cannot be looked into. */
export type Existence = 'absent' | 'present' | 'foreign' | { unknown: Error };

interface Where {
  account: string;
  region: string;
}

/** Asks for a resource; fails with "not found" where there is none. */
const describe = ({
  account,
  region,
}: Where): Record<NamedType, (clients: Clients, name: string) => Promise<unknown>> => ({
  aws_s3_bucket: ({ s3 }, Bucket) => s3.send(new HeadBucketCommand({ Bucket })),
  aws_dynamodb_table: ({ dynamo }, TableName) =>
    dynamo.send(new DescribeTableCommand({ TableName })),
  aws_lambda_function: ({ lambda }, FunctionName) =>
    lambda.send(new GetFunctionConfigurationCommand({ FunctionName })),
  aws_iam_role: ({ iam }, RoleName) => iam.send(new GetRoleCommand({ RoleName })),
  aws_sfn_state_machine: ({ sfn }, name) =>
    sfn.send(
      new DescribeStateMachineCommand({
        stateMachineArn: `arn:aws:states:${region}:${account}:stateMachine:${name}`,
      }),
    ),
  aws_sagemaker_notebook_instance: ({ sageMaker }, NotebookInstanceName) =>
    sageMaker.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName })),
  aws_sagemaker_notebook_instance_lifecycle_configuration: ({ sageMaker }, name) =>
    sageMaker.send(
      new DescribeNotebookInstanceLifecycleConfigCommand({
        NotebookInstanceLifecycleConfigName: name,
      }),
    ),
  aws_sagemaker_model_package_group: ({ sageMaker }, ModelPackageGroupName) =>
    sageMaker.send(new DescribeModelPackageGroupCommand({ ModelPackageGroupName })),
  aws_cloudwatch_log_group: async ({ logs }, logGroupNamePrefix) => {
    const { logGroups = [] } = await logs.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix }),
    );
    if (!logGroups.some(({ logGroupName }) => logGroupName === logGroupNamePrefix)) {
      throw Object.assign(new Error('no such log group'), { name: 'ResourceNotFoundException' });
    }
  },
  aws_ecr_repository: ({ ecr }, name) =>
    ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [name] })),
  aws_ssm_parameter: ({ ssm }, Name) => ssm.send(new GetParameterCommand({ Name })),
});

/** Whether a resource of this name exists, as far as these credentials can tell. */
export const findExistence = async (
  clients: Clients,
  where: Where,
  { type, name }: NamedResource,
): Promise<Existence> => {
  const { error } = await attempt(() => describe(where)[type](clients, name));
  if (!error) return 'present';
  if (saysAbsent(error)) return 'absent';
  // HeadBucket has no body: its error has no name of its own but the status.
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  if (type === 'aws_s3_bucket') {
    if (status === 404) return 'absent';
    if (status === 403 || saysDenied(error)) return 'foreign';
    // The bucket is in another region, which takes its name as well.
    if (status === 301) return 'present';
  }
  return { unknown: error };
};
