import type { Construct } from 'constructs';
import { onlyResource, surroundings, synthesise } from '../testing/synthesised.ts';
import type { Statement } from './role.ts';
import { Dashboard } from './dashboard.ts';
import { dashboardPaths } from './dashboard-routes.ts';
import { DataBucket } from './data-bucket.ts';

interface Integration {
  uri: string;
  credentials: string;
  requestParameters: Record<string, string>;
  responses: Record<
    string,
    { statusCode: string; responseParameters: Record<string, string>; responseTemplates?: object }
  >;
}
interface Operation {
  security: unknown;
  responses: Record<string, { headers: object }>;
  'x-amazon-apigateway-integration': Integration;
}

const paths = dashboardPaths({
  ...{ partition: 'aws', region: 'eu-west-1', bucketName: 'files', roleArn: 'the-role' },
}) as Record<string, Record<string, Operation>>;
const operations = Object.entries(paths).map(([path, item]) => ({ path, operation: item['get']! }));
const integrationOf = (path: string) => paths[path]!['get']!['x-amazon-apigateway-integration'];

it('is two routes that only GET takes', () => {
  expect(Object.keys(paths)).toEqual(['/dashboard', '/dashboard/{file}']);
  for (const item of Object.values(paths)) expect(Object.keys(item)).toEqual(['get']);
});

it.each([
  ['/dashboard', 'arn:aws:apigateway:eu-west-1:s3:path/files/dashboard/index.html', {}],
  [
    '/dashboard/{file}',
    'arn:aws:apigateway:eu-west-1:s3:path/files/dashboard/files/{file}',
    { 'integration.request.path.file': 'method.request.path.file' },
  ],
])('%s is read from S3, with a role', (path, uri, requestParameters) => {
  expect(integrationOf(path)).toMatchObject({ uri, requestParameters, credentials: 'the-role' });
});

describe.each(operations)('$path', ({ operation }) => {
  const { responses } = operation['x-amazon-apigateway-integration'];

  it('needs no key', () => {
    expect(operation.security).toEqual([]);
  });

  it.each(Object.keys(responses))('sends the security headers with a status of %s', (pattern) => {
    const { responseParameters, statusCode } = responses[pattern]!;

    expect(responseParameters).toMatchObject({
      'method.response.header.Content-Security-Policy': expect.stringMatching(
        /^'default-src 'none'; script-src 'self'; .*frame-ancestors 'none'/,
      ) as string,
      'method.response.header.X-Content-Type-Options': "'nosniff'",
      'method.response.header.Referrer-Policy': "'no-referrer'",
    });
    // API Gateway sends only what the method declares.
    for (const parameter of Object.keys(responseParameters)) {
      expect(operation.responses[statusCode]?.headers).toHaveProperty(
        parameter.replace('method.response.header.', ''),
      );
    }
  });

  it.each([
    ['403', '404'],
    ['404', '404'],
    ['500', '503'],
  ])('answers a %s of S3 with %s and nothing of what S3 said', (status, expected) => {
    const pattern = Object.keys(responses).find((each) => new RegExp(`^(${each})$`).test(status));
    const response = responses[pattern ?? 'default'];

    expect(response?.statusCode).toBe(expected);
    expect(Object.keys(response?.responseTemplates ?? {})).toEqual([
      'application/json',
      'application/xml',
    ]);
  });
});

it('lets nobody keep the page, and everybody keep what it refers to', () => {
  const cacheControl = (path: string) =>
    integrationOf(path).responses['200']?.responseParameters[
      'method.response.header.Cache-Control'
    ];

  expect(cacheControl('/dashboard')).toBe("'no-store'");
  expect(cacheControl('/dashboard/{file}')).toBe("'public, max-age=31536000, immutable'");
});

it('lets the API read the live page and its files, and nothing else', () => {
  const build = (scope: Construct) => {
    const common = surroundings(scope);
    const artefacts = new DataBucket(scope, 'artefacts', { name: 'artefacts', ...common });
    new Dashboard(scope, 'dashboard', { ...common, artefacts });
  };
  const synthesised = synthesise(build);
  const documents = Object.entries(synthesised.data['aws_iam_policy_document'] ?? {});
  const statementsOf = (name: string) =>
    documents.find(([key]) => key.startsWith(name))?.[1]['statement'] as Statement[];

  expect(onlyResource(synthesised, 'aws_iam_role')['name']).toBe('ngwaf-test-dashboard');
  expect(statementsOf('dashboard_role_trust')).toMatchObject([
    { principals: [{ identifiers: ['apigateway.amazonaws.com'] }] },
  ]);
  expect(statementsOf('dashboard_role_permissions')).toEqual([
    {
      actions: ['s3:GetObject'],
      resources: [
        expect.stringMatching(/\.arn\}\/dashboard\/index\.html$/) as string,
        expect.stringMatching(/\.arn\}\/dashboard\/files\/\*$/) as string,
      ],
    },
  ]);
});
