import { statementsGranted, surroundings } from '../testing/synthesised.ts';
import { ModelRegistry } from './model-registry.ts';

const VERSIONS = expect.stringMatching(/:model-package\/.*group_\w+.*\/\*$/) as string;
const GROUP = expect.stringMatching(
  /^\$\{aws_sagemaker_model_package_group\.\w+\.arn\}$/,
) as string;
const decide = [
  {
    actions: ['sagemaker:DescribeModelPackage', 'sagemaker:UpdateModelPackage'],
    resources: [VERSIONS],
  },
  { actions: ['sagemaker:ListModelPackages'], resources: ['*'] },
];

it.each([
  ['grantDecide', decide],
  ['grantAdd', [{ actions: ['sagemaker:CreateModelPackage'], resources: [GROUP, VERSIONS] }]],
  [
    'grantRegister',
    [{ actions: ['sagemaker:CreateModelPackage'], resources: [GROUP, VERSIONS] }, ...decide],
  ],
] as const)('%s allows exactly its actions on this registry', (grant, statements) => {
  const granted = statementsGranted((scope, role) => {
    const { location } = surroundings(scope);
    const names = { groupName: 'ngwaf-test-waf', description: 'Versions' };
    new ModelRegistry(scope, 'registry', { ...names, location })[grant](role);
  });

  expect(granted).toEqual(statements);
});
