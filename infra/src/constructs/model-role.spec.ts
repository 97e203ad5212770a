import { statementsGranted, surroundings, synthesise } from '../testing/synthesised.ts';
import { ModelRole } from './model-role.ts';

it('is given to SageMaker alone', () => {
  const granted = statementsGranted((scope, role) => {
    new ModelRole(scope, 'model', surroundings(scope)).grantPass(role);
  });

  expect(granted).toEqual([
    {
      actions: ['iam:PassRole'],
      resources: [expect.stringMatching(/^\$\{aws_iam_role\.model_role_\w+\.arn\}$/)],
      condition: [
        {
          test: 'StringEquals',
          variable: 'iam:PassedToService',
          values: ['sagemaker.amazonaws.com'],
        },
      ],
    },
  ]);
});

it('names the image of the region that the stack is applied in', () => {
  const uris: string[] = [];
  synthesise((scope) => {
    const { imageUri } = new ModelRole(scope, 'model', surroundings(scope));
    uris.push(imageUri);
  });

  expect(uris[0]).toMatch(
    /^\$\{TfToken\[.*\]\}\.dkr\.ecr\.\$\{TfToken\[.*\]\}\.amazonaws\.com\/sagemaker-scikit-learn:\d+\.\d+-\d+-cpu-py3$/,
  );
});
