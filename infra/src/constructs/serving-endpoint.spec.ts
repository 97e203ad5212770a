import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENDPOINT_VARIANT } from '@ngwaf/contracts';
import { statementsGranted, surroundings, synthesise } from '../testing/synthesised.ts';
import { ServingEndpoint } from './serving-endpoint.ts';

const ENDPOINT = expect.stringMatching(/:endpoint\/ngwaf-test-waf$/) as string;
const CONFIGS = expect.stringMatching(/:endpoint-config\/ngwaf-test-waf-\*$/) as string;
const MODELS = expect.stringMatching(/:model\/ngwaf-test-waf-\*$/) as string;
const ofStack = (kind: string) =>
  expect.stringMatching(new RegExp(`:${kind}/ngwaf-test-\\*$`)) as string;
const restore = [
  { actions: ['sagemaker:DescribeEndpoint'], resources: [ENDPOINT] },
  { actions: ['sagemaker:UpdateEndpoint'], resources: [ENDPOINT, CONFIGS] },
  { actions: ['sagemaker:DeleteEndpointConfig'], resources: [CONFIGS] },
  { actions: ['sagemaker:DeleteModel'], resources: [MODELS] },
];

it.each([
  ['grantInvoke', [{ actions: ['sagemaker:InvokeEndpoint'], resources: [ENDPOINT] }]],
  ['grantRestore', restore],
  [
    'grantSweep',
    [
      {
        actions: ['sagemaker:DescribeEndpoint', 'sagemaker:DeleteEndpoint'],
        resources: [ofStack('endpoint')],
      },
      {
        actions: ['sagemaker:DescribeEndpointConfig', 'sagemaker:DeleteEndpointConfig'],
        resources: [ofStack('endpoint-config')],
      },
      { actions: ['sagemaker:DeleteModel'], resources: [ofStack('model')] },
      {
        actions: ['sagemaker:ListTags'],
        resources: [ofStack('endpoint'), ofStack('endpoint-config'), ofStack('model')],
      },
      {
        actions: [
          'sagemaker:ListEndpoints',
          'sagemaker:ListEndpointConfigs',
          'sagemaker:ListModels',
        ],
        resources: ['*'],
      },
    ],
  ],
  [
    'grantDeploy',
    [
      { actions: ['sagemaker:CreateModel', 'sagemaker:AddTags'], resources: [MODELS] },
      { actions: ['sagemaker:CreateEndpointConfig', 'sagemaker:AddTags'], resources: [CONFIGS] },
      { actions: ['sagemaker:CreateEndpoint'], resources: [ENDPOINT, CONFIGS] },
      { actions: ['sagemaker:AddTags'], resources: [ENDPOINT] },
      {
        actions: ['cloudwatch:DescribeAlarms'],
        resources: [expect.stringMatching(/:alarm:\*$/) as string],
      },
      { actions: ['sagemaker:ListEndpointConfigs'], resources: ['*'] },
      ...restore,
    ],
  ],
] as const)('%s allows exactly its actions on this endpoint', (grant, statements) => {
  const granted = statementsGranted((scope, role) => {
    new ServingEndpoint(scope, 'endpoint', surroundings(scope))[grant](role);
  });

  expect(granted).toEqual(statements);
});

it('has no endpoint, config or model of its own: they are the pipeline’s', () => {
  const { resource } = synthesise((scope) => new ServingEndpoint(scope, 'e', surroundings(scope)));

  expect(Object.keys(resource).filter((type) => type.startsWith('aws_sagemaker'))).toEqual([]);
});

it('watches the variant that the notebook creates', () => {
  const python = join(import.meta.dirname, '../../../notebooks/ngwaf_pipeline/endpoints.py');

  expect(readFileSync(python, 'utf8')).toContain(`VARIANT = "${ENDPOINT_VARIANT}"`);
});
