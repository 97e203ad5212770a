import { gatewayResponse } from './gateway-responses.ts';
import { answerMock } from './mock-integration.ts';
import type { OpenApiDocument } from './openapi.ts';

const document: OpenApiDocument = {
  info: { title: 'test' },
  paths: {},
  'x-amazon-apigateway-gateway-responses': {
    DEFAULT_4XX: {
      responseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" },
    },
    THROTTLED: {
      statusCode: 420,
      responseTemplates: {
        'application/json': '{"why":$context.error.messageString,"id":"$context.requestId"}',
      },
    },
  },
};

describe('gatewayResponse', () => {
  it('answers as AWS does where the document says nothing', () => {
    const answer = gatewayResponse(undefined, 'MISSING_AUTHENTICATION_TOKEN', 'r');

    expect(answer).toMatchObject({
      status: 403,
      headers: { 'x-amzn-errortype': 'MissingAuthenticationTokenException' },
    });
    expect(answer.body.toString()).toBe('{"message":"Missing Authentication Token"}');
  });

  it('takes the family’s headers, but only for its own family', () => {
    const headersOf = (type: 'INVALID_API_KEY' | 'INTEGRATION_TIMEOUT') =>
      gatewayResponse(document, type, 'r').headers;

    expect(headersOf('INVALID_API_KEY')).toHaveProperty('access-control-allow-origin', '*');
    expect(headersOf('INTEGRATION_TIMEOUT')).not.toHaveProperty('access-control-allow-origin');
  });

  it('fills the template of the response’s own type', () => {
    const answer = gatewayResponse(document, 'THROTTLED', 'r-1', 'a "quote"');

    expect(answer.status).toBe(420);
    expect(answer.body.toString()).toBe('{"why":"a \\"quote\\"","id":"r-1"}');
  });
});

describe('answerMock', () => {
  const integration = (template: string) => ({
    type: 'mock',
    requestTemplates: { 'application/json': template },
    responses: {
      default: { statusCode: '200' },
      '204': {
        statusCode: '204',
        responseParameters: { 'method.response.header.X-A': "'it''s'" },
      },
    },
  });

  it.each([
    ['{"statusCode": 204}', 204],
    ['{ statusCode: 200 }', 200],
    ['{"statusCode": 404}', 200],
  ])('chooses the response for %s', (template, status) => {
    expect(answerMock(integration(template))?.status).toBe(status);
  });

  it('gives the headers of the chosen response', () => {
    expect(answerMock(integration('{"statusCode": 204}'))?.headers).toHaveProperty('x-a', "it''s");
  });

  it('cannot answer without a template', () => {
    expect(answerMock({ type: 'mock', responses: {} })).toBeUndefined();
  });
});
