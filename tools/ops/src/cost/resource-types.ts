import type { SynthesisedStack } from '../synthesised-stack.ts';

/** Types with a price of their own in the table. */
const PRICED = [
  'aws_cloudwatch_dashboard',
  'aws_cloudwatch_metric_alarm',
  'aws_kms_key',
  'aws_sagemaker_notebook_instance',
  'aws_wafv2_web_acl',
];

/** Types that cost nothing, or only what goes through them: cents at idle. */
const FREE_AT_IDLE = [
  /^aws_api_gateway_/,
  /^aws_cloudwatch_(event_(bus|rule|target)|log_group|log_resource_policy|log_metric_filter)$/,
  /^aws_dynamodb_table$/,
  /^aws_ecr_/,
  /^aws_iam_/,
  /^aws_kms_(alias|grant|key_policy)$/,
  /^aws_lambda_(alias|event_source_mapping|function|function_event_invoke_config|permission)$/,
  /^aws_s3_/,
  /^aws_sagemaker_(model_package_group|notebook_instance_lifecycle_configuration)/,
  /^aws_scheduler_/,
  /^aws_sfn_state_machine$/,
  /^aws_sns_/,
  /^aws_sqs_/,
  /^aws_ssm_parameter$/,
  /^aws_wafv2_(web_acl_association|web_acl_logging_configuration)$/,
  /^(terraform_data|null_resource|time_sleep)$/,
];

/** Types of a stack of which the table does not know whether and what they cost. */
export const unpricedTypes = (stack: SynthesisedStack): string[] =>
  Object.keys(stack.resource).filter(
    (type) => !PRICED.includes(type) && !FREE_AT_IDLE.some((pattern) => pattern.test(type)),
  );
