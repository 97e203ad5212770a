import { resourcesOf, type SynthesisedStack } from '../synthesised-stack.ts';

/** Types whose names must be free before a first apply, with the attribute that holds the name. */
const NAMED_TYPES = {
  aws_s3_bucket: 'bucket',
  aws_dynamodb_table: 'name',
  aws_lambda_function: 'function_name',
  aws_iam_role: 'name',
  aws_sfn_state_machine: 'name',
  aws_sagemaker_notebook_instance: 'name',
  aws_sagemaker_notebook_instance_lifecycle_configuration: 'name',
  aws_sagemaker_model_package_group: 'model_package_group_name',
  aws_cloudwatch_log_group: 'name',
  aws_ecr_repository: 'name',
  aws_ssm_parameter: 'name',
} as const;
export type NamedType = keyof typeof NAMED_TYPES;

/** One resource that Terraform is to make, by its name in AWS. */
export interface NamedResource {
  type: NamedType;
  name: string;
}

export const NAMED_TYPE_LIST = Object.keys(NAMED_TYPES) as NamedType[];

/** In the synthesised stack the account is a reference to what AWS says. */
const ACCOUNT_REFERENCE = /\$\{data\.aws_caller_identity\.\w+\.account_id\}/g;

/** Every resource of a stack whose name has to be free, with the account filled in. */
export const namedResources = (stack: SynthesisedStack, account: string): NamedResource[] =>
  NAMED_TYPE_LIST.flatMap((type) =>
    resourcesOf(stack, type)
      .map((resource) => String(resource[NAMED_TYPES[type]]).replace(ACCOUNT_REFERENCE, account))
      // A name made of other references is known only after an apply.
      .filter((name) => !name.includes('${'))
      .map((name) => ({ type, name })),
  );

/** The name of a resource in Terraform's state; undefined where it has none that matters here. */
export const nameInState = (
  type: string,
  attributes: Record<string, unknown>,
): string | undefined => {
  const attribute = (NAMED_TYPES as Record<string, string>)[type];
  const name = attribute === undefined ? undefined : attributes[attribute];
  return typeof name === 'string' ? name : undefined;
};
