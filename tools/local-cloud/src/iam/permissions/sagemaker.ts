import {
  arnOf,
  list,
  object,
  text,
  type Input,
  type Permission,
  type Place,
} from './permission.ts';

/** Which member of a request names which kind of resource. */
const RESOURCES: readonly [member: string, kind: string][] = [
  ['TransformJobName', 'transform-job'],
  ['HyperParameterTuningJobName', 'hyper-parameter-tuning-job'],
  ['EndpointName', 'endpoint'],
  ['EndpointConfigName', 'endpoint-config'],
  ['ModelName', 'model'],
  ['TrainingJobName', 'training-job'],
  ['NotebookInstanceName', 'notebook-instance'],
  ['NotebookInstanceLifecycleConfigName', 'notebook-instance-lifecycle-config'],
  ['ModelPackageGroupName', 'model-package-group'],
];

/** What an operation of SageMaker needs, with what it needs beside itself. */
export const sageMakerPermissions = (
  operation: string,
  input: Input,
  place: Place,
): Permission[] => {
  const arn = (resource: string) => arnOf(place, 'sagemaker', resource);
  const own = resourcesOf(operation, input).map(arn);
  const action = `sagemaker:${operation}`;
  const resources = own.length === 0 ? ['*'] : own;
  return [
    ...resources.map((resource) => ({ action, resource })),
    ...(operation.startsWith('Create') && list(input, 'Tags').length > 0
      ? [{ action: 'sagemaker:AddTags', resource: resources[0] ?? '*' }]
      : []),
    ...passedRole(input),
    ...alarmsOf(input, place),
    ...(operation === 'CreateModelPackage' ? imagesOf(input) : []),
  ];
};

const resourcesOf = (operation: string, input: Input): string[] => {
  // Lists can be limited to no name, whatever they filter by.
  if (operation.startsWith('List') && operation !== 'ListTags') return [];
  if (operation === 'CreateModelPackage') return newModelPackage(input);
  const given = ['ResourceArn', 'ModelPackageArn', 'ModelPackageName']
    .map((member) => text(input, member))
    .find((name) => name !== '');
  if (given) return [given.startsWith('arn:') ? given : `model-package/${given}`];
  const named = RESOURCES.filter(([member]) => text(input, member) !== '');
  // An endpoint's operations concern its config as well; elsewhere the first name is the resource.
  const counted = named[0]?.[0] === 'EndpointName' ? named : named.slice(0, 1);
  return counted.map(([member, kind]) => `${kind}/${text(input, member).toLowerCase()}`);
};

/** A version has no number before it exists. */
const newModelPackage = (input: Input): string[] => {
  const group = text(input, 'ModelPackageGroupName').split('/').at(-1) ?? '';
  return group === ''
    ? [`model-package/${text(input, 'ModelPackageName')}`]
    : [`model-package-group/${group}`, `model-package/${group}/*`];
};

/** Giving a role to SageMaker. */
const passedRole = (input: Input): Permission[] => {
  const definition = object(input, 'TrainingJobDefinition');
  const role =
    text(input, 'RoleArn') || text(input, 'ExecutionRoleArn') || text(definition, 'RoleArn');
  if (role === '') return [];
  const context = { 'iam:PassedToService': 'sagemaker.amazonaws.com' };
  return [{ action: 'iam:PassRole', resource: role, context }];
};

/**
 * SageMaker looks images up as the one who registers a version.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security-iam-awsmanpol-model-registry.html
 */
const imagesOf = (input: Input): Permission[] =>
  list(object(input, 'InferenceSpecification'), 'Containers').flatMap((container) => {
    const [, account, region, repository] =
      /^(\d{12})\.dkr\.ecr\.([\w-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)/.exec(
        text(container as Input, 'Image'),
      ) ?? [];
    if (!account) return [];
    const resource = `arn:aws:ecr:${region}:${account}:repository/${repository}`;
    return ['ecr:BatchGetImage', 'ecr:DescribeImages'].map((action) => ({ action, resource }));
  });

/** SageMaker looks at the alarms that guard a deployment as the one who asks for it. */
const alarmsOf = (input: Input, place: Place): Permission[] => {
  const rollback = object(object(input, 'DeploymentConfig'), 'AutoRollbackConfiguration');
  if (list(rollback, 'Alarms').length === 0) return [];
  return [{ action: 'cloudwatch:DescribeAlarms', resource: arnOf(place, 'cloudwatch', 'alarm:*') }];
};
