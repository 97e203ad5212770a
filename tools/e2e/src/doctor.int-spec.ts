import { execFileSync } from 'node:child_process';
import { ROOT, awsEnvironment, stackPaths } from '@ngwaf/tool-local-stack';
import { neededPermissions } from '@ngwaf/tool-ops/permissions';
import { synthesiseStack } from '@ngwaf/tool-ops/synthesised-stack';
import { testStack, testStackOptions } from './test-stack.ts';

const { awsEndpointUrl } = testStack();

interface Finding {
  check: string;
  status: string;
  found: string;
}

/** As an operator runs it; fails if it ends with a problem. */
const doctor = (): Record<string, Finding[]> => {
  const { terraformDir } = stackPaths(testStackOptions);
  const args = ['--import', 'tsx', 'tools/ops/src/main.ts', 'doctor', '--env=dev', '--json'];
  const text = execFileSync(process.execPath, [...args, `--terraform-dir=${terraformDir}`], {
    cwd: ROOT,
    env: awsEnvironment(testStackOptions),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const { sections } = JSON.parse(text) as { sections: { title: string; findings: Finding[] }[] };
  return Object.fromEntries(sections.map(({ title, findings }) => [title, findings]));
};

describe('doctor, after an apply', () => {
  it("finds every name in Terraform's state, and no problem", () => {
    const { Names, State, Tools } = doctor();

    expect(Names).toEqual([
      {
        check: 'names',
        status: 'ok',
        found: expect.stringMatching(/^0 free, \d\d of this stack$/) as string,
      },
    ]);
    expect(State).toMatchObject([{ found: expect.stringContaining('(there)') as string }]);
    expect(Tools?.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok']);
  }, 60_000);

  it('knows every permission that an apply takes', async () => {
    const answer = await fetch(`${awsEndpointUrl}/_local/calls?principal=user`);
    const calls = ((await answer.json()) as { calls: { action: string }[] }).calls.map(
      ({ action }) => action,
    );
    // Terraform comes first; the first thing that is done after it is shipping code.
    // Calls whose action the recorder does not know stand there with their path.
    const applied = [...new Set(calls.slice(0, calls.indexOf('lambda:UpdateFunctionCode')))].filter(
      (action) => !action.includes('/'),
    );
    const stack = await synthesiseStack(ROOT, 'ngwaf-dev');
    const place = { prefix: 'ngwaf-dev', account: '123456789012', region: testStackOptions.region };
    const known = neededPermissions(stack, place).flatMap(({ actions }) => actions);

    expect(applied).toContain('iam:CreateRole');
    expect(applied.filter((action) => !known.includes(action))).toEqual([]);
  }, 60_000);
});
