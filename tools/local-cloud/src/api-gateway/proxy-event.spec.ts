import { buildProxyEvent, isBinaryType, type ProxyRequest } from './proxy-event.ts';

const request = (changes: Partial<ProxyRequest> = {}): ProxyRequest => ({
  method: 'GET',
  path: '/jobs/7',
  query: new URLSearchParams(),
  rawHeaders: ['Host', 'localhost', 'User-Agent', 'curl'],
  body: Buffer.alloc(0),
  resource: '/jobs/{id}',
  pathParameters: { id: '7' },
  sourceIp: '127.0.0.1',
  requestId: 'r',
  receivedAt: new Date('2026-03-09T04:05:06Z'),
  accountId: '123456789012',
  apiId: 'abc',
  stage: 'dev',
  stageVariables: null,
  deploymentId: 'd',
  binaryMediaTypes: [],
  apiKey: undefined,
  ...changes,
});

describe('buildProxyEvent', () => {
  it('says where and when the request came', () => {
    const { requestContext } = buildProxyEvent(request());

    expect(requestContext).toMatchObject({
      path: '/dev/jobs/7',
      requestTime: '09/Mar/2026:04:05:06 +0000',
      requestTimeEpoch: Date.parse('2026-03-09T04:05:06Z'),
      identity: { sourceIp: '127.0.0.1', userAgent: 'curl', apiKey: null },
    });
  });

  it('gives null where there is nothing', () => {
    expect(buildProxyEvent(request({ pathParameters: {} }))).toMatchObject({
      body: null,
      pathParameters: null,
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
    });
  });

  it('gathers headers under their first spelling, the last value alone in the short form', () => {
    const { headers, multiValueHeaders } = buildProxyEvent(
      request({ rawHeaders: ['X-A', '1', 'x-a', '2', 'B', '3'] }),
    );

    expect(multiValueHeaders).toEqual({ 'X-A': ['1', '2'], B: ['3'] });
    expect(headers).toEqual({ 'X-A': '2', B: '3' });
  });

  it.each(['__proto__', 'constructor', 'toString'])('takes the name %s like any other', (name) => {
    const event = buildProxyEvent(
      request({ rawHeaders: [name, 'a'], query: new URLSearchParams([[name, 'b']]) }),
    );

    const text = JSON.stringify(event);
    expect(text).toContain(`"headers":{"${name}":"a"}`);
    expect(text).toContain(`"multiValueHeaders":{"${name}":["a"]}`);
    expect(text).toContain(`"queryStringParameters":{"${name}":"b"}`);
    expect(text).toContain(`"multiValueQueryStringParameters":{"${name}":["b"]}`);
  });

  it('encodes a body of a binary type alone', () => {
    const rawHeaders = ['Content-Type', 'image/png'];
    const body = Buffer.from('é');

    const [text, binary] = [[], ['image/*']].map((binaryMediaTypes) =>
      buildProxyEvent(request({ rawHeaders, body, binaryMediaTypes })),
    );

    expect(text).toMatchObject({ body: 'é', isBase64Encoded: false });
    expect(binary).toMatchObject({ body: 'w6k=', isBase64Encoded: true });
  });
});

describe('isBinaryType', () => {
  it.each([
    ['image/png', ['image/png'], true],
    ['image/png; q=1', ['image/*'], true],
    ['IMAGE/PNG', ['*/*'], true],
    ['text/plain', ['image/*'], false],
    ['', ['image/png'], false],
  ])('%s among %j', (type, binaryMediaTypes, expected) => {
    expect(isBinaryType(type, binaryMediaTypes)).toBe(expected);
  });
});
