import { parseFunctionReference } from './function-reference.ts';

describe('parseFunctionReference', () => {
  it.each([
    ['fn', undefined, { name: 'fn', qualifier: undefined }],
    ['fn', 'live', { name: 'fn', qualifier: 'live' }],
    ['fn:live', undefined, { name: 'fn', qualifier: 'live' }],
    ['fn:live', 'live', { name: 'fn', qualifier: 'live' }],
    ['fn:$LATEST', undefined, { name: 'fn', qualifier: '$LATEST' }],
    ['123456789012:function:fn', '3', { name: 'fn', qualifier: '3' }],
    [
      'arn:aws:lambda:us-east-1:123456789012:function:fn',
      undefined,
      { name: 'fn', qualifier: undefined },
    ],
    [
      'arn:aws:lambda:us-east-1:123456789012:function:fn:live',
      undefined,
      { name: 'fn', qualifier: 'live' },
    ],
  ])('%s with %s', (text, qualifier, expected) => {
    expect(parseFunctionReference(text, qualifier)).toEqual(expected);
  });

  it.each([
    ['', undefined, 'ValidationException'],
    ['a b', undefined, 'ValidationException'],
    ['arn:aws:sqs:us-east-1:123456789012:q', undefined, 'ValidationException'],
    ['fn:live', '3', 'InvalidParameterValueException'],
  ])('refuses %s with %s', (text, qualifier, code) => {
    expect(() => parseFunctionReference(text, qualifier)).toThrow(
      expect.objectContaining({ code }) as Error,
    );
  });
});
