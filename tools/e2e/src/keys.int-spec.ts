import { execFileSync } from 'node:child_process';
import { createApiClient, ROOT, awsEnvironment, stackPaths } from '@ngwaf/tool-local-stack';
import { testStack, testStackOptions } from './test-stack.ts';

const outputs = testStack();

/** Runs `keys …` as an operator does, and gives back its standard output alone. */
const keys = (...args: string[]): string =>
  execFileSync(
    process.execPath,
    [
      ...['--import', 'tsx', 'tools/ops/src/main.ts', 'keys', ...args],
      ...['--outputs', stackPaths(testStackOptions).terraformOutputs],
    ],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: awsEnvironment(testStackOptions),
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  ).trim();

const statusWith = async (apiKey: string): Promise<number> =>
  (await createApiClient({ ...outputs, apiKey }).call('GET', '/jobs')).status;

afterAll(() => {
  keys('revoke', 'e2e', '--yes');
});

describe('an API key', () => {
  it('is good from when it is made until it is revoked, beside the one that follows it', async () => {
    const first = keys('create', 'e2e', '--plan', 'small');
    const atFirst = await statusWith(first);
    const second = keys('rotate', 'e2e', '--grace', '1h');
    const beside = [await statusWith(first), await statusWith(second)];
    keys('revoke', 'e2e', '--old', '--yes');
    const afterwards = [await statusWith(first), await statusWith(second)];

    expect(atFirst).toBe(200);
    expect(beside).toEqual([200, 200]);
    expect(afterwards).toEqual([403, 200]);
    expect(keys('show', 'e2e')).toBe(second);
  }, 60_000);

  it('is listed without its value', () => {
    const text = keys('list', '--json');

    expect(JSON.parse(text)).toContainEqual(
      expect.objectContaining({ client: 'local', plan: 'standard' }),
    );
    expect(text).not.toContain(outputs.apiKey);
  });

  it('lets its client through for as long as the stack is up', async () => {
    expect(await statusWith(outputs.apiKey)).toBe(200);
  });
});
