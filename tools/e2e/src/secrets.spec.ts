import { createHash } from 'node:crypto';
import { findSecrets } from './secrets.ts';

const digest = createHash('sha256').update('x');

it.each([
  ['an access key', { note: 'key AKIAIOSFODNN7EXAMPLE' }, 'note'],
  ['an API key', { items: [{ value: 'aB3'.repeat(13) + 'x' }] }, 'items[0].value'],
  ['a token', { header: `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc` }, 'header'],
  ['a private key', { pem: '-----BEGIN RSA PRIVATE KEY-----\nabc' }, 'pem'],
  ['what is named so', { environment: { DB_PASSWORD: 'hunter2' } }, 'environment.DB_PASSWORD'],
])('finds %s, whatever surrounds it', (_case, value, path) => {
  expect(findSecrets(value).map((suspect) => suspect.path)).toEqual([path]);
});

it('takes digests, identifiers and empty fields for what they are', () => {
  const state = {
    source_code_hash: digest.copy().digest('base64'),
    etag: digest.copy().digest('hex'),
    sha1: '2fd4e1c67a2d28fced849ee1bb76e7391b93eb12',
    arn: 'arn:aws:iam::123456789012:role/ngwaf-dev-notebook',
    master_password: null,
    api_key_source: 'HEADER',
    content_base64: Buffer.from('a placeholder that is longer than forty characters').toString(
      'base64',
    ),
  };

  expect(findSecrets(state)).toEqual([]);
});
