/** Permissions that a service of AWS uses by itself, under a role of ours, and that no call here needs. */
export interface ServicePermissions {
  /** Roles by name, `*` included. */
  roles: string;
  actions: readonly string[];
  /** What is not done on one machine. */
  reason: string;
  /** Where AWS says that the role needs it. */
  see: string;
}

/** What a role is refused, and is meant to be refused. */
export const INTENDED_DENIALS: readonly ServicePermissions[] = [
  {
    roles: 'dashboard',
    actions: ['s3:ListBucket'],
    reason: 'a file that is not there is refused, and the API answers 404 all the same',
    see: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html',
  },
];

const STATE_MACHINE_TRACES = [
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
];

const STATE_MACHINE_LOGS = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
];

/** All of them; an entry that nothing needs any more fails the test. */
export const SERVICE_PERMISSIONS: readonly ServicePermissions[] = [
  {
    roles: 'functions',
    actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
    reason: 'Lambda sends the traces of functions to X-Ray; there is no X-Ray here',
    see: 'https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html',
  },
  {
    roles: 'training-pipeline',
    actions: STATE_MACHINE_TRACES,
    reason: 'Step Functions sends the traces of executions to X-Ray; there is no X-Ray here',
    see: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html',
  },
  {
    roles: 'training-pipeline',
    actions: STATE_MACHINE_LOGS,
    reason: 'Step Functions delivers the log of executions; the local one writes none',
    see: 'https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html',
  },
  {
    roles: 'model-training',
    actions: STATE_MACHINE_TRACES,
    reason: 'Step Functions sends the traces of executions to X-Ray; there is no X-Ray here',
    see: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html',
  },
  {
    roles: 'model-training',
    actions: STATE_MACHINE_LOGS,
    reason: 'Step Functions delivers the log of executions; the local one writes none',
    see: 'https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html',
  },
  {
    roles: 'model-training',
    actions: [
      'sagemaker:CreateProcessingJob',
      'sagemaker:AddTags',
      'sagemaker:DescribeProcessingJob',
      'sagemaker:StopProcessingJob',
      'iam:PassRole',
    ],
    reason: 'Spark prepares what is too large for a function; it does not run here',
    see: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-sagemaker.html',
  },
  {
    roles: 'finish-training',
    actions: ['sagemaker:DescribeProcessingJob', 'sagemaker:StopProcessingJob'],
    reason: 'Spark prepares what is too large for a function; it does not run here',
    see: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StopProcessingJob.html',
  },
  {
    roles: 'api-logging',
    actions: [
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:DescribeLogGroups',
      'logs:DescribeLogStreams',
      'logs:PutLogEvents',
      'logs:GetLogEvents',
      'logs:FilterLogEvents',
    ],
    reason: 'API Gateway takes no role without them; the local one writes no logs',
    see: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html',
  },
  ...['model', 'framework-model'].flatMap((roles): ServicePermissions[] => [
    {
      roles,
      actions: [
        'ecr:BatchCheckLayerAvailability',
        'ecr:BatchGetImage',
        'ecr:GetAuthorizationToken',
        'ecr:GetDownloadUrlForLayer',
      ],
      reason: 'SageMaker pulls the image; containers are processes here',
      see: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createtrainingjob-perms',
    },
    {
      roles,
      actions: ['cloudwatch:PutMetricData', 'logs:DescribeLogStreams'],
      reason: 'SageMaker sends metrics and logs of the machines; there are no machines here',
      see: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createmodel-perms',
    },
  ]),
  {
    roles: 'spark',
    actions: [
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
      's3:DeleteObject',
      'ecr:BatchCheckLayerAvailability',
      'ecr:BatchGetImage',
      'ecr:GetAuthorizationToken',
      'ecr:GetDownloadUrlForLayer',
      'cloudwatch:PutMetricData',
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:DescribeLogStreams',
      'logs:PutLogEvents',
    ],
    reason: 'processing jobs read and write data by Spark; there is no Spark here',
    see: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createprocessingjob-perms',
  },
  {
    roles: 'notebook',
    actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
    reason: 'SageMaker logs what lifecycle scripts print; ours print nothing unless they fail',
    see: 'https://docs.aws.amazon.com/sagemaker/latest/dg/notebook-lifecycle-config.html',
  },
  {
    roles: 'deploy-model',
    actions: [
      'iam:CreateServiceLinkedRole',
      'sagemaker:UpdateEndpointWeightsAndCapacities',
      'cloudwatch:PutMetricAlarm',
      'cloudwatch:DeleteAlarms',
    ],
    reason:
      'Application Auto Scaling tries, as the one who asks, what it will do by itself later on',
    see: 'https://docs.aws.amazon.com/autoscaling/application/userguide/security_iam_permission_validation.html',
  },
];
