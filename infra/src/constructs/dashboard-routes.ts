import { artefactBucketKeys } from '@ngwaf/contracts';

type Json = Record<string, unknown>;

/** Where the dashboard's files lie, and with whose permissions they are read. */
export interface DashboardSource {
  partition: string;
  region: string;
  bucketName: string;
  roleArn: string;
}

/**
 * What the page may do: run its own files, call this API, and nothing else. What a browser would
 * load or send elsewhere, and any script in the page, is refused.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const SECURITY_HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/** The page is asked for each time; what it refers to has its content's hash in its name. */
const CACHE = { page: 'no-store', file: 'public, max-age=31536000, immutable' };

const NOT_FOUND = { status: '404', text: '{"message":"Not Found"}' };
const UNAVAILABLE = { status: '503', text: '{"message":"Service Unavailable"}' };

/** One response of the integration: a status, and headers that are literal unless mapped. */
const answer = (status: string, literals: Json, mapped: Json = {}, text?: string): Json => ({
  statusCode: status,
  responseParameters: Object.fromEntries([
    ...Object.entries({ ...SECURITY_HEADERS, ...literals }).map(([name, value]) => [
      `method.response.header.${name}`,
      `'${String(value)}'`,
    ]),
    ...Object.entries(mapped).map(([name, value]) => [`method.response.header.${name}`, value]),
  ]),
  // What S3 says of an error names the bucket and is nobody's business. It says it in XML, and
  // API Gateway takes the template of the answer's type or of JSON.
  ...(text !== undefined && {
    responseTemplates: { 'application/json': text, 'application/xml': text },
  }),
});

const failure = ({ status, text }: typeof NOT_FOUND): Json =>
  answer(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }, {}, text);

const declaredHeaders = (): Json =>
  Object.fromEntries(
    [...Object.keys(SECURITY_HEADERS), 'Cache-Control', 'Content-Type'].map((name) => [
      name,
      { schema: { type: 'string' } },
    ]),
  );

const read = (
  { partition, region, bucketName, roleArn }: DashboardSource,
  key: string,
  cacheControl: string,
  parameters: string[],
): Json => ({
  get: {
    // The page itself holds nothing secret; what it shows it asks the API for, with a key.
    security: [],
    parameters: parameters.map((name) => ({
      ...{ name, in: 'path', required: true, schema: { type: 'string' } },
    })),
    responses: Object.fromEntries(
      [
        ['200', 'The file.'] as const,
        ['404', 'No such file.'] as const,
        ['503', 'S3 failed.'] as const,
      ].map(([status, description]) => [status, { description, headers: declaredHeaders() }]),
    ),
    'x-amazon-apigateway-integration': {
      type: 'aws',
      httpMethod: 'GET',
      uri: `arn:${partition}:apigateway:${region}:s3:path/${bucketName}/${key}`,
      credentials: roleArn,
      passthroughBehavior: 'when_no_match',
      timeoutInMillis: 10_000,
      requestParameters: Object.fromEntries(
        parameters.map((name) => [
          `integration.request.path.${name}`,
          `method.request.path.${name}`,
        ]),
      ),
      responses: {
        '200': answer(
          '200',
          { 'Cache-Control': cacheControl },
          { 'Content-Type': 'integration.response.header.Content-Type' },
        ),
        // Who may not list a bucket is told 403 of what is not there.
        '4\\d{2}': failure(NOT_FOUND),
        default: failure(UNAVAILABLE),
      },
    },
  },
});

/**
 * The routes of the dashboard, for the gateway's document: its page and the files that the page
 * refers to, read from S3. They are no part of the API that clients use.
 */
export const dashboardPaths = (source: DashboardSource): Record<string, Json> => ({
  '/dashboard': read(source, artefactBucketKeys.dashboard.page, CACHE.page, []),
  '/dashboard/{file}': read(source, artefactBucketKeys.dashboard.file('{file}'), CACHE.file, [
    'file',
  ]),
});
