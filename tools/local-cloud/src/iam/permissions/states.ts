import { arnOf, text, type Input, type Permission, type Place } from './permission.ts';

/** What an operation of Step Functions needs. Tokens say whose they are; see `moto/step_functions.py`. */
export const statesPermissions = (operation: string, input: Input, place: Place): Permission[] => {
  const action = `states:${operation}`;
  if (operation.startsWith('SendTask')) {
    const resource = stateMachineOf(text(input, 'taskToken'));
    // No state machine's token: the service answers so, whoever asks.
    return resource === undefined ? [] : [{ action, resource }];
  }
  const given =
    text(input, 'executionArn') || text(input, 'stateMachineArn') || text(input, 'resourceArn');
  if (given !== '') return [{ action, resource: given }];
  const name = text(input, 'name');
  const created = operation === 'CreateStateMachine' && name !== '';
  const role = text(input, 'roleArn');
  return [
    { action, resource: created ? arnOf(place, 'states', `stateMachine:${name}`) : '*' },
    ...(role === ''
      ? []
      : [
          {
            action: 'iam:PassRole',
            resource: role,
            context: { 'iam:PassedToService': 'states.amazonaws.com' },
          },
        ]),
  ];
};

/** The ARN that a task token begins with, in base64. */
const stateMachineOf = (taskToken: string): string | undefined => {
  const content = Buffer.from(taskToken, 'base64').toString('utf8');
  return /^(arn:aws[\w-]*:states:[\w-]+:\d{12}:stateMachine:[\w-]+) /.exec(content)?.[1];
};
