/** The parts of an OpenAPI document that API Gateway runs by, with Amazon's extensions. */
export interface OpenApiDocument {
  openapi?: string;
  info: { title: string; version?: string; description?: string };
  paths: Record<string, Record<string, OpenApiOperation>>;
  security?: Record<string, string[]>[];
  components?: {
    securitySchemes?: Record<string, SecurityScheme>;
    schemas?: Record<string, unknown>;
  };
  'x-amazon-apigateway-gateway-responses'?: Record<string, GatewayResponseDefinition>;
  'x-amazon-apigateway-binary-media-types'?: string[];
  'x-amazon-apigateway-request-validator'?: string;
  'x-amazon-apigateway-request-validators'?: Record<string, RequestValidator>;
}

/** How callers show who they are. */
export interface SecurityScheme {
  type: string;
  in?: string;
  name?: string;
  /** `awsSigv4`: by a signature. */
  'x-amazon-apigateway-authtype'?: string;
}

export interface OpenApiOperation {
  security?: Record<string, string[]>[];
  parameters?: OpenApiParameter[];
  requestBody?: { required?: boolean; content?: Record<string, { schema?: unknown }> };
  responses?: Record<string, unknown>;
  'x-amazon-apigateway-integration'?: Integration;
  'x-amazon-apigateway-request-validator'?: string;
}

export interface OpenApiParameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
}

export interface RequestValidator {
  validateRequestBody?: boolean;
  validateRequestParameters?: boolean;
}

export interface Integration {
  type: string;
  uri?: string;
  httpMethod?: string;
  /** The role with which an AWS service is called. */
  credentials?: string;
  /** `integration.request.path.<name>` by what it is taken from. */
  requestParameters?: Record<string, string>;
  /** Below the service's own limit of 29 s. */
  timeoutInMillis?: number;
  requestTemplates?: Record<string, string>;
  /** By a pattern for the whole of the backend's status, or `default`. */
  responses?: Record<string, IntegrationResponse>;
}

export interface IntegrationResponse {
  statusCode: string;
  responseParameters?: Record<string, string>;
  responseTemplates?: Record<string, string>;
}

export interface GatewayResponseDefinition {
  statusCode?: string | number;
  responseParameters?: Record<string, string>;
  responseTemplates?: Record<string, string>;
}

const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']);
const anyMethod = 'x-amazon-apigateway-any-method';

/** Operations of a path by method in capital letters, `ANY` included. */
export const operationsOf = (
  pathItem: Record<string, OpenApiOperation>,
): [string, OpenApiOperation][] =>
  Object.entries(pathItem).flatMap(([key, operation]): [string, OpenApiOperation][] => {
    if (key === anyMethod) return [['ANY', operation]];
    return methods.has(key.toLowerCase()) ? [[key.toUpperCase(), operation]] : [];
  });

/** What moto needs of a document and takes without stumbling over the rest. */
export const forMoto = (document: OpenApiDocument): OpenApiDocument => ({
  openapi: document.openapi ?? '3.0.1',
  info: { ...document.info, description: document.info.description ?? '' },
  paths: Object.fromEntries(
    Object.entries(document.paths).map(([path, item]) => [
      path,
      Object.fromEntries(
        operationsOf(item).map(([method, operation]) => [
          method,
          {
            responses: operation.responses ?? {},
            ...(operation['x-amazon-apigateway-integration'] && {
              // moto asks for both of every integration; a mock has neither.
              'x-amazon-apigateway-integration': {
                uri: '',
                httpMethod: 'POST',
                ...operation['x-amazon-apigateway-integration'],
              },
            }),
          },
        ]),
      ),
    ]),
  ),
});
