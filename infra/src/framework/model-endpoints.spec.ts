import { statementsGranted, surroundings } from '../testing/synthesised.ts';
import { ModelEndpoints } from './model-endpoints.ts';

const named = (kind: string) =>
  expect.stringMatching(new RegExp(`:${kind}/ngwaf-test-\\*$`)) as string;
const [ENDPOINTS, CONFIGS, MODELS] = [named('endpoint'), named('endpoint-config'), named('model')];
const ALARMS = expect.stringMatching(/:alarm:\*$/) as string;
const describe_ = { actions: ['sagemaker:DescribeEndpoint'], resources: [ENDPOINTS] };
const invoke = { actions: ['sagemaker:InvokeEndpoint'], resources: [ENDPOINTS] };

it.each([
  ['grantInvoke', [invoke]],
  ['grantDescribe', [describe_]],
  [
    'grantDeploy',
    [
      describe_,
      invoke,
      {
        actions: [
          'sagemaker:CreateModel',
          'sagemaker:DescribeModel',
          'sagemaker:DeleteModel',
          'sagemaker:AddTags',
        ],
        resources: [MODELS],
      },
      {
        actions: [
          'sagemaker:CreateEndpointConfig',
          'sagemaker:DescribeEndpointConfig',
          'sagemaker:DeleteEndpointConfig',
          'sagemaker:AddTags',
        ],
        resources: [CONFIGS],
      },
      {
        actions: ['sagemaker:CreateEndpoint', 'sagemaker:UpdateEndpoint'],
        resources: [ENDPOINTS, CONFIGS],
      },
      { actions: ['sagemaker:DeleteEndpoint', 'sagemaker:AddTags'], resources: [ENDPOINTS] },
      { actions: ['sagemaker:ListEndpointConfigs'], resources: ['*'] },
      { actions: ['cloudwatch:DescribeAlarms'], resources: [ALARMS] },
    ],
  ],
  [
    'grantScale',
    [
      {
        actions: [
          'application-autoscaling:RegisterScalableTarget',
          'application-autoscaling:DeregisterScalableTarget',
          'application-autoscaling:PutScalingPolicy',
        ],
        resources: [expect.stringMatching(/:scalable-target\/\*$/)],
        condition: [expect.objectContaining({ values: ['sagemaker'] })],
      },
      { actions: ['sagemaker:UpdateEndpointWeightsAndCapacities'], resources: [ENDPOINTS] },
      { actions: ['cloudwatch:PutMetricAlarm', 'cloudwatch:DeleteAlarms'], resources: [ALARMS] },
      {
        actions: ['iam:CreateServiceLinkedRole'],
        resources: [expect.stringMatching(/ApplicationAutoScaling_SageMakerEndpoint$/)],
        condition: [expect.objectContaining({ variable: 'iam:AWSServiceName' })],
      },
    ],
  ],
  [
    'grantDecide',
    [
      {
        actions: ['sagemaker:DescribeModelPackage', 'sagemaker:UpdateModelPackage'],
        resources: [expect.stringMatching(/:model-package\/ngwaf-test-\*\/\*$/)],
      },
    ],
  ],
] as const)('%s allows exactly its actions on what has the stack’s prefix', (grant, statements) => {
  const granted = statementsGranted((scope, grantee) =>
    new ModelEndpoints(surroundings(scope).location, 'ngwaf-test')[grant](grantee),
  );

  expect(granted).toEqual(statements);
});
