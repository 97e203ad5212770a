import { judgeTerraformForBackend, judgeTools } from './tools.ts';

const terraform = (found: string | undefined, problem?: string) => ({
  name: 'Terraform',
  needed: '1.5 or newer',
  found,
  problem,
});

it('makes a problem of what the set-up finds missing, with its advice', () => {
  expect(judgeTools([terraform(undefined, 'Terraform is needed: install it')])).toEqual([
    {
      check: 'Terraform',
      status: 'problem',
      found: 'none',
      expected: '1.5 or newer',
      remedy: 'Terraform is needed: install it',
    },
  ]);
});

it.each([
  ['older, for a state in a bucket', '1.9.8', { s3: {} }, ['problem']],
  ['new enough', '1.10.0', { s3: {} }, []],
  ['older, for a state in a file', '1.9.8', { local: {} }, []],
])('judges Terraform that is %s', (_case, version, backend, statuses) => {
  const findings = judgeTerraformForBackend([terraform(version)], backend);

  expect(findings.map(({ status }) => status)).toEqual(statuses);
});
