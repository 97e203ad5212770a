import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { FUNCTION_NAMES, type FunctionName } from '@ngwaf/contracts';

export type Json = Record<string, unknown>;
type Operation = Json & { 'x-ngwaf-function'?: FunctionName };

const DOCUMENT = join(import.meta.dirname, '../../../libs/contracts/openapi.yaml');

// What API Gateway makes something of. The rest (schemas, examples, descriptions) is for readers:
// its models know no `oneOf`, `example` or `additionalProperties`, and the functions check bodies.
const OPERATION_FIELDS = ['operationId', 'security', 'x-amazon-apigateway-integration'];
const PARAMETER_FIELDS = ['name', 'in', 'required'];
const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'options'];

const pick = (from: Json, fields: string[]): Json =>
  Object.fromEntries(fields.flatMap((field) => (field in from ? [[field, from[field]]] : [])));

const parameter = (from: Json): Json => ({
  ...pick(from, PARAMETER_FIELDS),
  schema: { type: 'string' },
});

/** A response without its body: its headers are what an integration may set. */
const response = (from: Json): Json => ({
  description: from['description'],
  headers: Object.fromEntries(
    Object.keys((from['headers'] ?? {}) as Json).map((name) => [
      name,
      { schema: { type: 'string' } },
    ]),
  ),
});

const importedOperation = (
  operation: Operation,
  shared: Json[],
  integration: (name: FunctionName) => Json,
): Json => {
  const name = operation['x-ngwaf-function'];
  if (name !== undefined && !FUNCTION_NAMES.includes(name)) {
    throw new Error(`openapi.yaml: x-ngwaf-function names no function of the stack: ${name}`);
  }
  const parameters = [...shared, ...((operation['parameters'] ?? []) as Json[])];
  return {
    ...pick(operation, OPERATION_FIELDS),
    ...(parameters.length > 0 ? { parameters: parameters.map(parameter) } : {}),
    responses: Object.fromEntries(
      Object.entries(operation['responses'] as Record<string, Json>).map(([status, answer]) => [
        status,
        response(answer),
      ]),
    ),
    ...(name === undefined ? {} : { 'x-amazon-apigateway-integration': integration(name) }),
  };
};

/** The OpenAPI document as it lies in the repository. */
export const openApiDocument = (): Json =>
  // Every route refers to the same few answers: more often than the parser lets strangers' files.
  parse(readFileSync(DOCUMENT, 'utf8'), { maxAliasCount: -1 }) as Json;

/** Besides its key a request is signed, by somebody whose policies allow it to call the route. */
const SIGNATURE = {
  name: 'sigv4',
  scheme: {
    type: 'apiKey',
    name: 'Authorization',
    in: 'header',
    'x-amazon-apigateway-authtype': 'awsSigv4',
  },
};

/**
 * The body with a signature required of every operation that requires a key.
 *
 * Both stand side by side, as in what API Gateway exports: it reads alternatives as "all of them".
 */
export const withSignatures = (body: Json): Json => {
  const { securitySchemes } = body['components'] as { securitySchemes: Json };
  const signed = (operation: Json): Json => {
    const security = (operation['security'] ?? []) as Json[];
    if (security.length === 0) return operation;
    return { ...operation, security: [{ [SIGNATURE.name]: [] }, ...security] };
  };
  const paths = Object.entries(body['paths'] as Record<string, Record<string, Json>>);
  return {
    ...body,
    components: { securitySchemes: { ...securitySchemes, [SIGNATURE.name]: SIGNATURE.scheme } },
    paths: Object.fromEntries(
      paths.map(([path, item]) => [
        path,
        Object.fromEntries(
          Object.entries(item).map(([method, operation]) => [method, signed(operation)]),
        ),
      ]),
    ),
  };
};

/**
 * What API Gateway imports: the routes of the document, with an integration in the place of each
 * operation's `x-ngwaf-function`.
 */
export const openApiBody = (document: Json, integration: (name: FunctionName) => Json): Json => {
  const paths = document['paths'] as Record<string, Json>;
  return {
    ...pick(document, [
      'openapi',
      'info',
      'x-amazon-apigateway-api-key-source',
      'x-amazon-apigateway-gateway-responses',
    ]),
    components: pick(document['components'] as Json, ['securitySchemes']),
    paths: Object.fromEntries(
      Object.entries(paths).map(([path, item]) => [
        path,
        Object.fromEntries(
          METHODS.filter((method) => method in item).map((method) => [
            method,
            importedOperation(
              item[method] as Operation,
              (item['parameters'] ?? []) as Json[],
              integration,
            ),
          ]),
        ),
      ]),
    ),
  };
};
