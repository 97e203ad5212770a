import { environments, parseEnvironment } from './environments.ts';

describe('environments', () => {
  it('are dev, staging and prod, each with its prefix', () => {
    expect(environments().map(({ prefix }) => prefix)).toEqual([
      'ngwaf-dev',
      'ngwaf-staging',
      'ngwaf-prod',
    ]);
  });

  it('serve from two instances or more in production, so that a switch is a canary', () => {
    const prod = environments().find(({ name }) => name === 'prod');

    expect(prod?.endpointInstanceCount).toBeGreaterThanOrEqual(2);
  });
});

describe('parseEnvironment', () => {
  it('takes region and account where they are given', () => {
    const pinned = { region: 'eu-central-1', accountId: '123456789012' };

    expect(parseEnvironment('dev', pinned)).toMatchObject(pinned);
  });

  it.each([
    ['a name with a dash', 'dev-2', {}, 'lower-case letters and digits'],
    ['a name too long for resource names', 'x'.repeat(30), {}, 'at most 28 characters'],
    ['a region that is none', 'dev', { region: 'Frankfurt' }, 'region'],
    ['an account that is none', 'dev', { accountId: '42' }, 'accountId'],
    ['no instance', 'dev', { endpointInstanceCount: 0 }, 'endpointInstanceCount'],
    ['a burst below fifty', 'dev', { throttle: { ratePerSecond: 1, burst: 10 } }, 'burst'],
    ['no plan for ordinary keys', 'dev', { usagePlans: {} }, 'a plan named standard'],
    ['a setting that there is not', 'dev', { colour: 'green' }, 'colour'],
  ])('refuses %s', (_case, name, settings: object, message) => {
    expect(() => parseEnvironment(name, settings)).toThrow(message);
  });
});
