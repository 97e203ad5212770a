import type { IncomingHttpHeaders } from 'node:http';

import { Ajv } from 'ajv';

import type { GatewayResponseType } from './gateway-responses.ts';
import type { OpenApiDocument, OpenApiOperation } from './openapi.ts';

export interface Violation {
  type: GatewayResponseType;
  message: string;
}

export interface ValidatedRequest {
  headers: IncomingHttpHeaders;
  query: URLSearchParams;
  body: Buffer;
}

/** What is wrong with a request, where the document asks for a request validator. */
export const findViolation = (
  document: OpenApiDocument,
  operation: OpenApiOperation,
  request: ValidatedRequest,
): Violation | undefined => {
  const name =
    operation['x-amazon-apigateway-request-validator'] ??
    document['x-amazon-apigateway-request-validator'];
  const validator = name && document['x-amazon-apigateway-request-validators']?.[name];
  if (!validator) return undefined;
  const missing = validator.validateRequestParameters && missingParameters(operation, request);
  if (missing && missing.length > 0) {
    const message = `Missing required request parameters: [${missing.join(', ')}]`;
    return { type: 'BAD_REQUEST_PARAMETERS', message };
  }
  const isInvalid = validator.validateRequestBody && !isValidBody(document, operation, request);
  return isInvalid ? { type: 'BAD_REQUEST_BODY', message: 'Invalid request body' } : undefined;
};

const missingParameters = (
  { parameters = [] }: OpenApiOperation,
  { headers, query }: ValidatedRequest,
): string[] =>
  parameters
    .filter(({ required }) => required)
    .filter(({ in: place, name }) => {
      if (place === 'header') return headers[name.toLowerCase()] === undefined;
      return place === 'query' && !query.has(name);
    })
    .map(({ name }) => name);

const validators = new WeakMap<object, (value: unknown) => boolean>();

const isValidBody = (
  document: OpenApiDocument,
  { requestBody }: OpenApiOperation,
  { headers, body }: ValidatedRequest,
): boolean => {
  if (!requestBody) return true;
  if (body.length === 0) return requestBody.required !== true;
  const contentType = (headers['content-type'] ?? 'application/json').split(';')[0]!;
  const schema = requestBody.content?.[contentType]?.schema;
  // API Gateway validates only content types that the document names.
  if (typeof schema !== 'object' || schema === null) return true;
  const validate = validators.get(schema) ?? compile(document, schema);
  validators.set(schema, validate);
  try {
    return validate(JSON.parse(body.toString('utf8')));
  } catch {
    return false;
  }
};

const compile = (document: OpenApiDocument, schema: object): ((value: unknown) => boolean) => {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  // References go into the document's components, so these come along.
  const validate = ajv.compile({ ...schema, components: document.components });
  return (value) => validate(value);
};
