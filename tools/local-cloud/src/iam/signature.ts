import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** What an `Authorization` header of Signature Version 4 says. */
export interface Signature {
  accessKeyId: string;
  /** `<date>/<region>/<service>/aws4_request`, in parts. */
  scope: { date: string; region: string; service: string };
  /** Names in small letters, in the order in which they are signed. */
  signedHeaders: string[];
  /** Hexadecimal. */
  signature: string;
}

/** A request as it was received. */
export interface SignedRequest {
  method: string;
  /** Path and query as they were sent. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** `undefined`: it is no such header. */
export const parseSignature = (authorization: string | undefined): Signature | undefined => {
  const [, credential, signedHeaders, signature] =
    /^AWS4-HMAC-SHA256 +Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/.exec(
      authorization ?? '',
    ) ?? [];
  const parts = credential?.split('/') ?? [];
  const [date, region, service, end] = parts.slice(-4);
  const accessKeyId = parts.slice(0, -4).join('/');
  if (!signature || !signedHeaders || !accessKeyId || end !== 'aws4_request') return undefined;
  return {
    accessKeyId,
    scope: { date: date ?? '', region: region ?? '', service: service ?? '' },
    signedHeaders: signedHeaders.split(';'),
    signature,
  };
};

/** When a request says that it was signed; `undefined` where it does not say. */
export const signedAt = ({ 'x-amz-date': date }: IncomingHttpHeaders): Date | undefined => {
  const [, ...parts] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(typeof date === 'string' ? date : '') ?? [];
  if (parts.length === 0) return undefined;
  const [year = 0, month = 1, ...rest] = parts.map(Number);
  return new Date(Date.UTC(year, month - 1, ...rest));
};

/**
 * Whether whoever signed the request has the secret, and signed this very request.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export const isSignedWith = (
  secret: string,
  { scope, signedHeaders, signature }: Signature,
  request: SignedRequest,
): boolean => {
  if (!signedHeaders.includes('host')) return false;
  const [path = '/', query = ''] = request.url.split('?', 2);
  const canonicalRequest = [
    request.method,
    // Twice encoded: once by the caller, once more for the signature.
    escape(path).replaceAll('%2F', '/'),
    canonicalQuery(query),
    ...signedHeaders.map((name) => `${name}:${headerValue(request.headers[name])}`),
    '',
    signedHeaders.join(';'),
    digest(request.body),
  ].join('\n');
  const { date, region, service } = scope;
  const key = [date, region, service, 'aws4_request'].reduce<Buffer | string>(
    (derived, part) => hmac(derived, part),
    `AWS4${secret}`,
  );
  const stringToSign = [
    ALGORITHM,
    String(request.headers['x-amz-date']),
    [date, region, service, 'aws4_request'].join('/'),
    digest(canonicalRequest),
  ].join('\n');
  return timingSafeEqual(hmac(key, stringToSign), Buffer.from(signature, 'hex'));
};

const canonicalQuery = (query: string): string =>
  [...new URLSearchParams(query.replaceAll('+', '%2B'))]
    .map(([name, value]) => `${escape(name)}=${escape(value)}`)
    .sort()
    .join('&');

const headerValue = (value: string | string[] | undefined): string =>
  [value ?? '']
    .flat()
    .map((each) => each.trim().replaceAll(/ +/g, ' '))
    .join(',');

const escape = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const digest = (data: Buffer | string): string => createHash('sha256').update(data).digest('hex');

const hmac = (key: Buffer | string, data: string): Buffer =>
  createHmac('sha256', key).update(data).digest();
