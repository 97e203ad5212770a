import { AlgorithmError, ClientError, failureReason, scriptFailure } from './failures.ts';

describe('failureReason', () => {
  it.each([
    [new ClientError('no data'), 'ClientError: no data'],
    [new AlgorithmError('bad rows'), 'AlgorithmError: bad rows'],
    [new Error('disk full'), 'InternalServerError: disk full'],
  ])('names the kind of %s', (error, expected) => {
    expect(failureReason(error)).toBe(expected);
  });
});

describe('scriptFailure', () => {
  it('takes what the script wrote, and keeps the exit code within the limit of 1024 characters', () => {
    const reason = failureReason(scriptFailure(2, 'x'.repeat(5_000), []));

    expect(reason).toHaveLength(1_024);
    expect(reason).toMatch(/^AlgorithmError: x+, exit code: 2$/);
  });

  it('otherwise takes the end of what it printed', () => {
    expect(failureReason(scriptFailure(1, undefined, ['Traceback', 'ValueError: bad']))).toBe(
      'AlgorithmError: ExecuteUserScriptError:\nExitCode 1\nErrorMessage "Traceback\nValueError: bad", exit code: 1',
    );
  });
});
