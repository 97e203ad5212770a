import type { OpenApiDocument, OpenApiOperation } from './openapi.ts';
import { findViolation } from './request-validation.ts';

const document: OpenApiDocument = {
  info: { title: 'test' },
  paths: {},
  components: {
    schemas: { Job: { type: 'object', required: ['n'], properties: { n: { type: 'number' } } } },
  },
  'x-amazon-apigateway-request-validators': {
    all: { validateRequestBody: true, validateRequestParameters: true },
  },
};
const operation: OpenApiOperation = {
  'x-amazon-apigateway-request-validator': 'all',
  parameters: [{ name: 'limit', in: 'query', required: true }],
  requestBody: {
    required: true,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Job' } } },
  },
};
const check = (body: string, query = 'limit=1', checked = operation) =>
  findViolation(document, checked, {
    headers: { 'content-type': 'application/json; charset=utf-8' },
    query: new URLSearchParams(query),
    body: Buffer.from(body),
  });

describe('findViolation', () => {
  it.each([
    ['nothing', '{"n":1}', 'limit=1', undefined],
    ['a missing parameter', '{"n":1}', '', 'BAD_REQUEST_PARAMETERS'],
    ['a missing field', '{}', 'limit=1', 'BAD_REQUEST_BODY'],
    ['a missing body', '', 'limit=1', 'BAD_REQUEST_BODY'],
    ['what is no JSON', '{', 'limit=1', 'BAD_REQUEST_BODY'],
  ])('finds %s', (_, body, query, expected) => {
    expect(check(body, query)?.type).toBe(expected);
  });

  it('finds nothing where the document does not ask for it', () => {
    const unchecked = { ...operation, 'x-amazon-apigateway-request-validator': 'none' };

    expect(check('{', '', unchecked)).toBeUndefined();
  });
});
