import type { SynthesisedStack } from '../synthesised-stack.ts';

/** What Terraform asks of one service for the types of resources that a stack has. */
export interface NeededPermissions {
  /** A resource as the stack's would be named; policies that are limited to names are tried with it. */
  resource: string;
  actions: string[];
}

export interface Place {
  prefix: string;
  account: string;
  region: string;
}

interface Rule {
  /** Types of resources. */
  types: RegExp;
  resource: (place: Place) => string;
  actions: string[];
}

const arn =
  (service: string, resource: (prefix: string) => string) =>
  ({ prefix, account, region }: Place): string =>
    `arn:aws:${service}:${region}:${account}:${resource(prefix)}`;

const actions = (service: string, names: string): string[] =>
  names.split(' ').map((name) => `${service}:${name}`);

/** Making, reading, changing and removing, as the AWS provider does it, type by type. */
const RULES: Rule[] = [
  {
    types: /^aws_s3_bucket/,
    resource: ({ prefix, account }) => `arn:aws:s3:::${prefix}-waf-${account}`,
    actions: actions(
      's3',
      'CreateBucket DeleteBucket ListBucket GetBucketTagging PutBucketTagging GetBucketPolicy PutBucketPolicy DeleteBucketPolicy GetBucketVersioning PutBucketVersioning GetEncryptionConfiguration PutEncryptionConfiguration GetLifecycleConfiguration PutLifecycleConfiguration GetBucketPublicAccessBlock PutBucketPublicAccessBlock GetAccelerateConfiguration GetBucketAcl GetBucketCORS GetBucketLogging GetBucketObjectLockConfiguration GetBucketRequestPayment GetBucketWebsite GetReplicationConfiguration',
    ),
  },
  {
    types: /^aws_s3_object$/,
    resource: ({ prefix, account }) => `arn:aws:s3:::${prefix}-artefacts-${account}/functions/any`,
    actions: actions('s3', 'GetObject PutObject DeleteObject GetObjectTagging PutObjectTagging'),
  },
  {
    types: /^aws_dynamodb_/,
    resource: arn('dynamodb', (prefix) => `table/${prefix}-training-pipeline`),
    actions: actions(
      'dynamodb',
      'CreateTable DescribeTable UpdateTable DeleteTable DescribeTimeToLive UpdateTimeToLive DescribeContinuousBackups UpdateContinuousBackups ListTagsOfResource TagResource',
    ),
  },
  {
    types: /^aws_iam_role/,
    resource: ({ prefix, account }) => `arn:aws:iam::${account}:role/${prefix}-sm-serving`,
    actions: actions(
      'iam',
      'CreateRole GetRole DeleteRole TagRole UpdateRole UpdateAssumeRolePolicy PutRolePolicy GetRolePolicy DeleteRolePolicy ListRolePolicies ListAttachedRolePolicies ListInstanceProfilesForRole PassRole',
    ),
  },
  {
    types: /^aws_iam_policy$/,
    resource: ({ prefix, account }) => `arn:aws:iam::${account}:policy/${prefix}-invoke-api`,
    actions: actions(
      'iam',
      'CreatePolicy GetPolicy DeletePolicy GetPolicyVersion ListPolicyVersions CreatePolicyVersion DeletePolicyVersion TagPolicy',
    ),
  },
  {
    types: /^aws_lambda_/,
    resource: arn('lambda', (prefix) => `function:${prefix}-sm-serving`),
    actions: actions(
      'lambda',
      'CreateFunction GetFunction GetFunctionConfiguration UpdateFunctionCode UpdateFunctionConfiguration DeleteFunction ListVersionsByFunction PublishVersion CreateAlias GetAlias UpdateAlias DeleteAlias GetFunctionCodeSigningConfig AddPermission GetPolicy RemovePermission TagResource ListTags',
    ),
  },
  {
    types: /^aws_lambda_function_event_invoke_config$/,
    resource: arn('lambda', (prefix) => `function:${prefix}-exit-notebook`),
    actions: actions(
      'lambda',
      'PutFunctionEventInvokeConfig GetFunctionEventInvokeConfig DeleteFunctionEventInvokeConfig',
    ),
  },
  {
    types: /^aws_lambda_event_source_mapping$/,
    resource: arn('lambda', () => 'event-source-mapping:any'),
    actions: actions(
      'lambda',
      'CreateEventSourceMapping GetEventSourceMapping UpdateEventSourceMapping DeleteEventSourceMapping TagResource ListTags',
    ),
  },
  {
    types: /^aws_cloudwatch_dashboard$/,
    resource: ({ prefix, account }) => `arn:aws:cloudwatch::${account}:dashboard/${prefix}-any`,
    actions: actions('cloudwatch', 'PutDashboard GetDashboard DeleteDashboards'),
  },
  {
    types: /^aws_cloudwatch_event_bus$/,
    resource: arn('events', (prefix) => `event-bus/${prefix}-predictions`),
    actions: actions(
      'events',
      'CreateEventBus DescribeEventBus UpdateEventBus DeleteEventBus ListTagsForResource TagResource',
    ),
  },
  {
    types: /^aws_api_gateway_/,
    resource: ({ region }) => `arn:aws:apigateway:${region}::/restapis`,
    actions: actions('apigateway', 'GET POST PUT PATCH DELETE'),
  },
  {
    types: /^aws_sfn_/,
    resource: arn('states', (prefix) => `stateMachine:${prefix}-training-pipeline`),
    actions: actions(
      'states',
      'CreateStateMachine DescribeStateMachine UpdateStateMachine DeleteStateMachine ListStateMachineVersions ValidateStateMachineDefinition ListTagsForResource TagResource',
    ),
  },
  {
    types: /^aws_sagemaker_notebook_instance/,
    resource: arn('sagemaker', (prefix) => `notebook-instance/${prefix}-training`),
    actions: actions(
      'sagemaker',
      'CreateNotebookInstance DescribeNotebookInstance UpdateNotebookInstance StartNotebookInstance StopNotebookInstance DeleteNotebookInstance AddTags ListTags',
    ),
  },
  {
    types: /^aws_sagemaker_notebook_instance_lifecycle/,
    resource: arn('sagemaker', (prefix) => `notebook-instance-lifecycle-config/${prefix}-training`),
    actions: actions(
      'sagemaker',
      'CreateNotebookInstanceLifecycleConfig DescribeNotebookInstanceLifecycleConfig UpdateNotebookInstanceLifecycleConfig DeleteNotebookInstanceLifecycleConfig',
    ),
  },
  {
    types: /^aws_sagemaker_model_package_group/,
    resource: arn('sagemaker', (prefix) => `model-package-group/${prefix}-waf`),
    actions: actions(
      'sagemaker',
      'CreateModelPackageGroup DescribeModelPackageGroup DeleteModelPackageGroup',
    ),
  },
  {
    types: /^aws_cloudwatch_log_/,
    resource: arn('logs', (prefix) => `log-group:/aws/lambda/${prefix}-sm-serving`),
    actions: actions(
      'logs',
      'CreateLogGroup DescribeLogGroups DeleteLogGroup PutRetentionPolicy ListTagsForResource TagResource',
    ),
  },
  {
    // API Gateway, Step Functions and the web ACL deliver their logs through these.
    types: /^aws_(api_gateway_stage|sfn_state_machine|wafv2_web_acl_logging_configuration)$/,
    resource: () => '*',
    actions: actions(
      'logs',
      'CreateLogDelivery GetLogDelivery UpdateLogDelivery DeleteLogDelivery ListLogDeliveries PutResourcePolicy DescribeResourcePolicies',
    ),
  },
  {
    types: /^aws_cloudwatch_metric_alarm$/,
    resource: arn('cloudwatch', (prefix) => `alarm:${prefix}-api-5xx`),
    actions: actions(
      'cloudwatch',
      'PutMetricAlarm DescribeAlarms DeleteAlarms ListTagsForResource TagResource',
    ),
  },
  {
    types: /^aws_cloudwatch_event_/,
    resource: arn('events', (prefix) => `rule/${prefix}-abandoned-executions`),
    actions: actions(
      'events',
      'PutRule DescribeRule DeleteRule PutTargets ListTargetsByRule RemoveTargets ListTagsForResource TagResource',
    ),
  },
  {
    types: /^aws_scheduler_/,
    resource: arn('scheduler', (prefix) => `schedule/default/${prefix}-sweep`),
    actions: actions('scheduler', 'CreateSchedule GetSchedule UpdateSchedule DeleteSchedule'),
  },
  {
    types: /^aws_sns_/,
    resource: arn('sns', (prefix) => `${prefix}-alarms`),
    actions: actions(
      'sns',
      'CreateTopic GetTopicAttributes SetTopicAttributes DeleteTopic Subscribe GetSubscriptionAttributes Unsubscribe ListTagsForResource TagResource',
    ),
  },
  {
    types: /^aws_sqs_/,
    resource: arn('sqs', (prefix) => `${prefix}-dead-letters`),
    actions: actions(
      'sqs',
      'CreateQueue GetQueueAttributes SetQueueAttributes DeleteQueue ListQueueTags TagQueue',
    ),
  },
  {
    types: /^aws_ssm_parameter$/,
    resource: arn('ssm', (prefix) => `parameter/${prefix}/outputs`),
    actions: actions(
      'ssm',
      'PutParameter GetParameter DeleteParameter ListTagsForResource AddTagsToResource',
    ),
  },
  {
    types: /^aws_ssm_parameter$/,
    // Describing has no resource to be limited to.
    resource: () => '*',
    actions: actions('ssm', 'DescribeParameters'),
  },
  {
    types: /^aws_ecr_/,
    resource: arn('ecr', (prefix) => `repository/${prefix}-random-forest`),
    actions: actions(
      'ecr',
      'CreateRepository DescribeRepositories DeleteRepository PutLifecyclePolicy GetLifecyclePolicy DeleteLifecyclePolicy SetRepositoryPolicy GetRepositoryPolicy PutImageTagMutability ListTagsForResource TagResource',
    ),
  },
  {
    types: /^aws_kms_/,
    resource: () => '*',
    actions: actions(
      'kms',
      'CreateKey DescribeKey GetKeyPolicy PutKeyPolicy GetKeyRotationStatus EnableKeyRotation ScheduleKeyDeletion CreateAlias DeleteAlias ListAliases ListResourceTags TagResource',
    ),
  },
  {
    types: /^aws_wafv2_/,
    resource: () => '*',
    actions: actions(
      'wafv2',
      'CreateWebACL GetWebACL UpdateWebACL DeleteWebACL AssociateWebACL DisassociateWebACL GetWebACLForResource PutLoggingConfiguration GetLoggingConfiguration DeleteLoggingConfiguration ListTagsForResource TagResource',
    ),
  },
];

const ofModel = ([thing = '', names = '']: string[]): Rule => ({
  types: /^aws_sagemaker_model_package_group$/,
  resource: arn('sagemaker', (prefix) => `${thing}/${prefix}-waf`),
  actions: actions('sagemaker', names),
});

/** What putting the base model live takes: versions and the endpoint are not Terraform's. */
const baseModelRules = [
  ['model-package', 'CreateModelPackage UpdateModelPackage ListModelPackages'],
].map(ofModel);
const endpointRules = [
  ['endpoint', 'CreateEndpoint DescribeEndpoint InvokeEndpoint'],
  ['endpoint-config', 'CreateEndpointConfig'],
  ['model', 'CreateModel'],
].map(ofModel);

/** SageMaker looks the image up as the one who registers a version; it may be AWS's own. */
const imageRule: Rule = {
  types: /^aws_sagemaker_model_package_group$/,
  resource: () => '*',
  actions: actions('ecr', 'BatchGetImage DescribeImages'),
};

/**
 * What an apply of this stack, its first model and its later removal take, a group for each kind of
 * resource.
 *
 * @param hasEndpoint whether the first model gets an endpoint.
 */
export const neededPermissions = (
  stack: SynthesisedStack,
  place: Place,
  hasEndpoint = true,
): NeededPermissions[] => {
  const types = Object.keys(stack.resource);
  return [...RULES, ...baseModelRules, ...(hasEndpoint ? endpointRules : []), imageRule]
    .filter((rule) => types.some((type) => rule.types.test(type)))
    .map((rule) => ({
      resource: rule.resource(place),
      actions: rule.actions,
    }));
};

/** Types of resources of which this table does not know what they take. */
export const typesWithoutPermissions = (stack: SynthesisedStack): string[] =>
  Object.keys(stack.resource).filter((type) => !RULES.some((rule) => rule.types.test(type)));
