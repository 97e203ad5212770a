import fc from 'fast-check';

import { matchesPattern, type EventPattern } from './event-pattern.ts';

const event = {
  source: 'aws.states',
  'detail-type': 'Step Functions Execution Status Change',
  resources: ['arn:a', 'arn:b'],
  detail: { status: 'ABORTED', name: 'job-7', n: 5, stopDate: null, nested: { deep: true } },
};

describe('matchesPattern', () => {
  it.each<[string, EventPattern, boolean]>([
    ['an exact value', { source: ['aws.states'] }, true],
    ['one of several values', { detail: { status: ['FAILED', 'ABORTED'] } }, true],
    ['no value of several', { detail: { status: ['FAILED', 'TIMED_OUT'] } }, false],
    ['two fields, one of them wrong', { source: ['aws.states'], detail: { n: [6] } }, false],
    ['a number and not its text', { detail: { n: ['5'] } }, false],
    ['null', { detail: { stopDate: [null] } }, true],
    ['a nested value', { detail: { nested: { deep: [true] } } }, true],
    ['a value in a list', { resources: ['arn:b'] }, true],
    ['a field that is not there', { detail: { absent: ['x'] } }, false],
    ['a path through what is no object', { source: { deep: ['x'] } }, false],
    ['prefix', { detail: { name: [{ prefix: 'job-' }] } }, true],
    ['prefix of something else', { detail: { name: [{ prefix: 'task-' }] } }, false],
    ['suffix', { detail: { name: [{ suffix: '-7' }] } }, true],
    ['equals-ignore-case', { detail: { status: [{ 'equals-ignore-case': 'aborted' }] } }, true],
    ['wildcard', { detail: { name: [{ wildcard: 'j*-*' }] } }, true],
    ['anything-but a value', { detail: { status: [{ 'anything-but': 'FAILED' }] } }, true],
    ['anything-but that value', { detail: { status: [{ 'anything-but': ['ABORTED'] }] } }, false],
    ['anything-but a prefix', { detail: { name: [{ 'anything-but': { prefix: 'job' } }] } }, false],
    ['anything-but of an absent field', { detail: { absent: [{ 'anything-but': 'x' }] } }, false],
    ['exists', { detail: { n: [{ exists: true }] } }, true],
    ['exists not', { detail: { absent: [{ exists: false }] } }, true],
    ['numeric between', { detail: { n: [{ numeric: ['>', 4, '<=', 5] }] } }, true],
    ['numeric outside', { detail: { n: [{ numeric: ['>', 5] }] } }, false],
    ['$or', { detail: { $or: [{ status: ['FAILED'] }, { n: [5] }] } }, true],
    ['an empty pattern', {}, true],
  ])('%s', (_, pattern, expected) => {
    expect(matchesPattern(pattern, event)).toBe(expected);
  });

  it('matches every event by its own values', () =>
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.string()), (detail) => {
        const pattern = Object.fromEntries(Object.entries(detail).map(([k, v]) => [k, [v]]));

        expect(matchesPattern({ detail: pattern }, { detail })).toBe(true);
      }),
    ));
});
