/** What of a proxy event differs from request to request. */
export interface ApiEventFields {
  /** Sent as JSON, unless it is a string, which is sent as it is. */
  body?: unknown;
  headers?: Record<string, string>;
  pathParameters?: Record<string, string>;
  queryStringParameters?: Record<string, string>;
  isBase64Encoded?: boolean;
}

const toText = (body: unknown): string | null => {
  if (body === undefined) return null;
  return typeof body === 'string' ? body : JSON.stringify(body);
};

/**
 * A proxy event as API Gateway's REST API sends it (payload version 1), after a recorded one.
 *
 * @param route verb and resource, e.g. `GET /jobs/{job_key}`
 */
export const anApiEvent = (route: string, fields: ApiEventFields = {}) => {
  const [httpMethod = '', resource = ''] = route.split(' ');
  const path = resource.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) => fields.pathParameters?.[name] ?? '',
  );
  const headers = {
    Accept: '*/*',
    'Content-Type': 'application/json',
    Host: 'abcdef1234.execute-api.us-east-1.amazonaws.com',
    'User-Agent': 'curl/8.5.0',
    'X-API-Key': 'the-key-of-a-client',
    'X-Forwarded-For': '203.0.113.7',
    'X-Forwarded-Port': '443',
    'X-Forwarded-Proto': 'https',
    ...fields.headers,
  };
  const query = fields.queryStringParameters;
  return {
    resource,
    path,
    httpMethod,
    headers,
    multiValueHeaders: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, [value]]),
    ),
    queryStringParameters: query ?? null,
    multiValueQueryStringParameters: query
      ? Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]]))
      : null,
    pathParameters: fields.pathParameters ?? null,
    stageVariables: null,
    requestContext: {
      resourceId: 'a1b2c3',
      resourcePath: resource,
      httpMethod,
      requestId: '6f1c1b0e-0000-4000-8000-000000000000',
      accountId: '123456789012',
      apiId: 'abcdef1234',
      stage: 'live',
      protocol: 'HTTP/1.1',
      identity: { sourceIp: '203.0.113.7', userAgent: 'curl/8.5.0' },
    },
    body: toText(fields.body),
    isBase64Encoded: fields.isBase64Encoded ?? false,
  };
};
