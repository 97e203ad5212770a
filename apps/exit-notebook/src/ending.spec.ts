import { join } from 'node:path';

import { exitNotebookInputSchema, type JobItem } from '@ngwaf/contracts';
import { aJob, exampleEvents } from '@ngwaf/testing';

import { endingOf } from './ending.ts';

const now = new Date('2026-03-01T12:10:00.000Z');
const HEARTBEAT_SECONDS = 120;
const fresh = '2026-03-01T12:09:50.000Z';
const stale = '2026-03-01T12:05:00.000Z';
const ending = (fields: Partial<JobItem>, Error: string, Cause?: string) =>
  endingOf(
    aJob(fields),
    Cause === undefined ? { Error } : { Error, Cause },
    now,
    HEARTBEAT_SECONDS,
  );
const lambdaCause = (errorMessage: string) =>
  JSON.stringify({ errorType: 'X', errorMessage, trace: ['at /var/task/main.cjs:1'] });

describe('endingOf', () => {
  it('is success when the notebook reported with an outcome', () => {
    const done = endingOf(aJob({ outcome: 'rejected' }), undefined, now, HEARTBEAT_SECONDS);

    expect(done).toEqual({ status: 'success' });
  });

  it('is failure when it reported without one', () => {
    const done = endingOf(aJob({ step_status: 'training' }), undefined, now, HEARTBEAT_SECONDS);

    expect(done).toEqual({
      status: 'failed',
      failure: { step: 'training', reason: 'the notebook reported no outcome' },
    });
  });

  it.each<[string, Partial<JobItem>, [string, string?], string, string]>([
    [
      'a report of the notebook',
      { step_status: 'prepare_data' },
      ['training', 'training job x is Failed: no memory'],
      'training',
      'training job x is Failed: no memory',
    ],
    ['a report without a reason', {}, ['logging'], 'logging', 'no reason given'],
    [
      'code that could not be fetched',
      {},
      ['start', 'fetching the code: no such key'],
      'start',
      'fetching the code: no such key',
    ],
    [
      'silence',
      { step_status: 'training', heartbeat_at: stale },
      ['States.HeartbeatTimeout'],
      'training',
      'no heartbeat from the notebook for 300 seconds in step training',
    ],
    [
      'silence that is called a time-out',
      { step_status: 'deployment', heartbeat_at: stale },
      ['States.Timeout'],
      'deployment',
      'no heartbeat from the notebook for 300 seconds in step deployment',
    ],
    [
      'a notebook that never came up',
      { notebook_started_at: '2026-03-01T12:01:00.000Z' },
      ['States.Timeout'],
      'start',
      'no heartbeat from the notebook for 540 seconds in step start',
    ],
    [
      'the end of the waiting time',
      { step_status: 'training', heartbeat_at: fresh },
      ['States.Timeout', ''],
      'training',
      'the maximum waiting time elapsed in step training',
    ],
    [
      'an instance that stayed busy',
      {},
      ['NotebookInstanceBusyError', lambdaCause('The notebook instance is Stopping')],
      'start',
      'The notebook instance is Stopping',
    ],
    [
      'an error that was not made for readers',
      {},
      ['AccessDeniedException', lambdaCause('User: arn:aws:sts::123 is not authorized')],
      'start',
      "the state machine reports AccessDeniedException; the execution's history tells more",
    ],
    [
      'a cause that is no JSON',
      {},
      ['NotebookInstanceBusyError', 'busy'],
      'start',
      "the state machine reports NotebookInstanceBusyError; the execution's history tells more",
    ],
    [
      'an execution that failed',
      { step_status: 'logging' },
      ['ExecutionAborted', 'FAILED'],
      'logging',
      'the execution failed; its history tells why',
    ],
  ])('names step and reason of %s', (_case, fields, [name, cause], step, reason) => {
    expect(ending(fields, name, cause)).toEqual({ status: 'failed', failure: { step, reason } });
  });

  it('is cancelled when the execution was stopped from outside', () => {
    expect(ending({ step_status: 'training' }, 'ExecutionAborted', 'ABORTED')).toEqual({
      status: 'cancelled',
      failure: { step: 'training', reason: 'the execution was stopped from outside' },
    });
  });

  it('cuts reasons that are too long', () => {
    const { failure } = ending({}, 'training', 'x'.repeat(5_000));

    expect(failure?.reason).toHaveLength(1_000);
  });
});

describe('example events', () => {
  it.each(exampleEvents(join(import.meta.dirname, '../events')))('%s', (name, event) => {
    expect(exitNotebookInputSchema.safeParse(event).success).toBe(!name.startsWith('bad-'));
  });
});
