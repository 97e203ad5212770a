import validate from 'asl-validator';
import { FRAMEWORK_STEPS } from '@ngwaf/contracts';
import { LABEL_STATES } from './label-states.ts';
import { modelTrainingDefinition } from './model-training-definition.ts';

const arn = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}:live`;
const definition = modelTrainingDefinition({
  jobTableName: 'jobs',
  labelQueueArn: arn('label-queue'),
  prepareDataArn: arn('prepare-data'),
  evaluateModelArn: arn('evaluate-model'),
  deployModelArn: arn('deploy-model'),
  finishTrainingArn: arn('finish-training'),
  executionRoleArn: 'arn:aws:iam::123456789012:role/model',
  sparkRoleArn: 'arn:aws:iam::123456789012:role/spark',
});

interface State {
  Type: string;
  Resource?: string;
  Parameters?: Record<string, unknown>;
  Retry?: { ErrorEquals: string[]; BackoffRate?: number }[];
  Catch?: unknown;
  Next?: string;
  Default?: string;
  Choices?: { Next: string }[];
  Branches?: { States: Record<string, State> }[];
  TimeoutSeconds?: number;
  TimeoutSecondsPath?: string;
}
const states = definition.States as unknown as Record<string, State>;
const all = Object.entries(states).flatMap(([name, state]): [string, State][] => [
  [name, state],
  ...(state.Branches ?? []).flatMap(({ States }) => Object.entries(States)),
]);
const tasks = all.filter(([, { Type }]) => Type === 'Task');
const outer = Object.entries(states).filter(
  ([name, { Type }]) => ['Task', 'Parallel'].includes(Type) && name !== 'Finish',
);

it('is valid Amazon States Language', () => {
  expect(validate(definition)).toMatchObject({ isValid: true, errors: [] });
});

it('ends after a time, whatever happens', () => {
  expect(definition.TimeoutSeconds).toBeLessThanOrEqual(40 * 24 * 3600);
});

it.each(tasks)('%s has a time limit of its own', (_name, state) => {
  expect(state.TimeoutSeconds ?? state.TimeoutSecondsPath).toBeDefined();
});

it.each(tasks.filter(([name]) => name !== LABEL_STATES.groundTruth))(
  '%s is tried again, ever more slowly',
  (_name, { Retry = [] }) => {
    expect(Retry.length).toBeGreaterThan(0);
    expect(Retry.every(({ BackoffRate = 0 }) => BackoffRate > 1)).toBe(true);
  },
);

it.each(outer)('%s leads to the end by any error', (_name, state) => {
  expect(state.Catch).toEqual([
    { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Finish' },
  ]);
});

it('repeats finish-training after any error, and ends as the job did', () => {
  expect(states['Finish']).toMatchObject({
    Retry: [expect.objectContaining({ ErrorEquals: ['States.ALL'] })],
    Next: 'JobEnded',
  });
  expect(states['JobEnded']).toMatchObject({
    Choices: [{ Variable: '$.ended.status', StringEquals: 'success', Next: 'JobSucceeded' }],
    Default: 'JobFailed',
  });
});

it('writes down each step, in their order', () => {
  const begun = Object.values(states).flatMap(({ Resource, Parameters }) => {
    if (!Resource?.includes(':dynamodb:')) return [];
    const values = Parameters?.['ExpressionAttributeValues'] as { ':step': { S: string } };
    return [values[':step'].S];
  });

  expect(begun).toEqual([...FRAMEWORK_STEPS]);
});

it('waits for each job of SageMaker', () => {
  const jobs = all.flatMap(([, { Resource = '' }]) => /sagemaker:(\w+)(.*)$/.exec(Resource) ?? []);

  expect(new Set(jobs.filter((_, index) => index % 3 === 1))).toEqual(
    new Set([
      'createLabelingJob',
      'createProcessingJob',
      'createTrainingJob',
      'createHyperParameterTuningJob',
      'createTransformJob',
    ]),
  );
  expect(new Set(jobs.filter((_, index) => index % 3 === 2))).toEqual(new Set(['.sync']));
});

it('looks at the endpoint until it is done, and not for ever', () => {
  expect(states['Deployed']?.Choices?.map(({ Next }) => Next)).toEqual([
    'Finish',
    'DeployTimedOut',
  ]);
  expect(states['CountLooks']).toMatchObject({
    Parameters: { 'count.$': 'States.MathAdd($.looks.count, 1)' },
    Next: 'Deploy',
  });
});
