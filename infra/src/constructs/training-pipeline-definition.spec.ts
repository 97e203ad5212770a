import validate from 'asl-validator';
import { PIPELINE_STATES, startNotebookInputSchema } from '@ngwaf/contracts';
import { trainingPipelineDefinition } from './training-pipeline-definition.ts';

const definition = trainingPipelineDefinition({
  startNotebookArn: 'arn:aws:lambda:us-east-1:123456789012:function:start-notebook:live',
  exitNotebookArn: 'arn:aws:lambda:us-east-1:123456789012:function:exit-notebook:live',
  maxWaitingSeconds: 3600,
  heartbeatSeconds: 120,
});
const states = definition.States as Record<string, Record<string, unknown>>;
const start = states[PIPELINE_STATES.start];
const exit = states[PIPELINE_STATES.exit];

it('is valid Amazon States Language', () => {
  expect(validate(definition)).toMatchObject({ isValid: true, errors: [] });
});

it('waits for the notebook within its limits', () => {
  expect(start).toMatchObject({
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    TimeoutSeconds: 3600,
    HeartbeatSeconds: 120,
  });
});

it('sends start-notebook what it expects', () => {
  const { Payload } = start?.['Parameters'] as { Payload: Record<string, string> };

  expect(
    Object.keys(Payload)
      .map((key) => key.replace('.$', ''))
      .sort(),
  ).toEqual(Object.keys(startNotebookInputSchema.shape).sort());
  expect(Payload['task_token.$']).toBe('$$.Task.Token');
});

it('leaves by the same state after success, failure and time-out', () => {
  expect(start?.['Next']).toBe(PIPELINE_STATES.exit);
  expect(start?.['Catch']).toEqual([
    { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: PIPELINE_STATES.exit },
  ]);
});

it('waits at least eight minutes for an instance that stops or starts for the first time', () => {
  const [busy] = start?.['Retry'] as Record<string, number>[];
  const { IntervalSeconds = 0, BackoffRate = 0, MaxDelaySeconds = 0, MaxAttempts = 0 } = busy ?? {};
  const delays = Array.from({ length: MaxAttempts }, (_, attempt) =>
    Math.min(IntervalSeconds * BackoffRate ** attempt, MaxDelaySeconds),
  );

  expect(delays.reduce((sum, delay) => sum + delay, 0)).toBeGreaterThanOrEqual(8 * 60);
});

it('repeats exit-notebook after any error', () => {
  expect(exit?.['Retry']).toEqual([expect.objectContaining({ ErrorEquals: ['States.ALL'] })]);
});

it('ends as the job did', () => {
  expect(states[PIPELINE_STATES.decide]).toMatchObject({
    Choices: [{ Variable: '$.status', StringEquals: 'success', Next: PIPELINE_STATES.succeeded }],
    Default: PIPELINE_STATES.failed,
  });
});
