import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConfigurationError,
  environments,
  parseEnvironment,
  parseEnvironments,
} from './environments.ts';

describe('environments', () => {
  it('include dev, which the local cloud runs', () => {
    expect(environments().map(({ name }) => name)).toContain('dev');
  });

  it('come from a file elsewhere where NGWAF_ENVIRONMENTS_FILE names one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ngwaf-environments-'));
    const file = join(folder, 'environments.json');
    writeFileSync(file, JSON.stringify({ dev: { prefix: 'acme-dev' } }));
    process.env['NGWAF_ENVIRONMENTS_FILE'] = file;

    const prefixes = environments().map(({ prefix }) => prefix);

    delete process.env['NGWAF_ENVIRONMENTS_FILE'];
    rmSync(folder, { recursive: true });
    expect(prefixes).toEqual(['acme-dev']);
  });
});

describe('the scoring mode', () => {
  it('is by the endpoint, and whatever else is not said has its default', () => {
    expect(parseEnvironment('dev', {}).scoring).toEqual({
      mode: 'endpoint',
      refreshSeconds: 30,
      endpointBudgetMs: 300,
      memoryMb: 1024,
      timeoutSeconds: 29,
    });
    expect(parseEnvironment('dev', { scoring: { mode: 'in-process' } }).scoring).toMatchObject({
      mode: 'in-process',
      refreshSeconds: 30,
    });
  });

  it('of dev is what the local cloud is told to run', () => {
    process.env['NGWAF_DEV_SCORING_MODE'] = 'in-process';

    const modes = environments().map(({ name, scoring }) => [name, scoring.mode]);

    delete process.env['NGWAF_DEV_SCORING_MODE'];
    expect(modes.filter(([, mode]) => mode === 'in-process')).toEqual([['dev', 'in-process']]);
  });

  it('that there is not is refused', () => {
    process.env['NGWAF_DEV_SCORING_MODE'] = 'both';

    expect(() => environments()).toThrow('environment dev: scoring.mode: ');

    delete process.env['NGWAF_DEV_SCORING_MODE'];
  });
});

describe('parseEnvironment', () => {
  it('takes region and account where they are given', () => {
    const pinned = { region: 'eu-central-1', accountId: '123456789012' };

    expect(parseEnvironment('dev', pinned)).toMatchObject(pinned);
  });

  it('keeps the state in a file unless told otherwise', () => {
    expect(parseEnvironment('dev', {}).backend).toEqual({ type: 'local' });
  });

  it.each([
    ['a name with a dash', 'dev-2', {}, 'environment dev-2: expected a name of lower-case letters'],
    ['a name too long for resource names', 'x'.repeat(30), {}, 'prefix: expected at most 28'],
    ['a prefix that AWS keeps for itself', 'dev', { prefix: 'aws-waf' }, 'dev: prefix: expected'],
    ['a region that is none', 'dev', { region: 'Frankfurt' }, 'dev: region: expected a region'],
    ['an account that is none', 'dev', { accountId: '42' }, 'dev: accountId: expected the twelve'],
    ['no instance', 'dev', { endpointInstanceCount: 0 }, 'dev: endpointInstanceCount: '],
    ['a burst below fifty', 'dev', { throttle: { ratePerSecond: 1, burst: 10 } }, 'throttle.burst'],
    ['no plan for ordinary keys', 'dev', { usagePlans: {} }, 'a plan named standard'],
    [
      'no look at what is live',
      'dev',
      { scoring: { refreshSeconds: 0 } },
      'scoring.refreshSeconds',
    ],
    [
      'a budget past that of the API',
      'dev',
      { scoring: { endpointBudgetMs: 29_000 } },
      'scoring.end',
    ],
    ['a memory that the model fills', 'dev', { scoring: { memoryMb: 128 } }, 'scoring.memoryMb'],
    [
      'a schedule that is none',
      'dev',
      { sweeper: { schedule: 'hourly', mode: 'report', graceMinutes: 30 } },
      'sweeper.schedule',
    ],
    [
      'no grace for a job that starts',
      'dev',
      { sweeper: { schedule: 'off', mode: 'report', graceMinutes: 0 } },
      'sweeper.graceMinutes',
    ],
    ['an alias in the place of a key', 'dev', { customerKey: 'alias/ours' }, 'customerKey'],
    [
      'a web ACL for CloudFront',
      'dev',
      { webAcl: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/ours/1' },
      'regional web ACL',
    ],
    [
      'a network without security group',
      'dev',
      { notebookNetwork: { subnetId: 'subnet-1', securityGroupIds: [] } },
      'securityGroupIds',
    ],
    ['a setting that there is not', 'dev', { colour: 'green' }, 'colour'],
    ['a state nowhere', 'dev', { backend: { type: 'gcs' } }, 'backend.type: expected { type'],
    ['a state in no bucket', 'prod', { backend: { type: 's3' } }, 'prod: backend.bucket: expected'],
    [
      'a state in no region',
      'prod',
      { backend: { type: 's3', bucket: 'state' } },
      'environment prod: backend.region: expected',
    ],
    [
      'a key that is none',
      'prod',
      { region: 'eu-west-1', backend: { type: 's3', bucket: 'state', kmsKeyId: 'my key' } },
      'environment prod: backend.kmsKeyId: expected the ARN',
    ],
  ])('refuses %s', (_case, name, settings: object, message) => {
    expect(() => parseEnvironment(name, settings)).toThrow(ConfigurationError);
    expect(() => parseEnvironment(name, settings)).toThrow(message);
  });
});

describe('parseEnvironments', () => {
  const place = { accountId: '123456789012', region: 'eu-west-1' };

  it('names every mistake of every environment at once', () => {
    expect(() =>
      parseEnvironments({ dev: { accountId: '1' }, prod: { versionsKept: 0, region: 'moon' } }),
    ).toThrow(/dev: accountId[^]*prod: region[^]*prod: versionsKept/);
  });

  it.each([
    ['without dev', { prod: {} }, 'environment dev: is missing'],
    [
      'with the same prefix',
      { dev: { prefix: 'waf' }, test: { prefix: 'waf' } },
      'environment test: prefix: "waf" is environment dev\'s',
    ],
    [
      "with a prefix that reaches into another's names",
      { dev: {}, test: { prefix: 'ngwaf-dev-test' } },
      'environment test: prefix: "ngwaf-dev-test" begins with "ngwaf-dev-"',
    ],
    [
      "with the bootstrap's prefix",
      { dev: {}, bootstrap: {} },
      'environment bootstrap: prefix: ngwaf-bootstrap',
    ],
    [
      "that both set API Gateway's role of one place",
      { dev: place, test: place },
      'environment test: ownsApiGatewayAccount',
    ],
  ])('refuses environments %s', (_case, all, message) => {
    expect(() => parseEnvironments(all)).toThrow(message);
  });

  it("lets one of two in one place set API Gateway's role", () => {
    const all = { dev: place, test: { ...place, ownsApiGatewayAccount: false } };

    expect(parseEnvironments(all)).toHaveLength(2);
  });
});
