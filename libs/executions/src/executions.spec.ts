import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  SFNClient,
  StartExecutionCommand,
  StateMachineDoesNotExist,
  type ExecutionStatus,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';

import { createExecutions } from './executions.ts';

const sfn = mockClient(SFNClient);
const STATE_MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:pipeline';
const EXECUTION = 'arn:aws:states:us-east-1:123456789012:execution:pipeline:job-1';
const executions = createExecutions(new SFNClient({ region: 'us-east-1' }), STATE_MACHINE);
const input = { job_key: 'job-1', model: 'waf', fencing_token: 3 };
const fields = { message: 'no', $metadata: {} };
const absent = new ExecutionDoesNotExist(fields);

beforeEach(() => sfn.reset());

describe('start', () => {
  it('names the execution after the job', async () => {
    sfn.on(StartExecutionCommand).resolves({ executionArn: EXECUTION });

    await expect(executions.start(input)).resolves.toBe(EXECUTION);
    expect(sfn.commandCalls(StartExecutionCommand)[0]?.args[0].input).toEqual({
      stateMachineArn: STATE_MACHINE,
      name: 'job-1',
      input: '{"job_key":"job-1","model":"waf","fencing_token":3}',
    });
  });

  it('takes one that exists for started', async () => {
    sfn.on(StartExecutionCommand).rejects(new ExecutionAlreadyExists(fields));

    await expect(executions.start(input)).resolves.toBe(EXECUTION);
  });

  it('passes on a refusal', async () => {
    const refusal = new StateMachineDoesNotExist(fields);
    sfn.on(StartExecutionCommand).rejects(refusal);

    await expect(executions.start(input)).rejects.toBe(refusal);
  });

  it('looks whether it started when the answer got lost', async () => {
    sfn.on(StartExecutionCommand).rejects(new Error('socket hang up'));
    sfn.on(DescribeExecutionCommand).resolves({ status: 'RUNNING' });

    await expect(executions.start(input)).resolves.toBe(EXECUTION);
  });

  it.each([
    ['is not to be seen', absent],
    ['cannot be looked for', new Error('socket hang up')],
  ])('is unconfirmed when it %s then', async (_case, error) => {
    sfn.on(StartExecutionCommand).rejects(new Error('socket hang up'));
    sfn.on(DescribeExecutionCommand).rejects(error);

    await expect(executions.start(input)).rejects.toMatchObject({ code: 'start_unconfirmed' });
  });
});

describe('isRunning', () => {
  it.each<[ExecutionStatus, boolean]>([
    ['RUNNING', true],
    ['SUCCEEDED', false],
    ['FAILED', false],
    ['TIMED_OUT', false],
    ['ABORTED', false],
  ])('tells of %s: %s', async (status, expected) => {
    sfn.on(DescribeExecutionCommand, { executionArn: EXECUTION }).resolves({ status });

    await expect(executions.isRunning('job-1')).resolves.toBe(expected);
  });

  it('is false for an execution that never was', async () => {
    sfn.on(DescribeExecutionCommand).rejects(absent);

    await expect(executions.isRunning('job-1')).resolves.toBe(false);
  });
});
