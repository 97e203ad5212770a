import type { OpenApiDocument } from './openapi.ts';
import { createRouter } from './router.ts';

const documentWith = (paths: string[], extra: Partial<OpenApiDocument> = {}): OpenApiDocument => ({
  info: { title: 'test' },
  paths: Object.fromEntries(paths.map((path) => [path, { get: {} }])),
  ...extra,
});

describe('createRouter', () => {
  const router = createRouter(
    documentWith(['/', '/jobs', '/jobs/{id}', '/jobs/latest', '/jobs/{id}/log', '/{proxy+}']),
  );

  it.each([
    ['/', '/', {}],
    ['/jobs', '/jobs', {}],
    ['/jobs/', '/jobs', {}],
    ['/jobs/latest', '/jobs/latest', {}],
    ['/jobs/7', '/jobs/{id}', { id: '7' }],
    ['/jobs/a%2Fb', '/jobs/{id}', { id: 'a/b' }],
    ['/jobs/%E0%A4%A', '/jobs/{id}', { id: '%E0%A4%A' }],
    ['/jobs/7/log', '/jobs/{id}/log', { id: '7' }],
    ['/jobs/7/other', '/{proxy+}', { proxy: 'jobs/7/other' }],
    ['/x', '/{proxy+}', { proxy: 'x' }],
  ])('brings %s to %s', (path, resource, pathParameters) => {
    const match = router('GET', path);

    expect(match?.route.resource).toBe(resource);
    expect(match?.pathParameters).toEqual(pathParameters);
  });

  it('knows no other method, unless any is taken', () => {
    const any = createRouter({
      info: { title: 'any' },
      paths: { '/x': { 'x-amazon-apigateway-any-method': {} } },
    });

    expect(router('POST', '/jobs')).toBeUndefined();
    expect(any('POST', '/x')?.route.resource).toBe('/x');
  });

  it.each([
    ['the operation', undefined, [{ api_key: [] }], true],
    ['the document', [{ api_key: [] }], undefined, true],
    ['the document, but not the operation', [{ api_key: [] }], [], false],
    ['nobody', undefined, undefined, false],
    ['another scheme', undefined, [{ other: [] }], false],
  ])('needs an API key where %s asks for it', (_, ofDocument, ofOperation, expected) => {
    const secured = createRouter({
      info: { title: 'secured' },
      paths: { '/x': { get: { ...(ofOperation && { security: ofOperation }) } } },
      ...(ofDocument && { security: ofDocument }),
      components: {
        securitySchemes: {
          api_key: { type: 'apiKey', name: 'X-API-Key', in: 'header' },
          other: { type: 'http' },
        },
      },
    });

    expect(secured('GET', '/x')?.route.needsApiKey).toBe(expected);
  });

  it('needs a signature where an operation asks for one beside the key', () => {
    const secured = createRouter({
      info: { title: 'secured' },
      paths: {
        '/x': { get: { security: [{ sigv4: [] }, { api_key: [] }] }, post: { security: [] } },
      },
      components: {
        securitySchemes: {
          api_key: { type: 'apiKey', name: 'X-API-Key', in: 'header' },
          sigv4: { type: 'apiKey', 'x-amazon-apigateway-authtype': 'awsSigv4' },
        },
      },
    });

    expect(secured('GET', '/x')?.route).toMatchObject({ needsApiKey: true, needsSignature: true });
    expect(secured('POST', '/x')?.route).toMatchObject({
      needsApiKey: false,
      needsSignature: false,
    });
  });
});
