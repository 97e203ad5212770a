import validate from 'asl-validator';
import { waitForLabelsInputSchema } from '@ngwaf/contracts';
import { LABEL_STATES, labelStates } from './label-states.ts';

const states = labelStates({
  labelQueueArn: 'arn:aws:lambda:us-east-1:123456789012:function:label-queue:live',
  next: 'Prepare',
  onError: 'Finish',
});
const definition = {
  StartAt: LABEL_STATES.choose,
  States: { ...states, Prepare: { Type: 'Succeed' }, Finish: { Type: 'Succeed' } },
};
const wait = states[LABEL_STATES.wait];

it('is valid Amazon States Language', () => {
  expect(validate(definition)).toMatchObject({ isValid: true, errors: [] });
});

it('goes straight on where nothing is to be labelled', () => {
  expect(states[LABEL_STATES.choose]).toMatchObject({ Default: 'Prepare' });
});

it('sends label-queue what it expects, the token of its task included', () => {
  const { Payload } = wait.Parameters;

  expect(Object.keys(Payload).sort()).toEqual(
    Object.keys(waitForLabelsInputSchema.shape)
      .map((field) => `${field}.$`)
      .sort(),
  );
  expect(Payload['task_token.$']).toBe('$$.Task.Token');
});

it.each([LABEL_STATES.wait, LABEL_STATES.groundTruth])(
  '%s ends in the time of the plan',
  (name) => {
    expect(states[name]).toMatchObject({ TimeoutSecondsPath: '$.plan.time_limits.label' });
  },
);

it.each([LABEL_STATES.wait, LABEL_STATES.groundTruth])('%s hands failures on', (name) => {
  expect(states[name]).toMatchObject({
    Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Finish' }],
  });
});
