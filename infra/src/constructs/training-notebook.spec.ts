import type { Construct } from 'constructs';
import type { PipelineEnvironment } from '@ngwaf/contracts';
import {
  onlyResource,
  statementsGranted,
  surroundings,
  synthesise,
} from '../testing/synthesised.ts';
import { TrainingNotebook } from './training-notebook.ts';

const notebook = (scope: Construct) =>
  new TrainingNotebook(scope, 'notebook', {
    ...surroundings(scope),
    instanceType: 'ml.t3.medium',
    script: '#!/bin/bash\ntrue\n',
    environment: { NGWAF_TABLE: 'jobs' } as PipelineEnvironment,
  });
const INSTANCE = expect.stringMatching(/:notebook-instance\/ngwaf-test-training$/) as string;

it('is safe by default, and leaves its platform to SageMaker', () => {
  const instance = onlyResource(synthesise(notebook), 'aws_sagemaker_notebook_instance');

  expect(instance).toMatchObject({
    root_access: 'Disabled',
    instance_metadata_service_configuration: { minimum_instance_metadata_service_version: '2' },
  });
  expect(instance).not.toHaveProperty('platform_identifier');
});

it('starts for the first time only once its role may do what the script does', () => {
  const instance = onlyResource(synthesise(notebook), 'aws_sagemaker_notebook_instance');

  expect(instance['depends_on']).toEqual([expect.stringMatching(/^aws_iam_role_policy\.notebook/)]);
});

it.each([
  ['grantStop', ['sagemaker:DescribeNotebookInstance', 'sagemaker:StopNotebookInstance']],
  [
    'grantControl',
    [
      'sagemaker:DescribeNotebookInstance',
      'sagemaker:StartNotebookInstance',
      'sagemaker:StopNotebookInstance',
    ],
  ],
] as const)('%s allows exactly its actions on this instance', (grant, actions) => {
  const granted = statementsGranted((scope, role) => {
    notebook(scope)[grant](role);
  });

  expect(granted).toEqual([{ actions, resources: [INSTANCE] }]);
});
