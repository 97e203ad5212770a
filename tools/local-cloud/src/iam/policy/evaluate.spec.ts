import { UnknownConditionError } from './conditions.ts';
import { parsePolicy, type Statement } from './document.ts';
import { evaluate, trusts } from './evaluate.ts';

const allow = (rest: object) => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: '*',
  ...rest,
});
const deny = (rest: object) => ({ ...allow(rest), Effect: 'Deny' });
const policy = (...statements: object[]): Statement[] =>
  parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }));

const object = 'arn:aws:s3:::bucket/folder/key';
const context = new Map([
  ['aws:principalaccount', ['123456789012']],
  ['aws:securetransport', ['true']],
]);

/** What comes of reading the object with these statements; `because` where it is denied. */
const reading = (
  identity: object[],
  boundary?: object[],
  own?: Record<string, string | string[]>,
) => {
  const decision = evaluate(
    { identity: policy(...identity), boundary: boundary && policy(...boundary) },
    { action: 's3:GetObject', resource: object, ...(own && { context: own }) },
    context,
  );
  return decision.isAllowed ? 'allowed' : decision.because;
};

const noPolicy = 'because no identity-based policy allows the s3:GetObject action';
const noBoundary = 'because no permissions boundary allows the s3:GetObject action';
const denied = 'with an explicit deny in an identity-based policy';

describe('evaluate', () => {
  it.each<[string, string, object[]]>([
    ['nothing that is granted', noPolicy, []],
    ['the very action and resource', 'allowed', [allow({ Resource: object })]],
    ['another action', noPolicy, [allow({ Action: 's3:PutObject' })]],
    ['an action in other capitals', 'allowed', [allow({ Action: 'S3:getobject' })]],
    ['an action that only begins alike', noPolicy, [allow({ Action: 's3:GetObjectVersion' })]],
    ['a pattern of actions', 'allowed', [allow({ Action: 's3:Get*' })]],
    ['one of several actions', 'allowed', [allow({ Action: ['s3:PutObject', 's3:GetObject'] })]],
    ['all but another action', 'allowed', [allow({ Action: undefined, NotAction: 's3:Put*' })]],
    ['all but this action', noPolicy, [allow({ Action: undefined, NotAction: 's3:Get*' })]],
    ['another resource', noPolicy, [allow({ Resource: 'arn:aws:s3:::other/folder/key' })]],
    ['a resource in other capitals', noPolicy, [allow({ Resource: object.toUpperCase() })]],
    ['a prefix', 'allowed', [allow({ Resource: 'arn:aws:s3:::bucket/folder/*' })]],
    ['one unknown character', 'allowed', [allow({ Resource: 'arn:aws:s3:::bucket/folder/ke?' })]],
    ['a dot that is no pattern', noPolicy, [allow({ Resource: 'arn:aws:s3:::bucket/folder.key' })]],
    [
      'all but another resource',
      'allowed',
      [allow({ Resource: undefined, NotResource: 'arn:aws:s3:::other/*' })],
    ],
    [
      'all but this resource',
      noPolicy,
      [allow({ Resource: undefined, NotResource: 'arn:aws:s3:::bucket/*' })],
    ],
    ['a denial beside a grant', denied, [allow({}), deny({})]],
    ['a denial of something else', 'allowed', [allow({}), deny({ Action: 's3:PutObject' })]],
    [
      'a denial whose condition fails',
      'allowed',
      [allow({}), deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
    ],
    [
      'a denial whose condition holds',
      denied,
      [allow({}), deny({ Condition: { Bool: { 'aws:SecureTransport': true } } })],
    ],
    [
      'a variable in the resource',
      'allowed',
      [allow({ Resource: "arn:aws:s3:::${aws:Bucket, 'bucket'}/*" })],
    ],
    [
      'a variable without a value',
      noPolicy,
      [allow({ Resource: 'arn:aws:s3:::${aws:username}/*' })],
    ],
    ['a star that is no pattern', noPolicy, [allow({ Resource: 'arn:aws:s3:::bucket/${*}' })]],
  ])('judges %s', (_name, expected, statements) => {
    expect(reading(statements)).toBe(expected);
  });

  it.each<[string, string, object[], object[]]>([
    ['allows what both allow', 'allowed', [allow({})], [allow({})]],
    ['does not grant by itself', noPolicy, [], [allow({})]],
    ['limits what is granted', noBoundary, [allow({})], [allow({ Action: 's3:PutObject' })]],
    [
      'denies for good',
      'with an explicit deny in a permissions boundary',
      [allow({})],
      [allow({}), deny({})],
    ],
  ])('a boundary %s', (_name, expected, identity, boundary) => {
    expect(reading(identity, boundary)).toBe(expected);
  });

  const has = { 's:k': 'value' };
  it.each<[string, string, Record<string, string | string[]> | undefined, object]>([
    ['StringEquals, equal', 'allowed', has, { StringEquals: { 'S:K': ['other', 'value'] } }],
    ['StringEquals, other', noPolicy, has, { StringEquals: { 's:k': 'other' } }],
    ['StringEquals, absent', noPolicy, undefined, { StringEquals: { 's:k': 'value' } }],
    [
      'StringEqualsIfExists, absent',
      'allowed',
      undefined,
      { StringEqualsIfExists: { 's:k': 'value' } },
    ],
    ['StringNotEquals, other', 'allowed', has, { StringNotEquals: { 's:k': ['a', 'b'] } }],
    ['StringNotEquals, equal', noPolicy, has, { StringNotEquals: { 's:k': ['a', 'value'] } }],
    ['StringNotEquals, absent', 'allowed', undefined, { StringNotEquals: { 's:k': 'a' } }],
    ['StringLike', 'allowed', has, { StringLike: { 's:k': 'val*' } }],
    ['StringEquals with a star', noPolicy, has, { StringEquals: { 's:k': 'val*' } }],
    ['StringNotLike', noPolicy, has, { StringNotLike: { 's:k': 'val*' } }],
    ['StringEqualsIgnoreCase', 'allowed', has, { StringEqualsIgnoreCase: { 's:k': 'VALUE' } }],
    [
      'two operators, one fails',
      noPolicy,
      has,
      {
        StringEquals: { 's:k': 'value' },
        StringLike: { 's:k': 'x*' },
      },
    ],
    ['two keys, one fails', noPolicy, has, { StringEquals: { 's:k': 'value', 's:l': 'value' } }],
    ['Null, absent', 'allowed', undefined, { Null: { 's:k': 'true' } }],
    ['Null, there', noPolicy, has, { Null: { 's:k': 'true' } }],
    ['Null false, there', 'allowed', has, { Null: { 's:k': false } }],
    ['NumericLessThan', 'allowed', { 's:k': '9' }, { NumericLessThan: { 's:k': 10 } }],
    [
      'NumericGreaterThanEquals',
      noPolicy,
      { 's:k': '9' },
      { NumericGreaterThanEquals: { 's:k': 10 } },
    ],
    [
      'DateGreaterThan',
      'allowed',
      { 's:k': '2026-01-02T00:00:00Z' },
      { DateGreaterThan: { 's:k': '2026-01-01T00:00:00Z' } },
    ],
    [
      'ArnLike within a part',
      'allowed',
      { 's:k': 'arn:aws:sns:eu-west-1:1:topic' },
      { ArnLike: { 's:k': 'arn:aws:sns:*:1:top*' } },
    ],
    [
      'ArnLike across parts',
      noPolicy,
      { 's:k': 'arn:aws:sns:eu-west-1:1:topic' },
      { ArnLike: { 's:k': 'arn:aws:sns:*:topic' } },
    ],
    [
      'ArnNotLike',
      noPolicy,
      { 's:k': 'arn:aws:sns:eu-west-1:1:topic' },
      { ArnNotLike: { 's:k': 'arn:aws:sns:*:1:top*' } },
    ],
    [
      'ForAllValues, all fit',
      'allowed',
      { 's:k': ['a1', 'a2'] },
      { 'ForAllValues:StringLike': { 's:k': 'a*' } },
    ],
    [
      'ForAllValues, one does not',
      noPolicy,
      { 's:k': ['a1', 'b'] },
      { 'ForAllValues:StringLike': { 's:k': 'a*' } },
    ],
    ['ForAllValues, absent', 'allowed', undefined, { 'ForAllValues:StringLike': { 's:k': 'a*' } }],
    [
      'ForAnyValue, one fits',
      'allowed',
      { 's:k': ['a1', 'b'] },
      { 'ForAnyValue:StringLike': { 's:k': 'a*' } },
    ],
    ['ForAnyValue, absent', noPolicy, undefined, { 'ForAnyValue:StringLike': { 's:k': 'a*' } }],
    [
      'a variable',
      'allowed',
      { 's:k': '123456789012' },
      { StringEquals: { 's:k': '${aws:PrincipalAccount}' } },
    ],
  ])('knows the condition %s', (_name, expected, own, Condition) => {
    expect(reading([allow({ Condition })], undefined, own)).toBe(expected);
  });

  it('does not guess at conditions that it does not know', () => {
    expect(() => reading([allow({ Condition: { IpAddress: { 'aws:SourceIp': '::1' } } })])).toThrow(
      UnknownConditionError,
    );
  });
});

describe('trusts', () => {
  const trust = (rest: object) =>
    policy({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: 'lambda.amazonaws.com' },
      ...rest,
    });

  it.each<[string, boolean, Statement[]]>([
    ['the service that is named', true, trust({})],
    [
      'one of several services',
      true,
      trust({ Principal: { Service: ['a.amazonaws.com', 'lambda.amazonaws.com'] } }),
    ],
    ['another service', false, trust({ Principal: { Service: 'states.amazonaws.com' } })],
    ['another action', false, trust({ Action: 'sts:TagSession' })],
    ['nobody', false, []],
    [
      'the own account',
      true,
      trust({ Condition: { StringEquals: { 'aws:PrincipalAccount': '123456789012' } } }),
    ],
    [
      'another account',
      false,
      trust({ Condition: { StringEquals: { 'aws:PrincipalAccount': '2' } } }),
    ],
    ['who is denied', false, [...trust({}), ...trust({ Effect: 'Deny' })]],
  ])('%s: %s', (_name, expected, statements) => {
    expect(trusts(statements, 'lambda.amazonaws.com', context)).toBe(expected);
  });
});
