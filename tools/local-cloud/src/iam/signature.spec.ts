import { SignatureV4 } from '@smithy/signature-v4';
import { isSignedWith, parseSignature, signedAt, type SignedRequest } from './signature.ts';
import { Sha256 } from './testing/sha256.ts';

const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const signer = new SignatureV4({
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: SECRET },
  region: 'us-east-1',
  service: 'execute-api',
  sha256: Sha256,
});

/** A request as AWS's own signer signs it. */
const signed = async (
  method: string,
  path: string,
  query: Record<string, string | string[]> = {},
  body = '',
): Promise<SignedRequest> => {
  const { headers } = await signer.sign(
    {
      ...{ method, path, query, body, protocol: 'http:', hostname: '127.0.0.1' },
      headers: { host: '127.0.0.1:4566', 'content-type': 'application/json' },
    },
    { signingDate: new Date('2026-03-01T12:00:00Z') },
  );
  const search = Object.entries(query)
    .flatMap(([name, values]) => [values].flat().map((value) => [name, value]))
    .map((pair) => pair.map((part = '') => encodeURIComponent(part)).join('='))
    .join('&');
  return {
    method,
    url: search === '' ? path : `${path}?${search}`,
    headers,
    body: Buffer.from(body),
  };
};

const isGood = (request: SignedRequest, secret = SECRET): boolean => {
  const signature = parseSignature(String(request.headers.authorization));
  return signature !== undefined && isSignedWith(secret, signature, request);
};

it.each([
  ['a plain one', 'GET', '/restapis/a/dev/_user_request_/jobs', {}, ''],
  ['one with a query', 'GET', '/jobs', { limit: '5', next_token: 'a+b/c==', x: ['2', '1'] }, ''],
  ['one with a body', 'POST', '/prediction', {}, '{"payload": "ü\' OR 1=1 --"}'],
  ['one whose path is encoded', 'GET', '/jobs/a%20b%2Fc(d)', {}, ''],
])('takes %s as AWS signs it', async (_case, method, path, query, body) => {
  expect(isGood(await signed(method, path, query, body))).toBe(true);
});

it.each([
  ['another method', (request: SignedRequest) => ({ ...request, method: 'PUT' })],
  ['another path', (request: SignedRequest) => ({ ...request, url: '/jobs/2' })],
  ['another query', (request: SignedRequest) => ({ ...request, url: `${request.url}&more=1` })],
  ['another body', (request: SignedRequest) => ({ ...request, body: Buffer.from('{}') })],
  [
    'another host',
    (request: SignedRequest) => ({
      ...request,
      headers: { ...request.headers, host: 'elsewhere' },
    }),
  ],
])('refuses a signature for %s', async (_case, change) => {
  const request = await signed('POST', '/jobs/1', { a: '1' }, '{"a": 1}');

  expect(isGood(request)).toBe(true);
  expect(isGood(change(request))).toBe(false);
});

it('refuses a signature with another secret', async () => {
  expect(isGood(await signed('GET', '/'), 'another')).toBe(false);
});

it('knows who signed, and when', async () => {
  const { headers } = await signed('GET', '/');

  expect(parseSignature(headers.authorization)).toMatchObject({
    accessKeyId: 'AKIDEXAMPLE',
    scope: { date: '20260301', region: 'us-east-1', service: 'execute-api' },
  });
  expect(signedAt(headers)).toEqual(new Date('2026-03-01T12:00:00Z'));
});

it.each([undefined, '', 'Bearer abc', 'AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host'])(
  'takes "%s" for no signature',
  (authorization) => {
    expect(parseSignature(authorization)).toBeUndefined();
  },
);
