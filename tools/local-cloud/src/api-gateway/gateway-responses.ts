import type { OpenApiDocument } from './openapi.ts';
import type { HttpAnswer } from './proxy-response.ts';

/** Answers that API Gateway gives itself, with AWS's status and message for each. */
const defaults = {
  ACCESS_DENIED: [403, 'Forbidden'],
  API_CONFIGURATION_ERROR: [500, 'Internal server error'],
  BAD_REQUEST_BODY: [400, 'Invalid request body'],
  BAD_REQUEST_PARAMETERS: [400, 'Missing required request parameters'],
  DEFAULT_5XX: [502, 'Internal server error'],
  INTEGRATION_TIMEOUT: [504, 'Endpoint request timed out'],
  INVALID_API_KEY: [403, 'Forbidden'],
  INVALID_SIGNATURE: [403, 'Forbidden'],
  MISSING_AUTHENTICATION_TOKEN: [403, 'Missing Authentication Token'],
  QUOTA_EXCEEDED: [429, 'Limit Exceeded'],
  REQUEST_TOO_LARGE: [413, 'Request Entity Too Large'],
  THROTTLED: [429, 'Too Many Requests'],
} as const satisfies Record<string, readonly [number, string]>;

export type GatewayResponseType = keyof typeof defaults;

const defaultTemplate = '{"message":$context.error.messageString}';

/** A gateway response as the document customises it, e.g. with CORS headers. */
export const gatewayResponse = (
  document: OpenApiDocument | undefined,
  type: GatewayResponseType,
  requestId: string,
  detail?: string,
): HttpAnswer => {
  const [defaultStatus, defaultMessage] = defaults[type];
  const definitions = document?.['x-amazon-apigateway-gateway-responses'] ?? {};
  const family = defaultStatus < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX';
  const definition = definitions[type] ?? definitions[family] ?? {};
  const message = detail ?? defaultMessage;
  const template = definition.responseTemplates?.['application/json'] ?? defaultTemplate;
  return {
    status: Number(definition.statusCode ?? defaultStatus),
    headers: {
      'content-type': 'application/json',
      'x-amzn-errortype': `${errorTypeOf(type)}Exception`,
      ...literalHeaders(definition.responseParameters ?? {}, 'gatewayresponse.header.'),
    },
    body: Buffer.from(fillTemplate(template, { message, requestId, type })),
  };
};

/** Headers with literal values (`'*'` in quotes) whose mapping names begin with `prefix`. */
const literalHeaders = (
  parameters: Record<string, string>,
  prefix: string,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parameters)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [
        name.slice(prefix.length).toLowerCase(),
        value.replace(/^'(.*)'$/s, '$1'),
      ]),
  );

const fillTemplate = (
  template: string,
  values: { message: string; requestId: string; type: string },
): string =>
  template
    .replaceAll('$context.error.messageString', () => JSON.stringify(values.message))
    .replaceAll('$context.error.message', () => values.message)
    .replaceAll('$context.error.responseType', () => values.type)
    .replaceAll('$context.requestId', () => values.requestId);

/** `INVALID_API_KEY` → `Forbidden`, as AWS names it in `x-amzn-errortype`. */
const errorTypeOf = (type: GatewayResponseType): string => {
  const named: Partial<Record<GatewayResponseType, string>> = {
    ACCESS_DENIED: 'Forbidden',
    INVALID_API_KEY: 'Forbidden',
    INVALID_SIGNATURE: 'InvalidSignature',
    MISSING_AUTHENTICATION_TOKEN: 'MissingAuthenticationToken',
    QUOTA_EXCEEDED: 'LimitExceeded',
    REQUEST_TOO_LARGE: 'RequestTooLarge',
    THROTTLED: 'TooManyRequests',
  };
  return named[type] ?? (defaults[type][0] < 500 ? 'BadRequest' : 'InternalServerError');
};
