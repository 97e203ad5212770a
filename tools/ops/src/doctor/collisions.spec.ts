import { judgeName, together } from './collisions.ts';
import type { KnownState } from './terraform-state.ts';
import { parseState } from './terraform-state.ts';

const bucket = { type: 'aws_s3_bucket', name: 'ngwaf-dev-waf-111122223333' } as const;
const role = { type: 'aws_iam_role', name: 'ngwaf-dev-model' } as const;

/** As `terraform state pull` prints it; only what is read is given. */
const state = parseState(
  JSON.stringify({
    version: 4,
    terraform_version: '1.11.4',
    serial: 3,
    resources: [
      {
        mode: 'managed',
        type: 'aws_iam_role',
        name: 'model_role',
        instances: [
          { schema_version: 0, attributes: { name: 'ngwaf-dev-model', id: 'ngwaf-dev-model' } },
        ],
      },
      {
        mode: 'data',
        type: 'aws_region',
        name: 'here',
        instances: [{ attributes: { name: 'us-east-1' } }],
      },
    ],
  }),
);
const none: KnownState = { kind: 'none' };
const elsewhere: KnownState = { kind: 'elsewhere' };

it.each([
  ['a free name', role, 'absent', none, 'ok'],
  ['what is in the state', role, 'present', state, 'ok'],
  [
    'what is not in the state',
    { ...role, name: 'ngwaf-dev-notebook' },
    'present',
    state,
    'problem',
  ],
  ['what nobody has applied', role, 'present', none, 'problem'],
  ['what has been applied elsewhere', role, 'present', elsewhere, 'ok'],
  ['data of an earlier stack', bucket, 'present', none, 'info'],
  ["somebody else's bucket", bucket, 'foreign', none, 'problem'],
] as const)('judges %s', (_case, resource, existence, known, status) => {
  expect(judgeName(resource, existence, known).status).toBe(status);
});

it('calls a name unknown that could not be looked up', () => {
  const unknown = Object.assign(new Error('slow down'), { name: 'Throttling', $metadata: {} });

  expect(judgeName(role, { unknown }, none)).toMatchObject({
    status: 'unknown',
    found: 'could not be checked: AWS refused: Throttling: slow down',
  });
});

it('takes an empty state for none', () => {
  expect(parseState('')).toEqual({ kind: 'none' });
  expect(parseState('{"version": 4, "resources": []}')).toEqual({ kind: 'none' });
});

it('puts names together about which there is the same to say', () => {
  const taken = { status: 'problem', found: 'taken', remedy: 'free them' } as const;

  expect(
    together([
      { check: 'role a', ...taken },
      { check: 'bucket b', status: 'info', found: 'kept' },
      { check: 'role c', ...taken },
    ]),
  ).toEqual([
    { ...taken, check: '2 names', found: 'taken (role a, role c)' },
    { check: 'bucket b', status: 'info', found: 'kept' },
  ]);
});
