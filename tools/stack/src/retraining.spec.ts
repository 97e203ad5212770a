import type { PlannedResource } from './plan.ts';
import { disturbingChanges } from './retraining.ts';

const planned = (
  type: string,
  actions: string[],
  before: object = {},
  after: object = {},
): PlannedResource => ({ address: `${type}.x`, type, change: { actions, before, after } });

describe('disturbingChanges', () => {
  it.each([
    [
      'another type of the notebook instance, which the provider stops for it',
      planned(
        'aws_sagemaker_notebook_instance',
        ['update'],
        { instance_type: 'ml.t3.medium' },
        { instance_type: 'ml.t3.large' },
      ),
    ],
    ['a replaced notebook', planned('aws_sagemaker_notebook_instance', ['delete', 'create'])],
    ['a removed table', planned('aws_dynamodb_table', ['delete'])],
    ['a replaced state machine', planned('aws_sfn_state_machine', ['create', 'delete'])],
  ])('are %s', (_case, change) => {
    expect(disturbingChanges([change])).toEqual([change]);
  });

  it.each([
    [
      'tags of the notebook instance',
      planned(
        'aws_sagemaker_notebook_instance',
        ['update'],
        { tags: { a: '1' }, tags_all: {} },
        { tags: { a: '2' }, tags_all: { a: '2' } },
      ),
    ],
    [
      'its script, which is read at the next start',
      planned('aws_sagemaker_notebook_instance_lifecycle_configuration', ['update']),
    ],
    ['a new notebook', planned('aws_sagemaker_notebook_instance', ['create'])],
    ["a function's memory", planned('aws_lambda_function', ['update'])],
    ['settings of a table', planned('aws_dynamodb_table', ['update'])],
  ])('are not %s', (_case, change) => {
    expect(disturbingChanges([change])).toEqual([]);
  });
});
