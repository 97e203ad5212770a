const NO_RESOURCES = 'AWS knows no resources of this action';
const DELIVERY = 'deliveries of logs have no ARN that a policy could name';
const API_GATEWAY = 'API Gateway takes the role only with this action on everything';

/**
 * Actions that some role may do on `*`, with whatever options, each with the reason.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/
 */
export const UNSCOPED_ACTIONS: Readonly<Record<string, string>> = {
  'cloudwatch:GetMetricData': NO_RESOURCES,
  'cloudwatch:PutMetricData': 'metrics have no ARN; the name space is limited by a condition',
  'ec2:DescribeNetworkInterfaces': NO_RESOURCES,
  'ec2:DescribeSecurityGroups': NO_RESOURCES,
  'ec2:DescribeSubnets': NO_RESOURCES,
  'ec2:DescribeVpcs': NO_RESOURCES,
  'ecr:GetAuthorizationToken': NO_RESOURCES,
  'logs:CreateLogDelivery': DELIVERY,
  'logs:CreateLogGroup': API_GATEWAY,
  'logs:CreateLogStream': API_GATEWAY,
  'logs:DeleteLogDelivery': DELIVERY,
  'logs:DescribeLogGroups': 'a list of all groups; API Gateway and log delivery ask for it',
  'logs:DescribeLogStreams': API_GATEWAY,
  'logs:DescribeResourcePolicies': NO_RESOURCES,
  'logs:FilterLogEvents': API_GATEWAY,
  'logs:GetLogDelivery': DELIVERY,
  'logs:GetLogEvents': API_GATEWAY,
  'logs:ListLogDeliveries': DELIVERY,
  'logs:PutLogEvents': API_GATEWAY,
  'logs:PutResourcePolicy': NO_RESOURCES,
  'logs:UpdateLogDelivery': DELIVERY,
  'sagemaker:ListEndpointConfigs': NO_RESOURCES,
  'sagemaker:ListEndpoints': NO_RESOURCES,
  'sagemaker:ListHyperParameterTuningJobs': NO_RESOURCES,
  'sagemaker:ListModelPackages': 'SageMaker cannot limit listing to a group',
  'sagemaker:ListModels': NO_RESOURCES,
  'sagemaker:ListTrainingJobs': NO_RESOURCES,
  'sagemaker:ListTransformJobs': NO_RESOURCES,
  'xray:GetSamplingRules': NO_RESOURCES,
  'xray:GetSamplingTargets': NO_RESOURCES,
  'xray:PutTelemetryRecords': NO_RESOURCES,
  'xray:PutTraceSegments': NO_RESOURCES,
};
