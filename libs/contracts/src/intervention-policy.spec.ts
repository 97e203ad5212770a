import {
  interventionPolicySchema,
  riskGroupOf,
  type InterventionPolicy,
} from './intervention-policy.ts';

const message = { kind: 'message', template: 'tips', termDays: 7 };
const limit = { kind: 'deposit_limit', amount: 700, currency: 'EUR', per: 'week', termDays: 30 };
const policy = {
  groups: [
    { name: 'low', from: 0, restrictions: [] },
    { name: 'raised', from: 0.3, restrictions: [message] },
    { name: 'high', from: 0.6, restrictions: [{ ...message, template: 'personal' }, limit] },
  ],
};
type Change = (groups: (typeof policy)['groups']) => unknown;

describe('intervention policy', () => {
  it('takes groups whose restrictions grow', () => {
    expect(interventionPolicySchema.parse(policy)).toEqual(policy);
  });

  it('takes the same limit said by another period', () => {
    const daily = { ...limit, amount: 100, per: 'day' };
    const groups = [...policy.groups, { name: 'top', from: 0.9, restrictions: [message, daily] }];

    expect(interventionPolicySchema.safeParse({ groups }).success).toBe(true);
  });

  it.each<[string, Change, string, string]>([
    ['no group', () => [], 'groups', ''],
    ['a lowest group that leaves scores out', ([, ...g]) => g, 'groups.0.from', '0: the lowest'],
    ['groups out of order', ([a, b, c]) => [a, c, b], 'groups.2.from', 'more than 0.6'],
    ['a name twice', ([a, b, c]) => [a, { ...b, name: 'low' }, c], 'groups.1.name', 'no other'],
    [
      'a restriction that a higher group lacks',
      ([a, b, c]) => [a, b, { ...c, restrictions: [limit] }],
      'groups.2.restrictions',
      'at least message for 7 days, as in raised',
    ],
    [
      'a shorter term in a higher group',
      ([a, b, c]) => [a, b, { ...c, restrictions: [{ ...message, termDays: 6 }] }],
      'groups.2.restrictions',
      'at least message for 7 days',
    ],
    [
      'a looser limit in a higher group',
      (g) => [...g, { name: 'top', from: 0.9, restrictions: [message, { ...limit, per: 'day' }] }],
      'groups.3.restrictions',
      'at least deposit_limit of 700 EUR a week for 30 days',
    ],
    [
      'a limit in another currency in a higher group',
      (g) => [
        ...g,
        { name: 'top', from: 0.9, restrictions: [message, { ...limit, currency: 'USD' }] },
      ],
      'groups.3.restrictions',
      'at least deposit_limit',
    ],
    [
      'a kind twice in a group',
      ([a, b]) => [a, { ...b, restrictions: [message, message] }],
      'groups.1.restrictions',
      'at most once',
    ],
    [
      'a kind that there is not',
      ([a]) => [{ ...a, restrictions: [{ kind: 'ban', termDays: 1 }] }],
      'groups.0.restrictions.0.kind',
      '',
    ],
    [
      'no term',
      ([a]) => [{ ...a, restrictions: [{ kind: 'cooling_off', termDays: 0 }] }],
      'groups.0.restrictions.0.termDays',
      '',
    ],
  ])('refuses %s', (_case, change, path, words) => {
    const { error } = interventionPolicySchema.safeParse({ groups: change(policy.groups) });

    const issue = error?.issues.find((each) => each.path.join('.') === path);
    expect(issue?.message).toContain(words);
  });

  it.each([
    [0, 'low'],
    [0.2999, 'low'],
    [0.3, 'raised'],
    [0.6, 'high'],
    [1, 'high'],
  ])('puts the score %p into the group %s', (score, name) => {
    expect(riskGroupOf(policy as InterventionPolicy, score).name).toBe(name);
  });

  it('has no group for what is no score', () => {
    expect(() => riskGroupOf(policy as InterventionPolicy, NaN)).toThrow('got NaN');
  });
});
