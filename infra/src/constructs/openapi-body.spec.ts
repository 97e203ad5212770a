import { openApiBody, openApiDocument, withSignatures } from './openapi-body.ts';

type Operation = Record<string, unknown>;
const document = openApiDocument();
const body = openApiBody(document, (name) => ({ type: 'aws_proxy', uri: name }));
const paths = body['paths'] as Record<string, Record<string, Operation>>;

it.each([
  ['post', '/prediction', 'sm-serving'],
  ['post', '/retrain', 'retrain-trigger'],
  ['post', '/status', 'check-job-status'],
  ['get', '/all-jobs', 'get-all-job-status'],
  ['get', '/jobs', 'get-all-job-status'],
  ['get', '/jobs/{job_key}', 'check-job-status'],
])('%s %s calls %s, with a key', (method, path, name) => {
  expect(paths[path]?.[method]).toMatchObject({
    security: [{ api_key: [] }],
    'x-amazon-apigateway-integration': { type: 'aws_proxy', uri: name },
  });
});

it('answers every preflight itself, with the headers that its integration sets', () => {
  for (const item of Object.values(paths)) {
    const { responses, ...preflight } = item['options'] as Operation & {
      responses: Record<string, { headers: object }>;
    };
    const integration = preflight['x-amazon-apigateway-integration'] as {
      type: string;
      responses: { default: { responseParameters: Record<string, string> } };
    };

    expect(integration.type).toBe('mock');
    expect(preflight['security']).toBeUndefined();
    for (const parameter of Object.keys(integration.responses.default.responseParameters)) {
      const header = parameter.replace('method.response.header.', '');
      expect(responses['204']?.headers).toHaveProperty(header);
    }
  }
});

it('gives a path parameter to every operation of its path', () => {
  for (const operation of Object.values(paths['/jobs/{job_key}'] ?? {})) {
    expect(operation['parameters']).toEqual([
      { name: 'job_key', in: 'path', required: true, schema: { type: 'string' } },
    ]);
  }
});

it('leaves out what API Gateway cannot import', () => {
  expect(JSON.stringify(body)).not.toMatch(/oneOf|"example|\$ref|additionalProperties/);
});

it('refuses a function that the stack does not have', () => {
  const broken = { paths: { '/x': { get: { 'x-ngwaf-function': 'nobody', responses: {} } } } };

  expect(() => openApiBody({ ...document, ...broken }, () => ({}))).toThrow('nobody');
});

describe('withSignatures', () => {
  const signed = withSignatures(body);
  const operations = Object.values(signed['paths'] as typeof paths).flatMap((item) =>
    Object.values(item),
  );

  it('asks for a signature beside every key, and nowhere else', () => {
    const schemes = operations.map(({ security = [] }) => JSON.stringify(security));

    expect(new Set(schemes)).toEqual(new Set(['[{"sigv4":[]},{"api_key":[]}]', '[]']));
  });

  it('says in the words of API Gateway what a signature is', () => {
    expect(signed['components']).toMatchObject({
      securitySchemes: {
        api_key: { type: 'apiKey' },
        sigv4: { 'x-amazon-apigateway-authtype': 'awsSigv4' },
      },
    });
  });
});
