import { Testing } from 'cdktf';
import { onlyResource, parseSynthesised, type Json } from '../testing/synthesised.ts';
import { BootstrapStack } from './bootstrap-stack.ts';

const environments = [
  { name: 'dev', prefix: 'ngwaf-dev' },
  { name: 'prod', prefix: 'acme-waf', region: 'eu-west-1' },
];
const synthesised = parseSynthesised(
  Testing.synth(new BootstrapStack(Testing.app(), 'ngwaf-bootstrap', environments), true),
);

interface Statement {
  effect?: string;
  actions: string[];
  resources: string[];
  condition?: { test: string; variable: string; values: string[] }[];
}
const statements = (id: string): Statement[] => {
  const documents = Object.entries(synthesised.data['aws_iam_policy_document'] ?? {});
  const found = documents.find(([name]) => name.startsWith(`github_${id}_`));
  return (found?.[1]['statement'] ?? []) as Statement[];
};
const named = (name: string): Json | undefined =>
  Object.values(synthesised.resource['aws_iam_role'] ?? {}).find((role) => role['name'] === name);

it('keeps its own state, locked, in the bucket that it makes, which no plan removes', () => {
  expect(synthesised.terraform.backend).toEqual({
    s3: { bucket: 'state', key: 'ngwaf-bootstrap.tfstate', encrypt: true, use_lockfile: true },
  });
  expect(onlyResource(synthesised, 'aws_s3_bucket')['lifecycle']).toEqual({
    prevent_destroy: true,
  });
  expect(onlyResource(synthesised, 'aws_s3_bucket_versioning')).toMatchObject({
    versioning_configuration: { status: 'Enabled' },
  });
});

it.each([
  ['ngwaf_dev_ci_plan_trust', ['pull_request', 'ref:refs/heads/main']],
  ['ngwaf_dev_ci_deploy_trust', ['environment:dev']],
  ['acme_waf_ci_deploy_trust', ['environment:prod']],
])('%s trusts one repository, and of it only %s', (id, claims) => {
  const [trust] = statements(id);

  expect(trust?.condition).toEqual([
    {
      test: 'StringEquals',
      variable: 'token.actions.githubusercontent.com:aud',
      values: ['sts.amazonaws.com'],
    },
    {
      test: 'StringEquals',
      variable: 'token.actions.githubusercontent.com:sub',
      values: claims.map((claim) => `repo:\${var.repository}:${claim}`),
    },
  ]);
});

it('makes roles for a repository alone, in accounts of the environment alone', () => {
  expect(named('ngwaf-dev-ci-plan')?.['count']).toBe(
    '${var.repository != "" && contains(var.environments, "dev") ? 1 : 0}',
  );
});

it('lets the role that plans read, and change nothing', () => {
  const actions = ['ngwaf_dev_ci_plan_permissions', 'ngwaf_dev_ci_read_permissions']
    .flatMap(statements)
    .flatMap((each) => each.actions);

  expect(actions.length).toBeGreaterThan(40);
  expect(
    actions.filter((action) => !/^\w+:(Get|List|Describe|Validate|BatchGet|GET$)/.test(action)),
  ).toEqual([]);
});

it("lets the role that deploys nowhere near data's removal, other prefixes or its own rights", () => {
  const all = statements('ngwaf_dev_ci_deploy_permissions');
  const allowed = all.filter(({ effect }) => effect !== 'Deny').flatMap(({ actions }) => actions);
  const everywhere = all.filter(({ resources }) => resources.includes('*'));
  const roles = all.find(({ actions }) => actions.includes('iam:CreateRole'));

  expect(allowed).not.toContain('s3:DeleteBucket');
  expect(allowed.filter((action) => /^(dynamodb:Delete|\*|iam:\*|s3:\*)/.test(action))).toEqual([]);
  expect(everywhere.flatMap(({ actions }) => actions).join()).not.toMatch(/iam:(?!List)|s3:|:\*/);
  expect(roles).toMatchObject({
    resources: [expect.stringMatching(/:role\/ngwaf-dev-\*$/)],
    condition: [{ test: 'StringEquals', variable: 'iam:PermissionsBoundary' }],
  });
  expect(all.find(({ effect }) => effect === 'Deny')).toEqual({
    effect: 'Deny',
    actions: ['iam:*'],
    resources: [expect.stringMatching(/:role\/ngwaf-dev-ci-\*$/)],
  });
});

it("names an environment's own region", () => {
  const lambda = statements('acme_waf_ci_read_permissions').find(({ actions }) =>
    actions.includes('lambda:Get*'),
  );

  expect(lambda?.resources).toEqual([
    expect.stringMatching(/:lambda:eu-west-1:.*:function:acme-waf-\*$/),
    expect.stringMatching(/:lambda:eu-west-1:.*:event-source-mapping:\*$/),
  ]);
});

// A prefix may be 19 characters longer than this one, in every ARN.
it.each([
  ['ngwaf_dev_ci_read', 'a managed policy', 6_144],
  ['ngwaf_dev_ci_plan', 'inline policies', 10_240],
  ['ngwaf_dev_ci_deploy', 'inline policies', 10_240],
])('fits %s into the length of %s', (id, _kind, limit) => {
  const text = JSON.stringify(statements(`${id}_permissions`)).replaceAll(
    /\$\{[^}]+\}/g,
    '123456789012',
  );
  const arns = text.match(/ngwaf-dev/g)?.length ?? 0;

  expect(text.length + 19 * arns).toBeLessThan(limit);
});
