import { statementsGranted, surroundings } from '../testing/synthesised.ts';
import { TrainingJobs } from './training-jobs.ts';

const JOBS = expect.stringMatching(/:training-job\/ngwaf-test-\*$/) as string;
const logs = (suffix: string) =>
  expect.stringMatching(new RegExp(`:log-group:/aws/sagemaker/TrainingJobs:${suffix}$`)) as string;
const read = [
  { actions: ['logs:DescribeLogStreams'], resources: [logs('\\*')] },
  { actions: ['logs:GetLogEvents'], resources: [logs('log-stream:ngwaf-test-\\*')] },
];
const stop = {
  actions: ['sagemaker:DescribeTrainingJob', 'sagemaker:StopTrainingJob'],
  resources: [JOBS],
};

it.each([
  ['grantStop', [stop]],
  [
    'grantSweep',
    [
      { actions: ['sagemaker:StopTrainingJob', 'sagemaker:ListTags'], resources: [JOBS] },
      {
        actions: ['sagemaker:StopHyperParameterTuningJob', 'sagemaker:ListTags'],
        resources: [expect.stringMatching(/:hyper-parameter-tuning-job\/ngwaf-test-\*$/) as string],
      },
      {
        actions: ['sagemaker:StopTransformJob', 'sagemaker:ListTags'],
        resources: [expect.stringMatching(/:transform-job\/ngwaf-test-\*$/) as string],
      },
      {
        actions: [
          'sagemaker:ListTrainingJobs',
          'sagemaker:ListHyperParameterTuningJobs',
          'sagemaker:ListTransformJobs',
        ],
        resources: ['*'],
      },
    ],
  ],
  [
    'grantRun',
    [
      { actions: ['sagemaker:CreateTrainingJob', 'sagemaker:AddTags'], resources: [JOBS] },
      { actions: ['sagemaker:DescribeTrainingJob'], resources: [JOBS] },
      ...read,
    ],
  ],
] as const)('%s allows exactly its actions on jobs of this stack', (grant, statements) => {
  const granted = statementsGranted((scope, role) => {
    new TrainingJobs(surroundings(scope).location, 'ngwaf-test')[grant](role);
  });

  expect(granted).toEqual(statements);
});
