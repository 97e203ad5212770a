import { localise } from './localise.ts';

const synthesised = JSON.stringify({
  terraform: { backend: { s3: { bucket: 'state' } }, required_providers: {} },
  provider: { aws: [{ region: 'eu-west-1', allowed_account_ids: ['1'], default_tags: [] }] },
  resource: {
    aws_iam_role: { notebook: { name: 'notebook', permissions_boundary: 'arn' } },
    aws_s3_bucket: { train: { bucket: 'train' } },
  },
});

it('takes off what pins a stack to an account, and nothing else', () => {
  expect(JSON.parse(localise(synthesised, '/state'))).toEqual({
    terraform: { backend: { local: { path: '/state' } }, required_providers: {} },
    provider: { aws: [{ default_tags: [] }] },
    resource: {
      aws_iam_role: { notebook: { name: 'notebook' } },
      aws_s3_bucket: { train: { bucket: 'train' } },
    },
  });
});
