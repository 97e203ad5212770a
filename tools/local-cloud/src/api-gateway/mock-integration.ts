import { literalHeaders } from './gateway-responses.ts';
import type { Integration } from './openapi.ts';
import type { HttpAnswer } from './proxy-response.ts';

/**
 * Answers a MOCK integration, as CORS preflights use it: the request template chooses a status, and
 * the response for it says headers and body literally.
 *
 * @returns `undefined` where template or response is missing, which AWS answers with 500.
 */
export const answerMock = (integration: Integration): HttpAnswer | undefined => {
  const statusCode = chosenStatus(integration.requestTemplates?.['application/json']);
  if (statusCode === undefined) return undefined;
  const responses = Object.entries(integration.responses ?? {});
  const chosen =
    responses.find(([pattern]) => pattern !== 'default' && matches(pattern, statusCode)) ??
    responses.find(([pattern]) => pattern === 'default');
  if (!chosen) return undefined;
  const { statusCode: status, responseParameters = {}, responseTemplates = {} } = chosen[1];
  return {
    status: Number(status),
    headers: {
      'content-type': 'application/json',
      ...literalHeaders(responseParameters, 'method.response.header.'),
    },
    body: Buffer.from(responseTemplates['application/json'] ?? ''),
  };
};

const chosenStatus = (template: string | undefined): string | undefined =>
  /"?statusCode"?\s*:\s*"?(\d{3})/.exec(template ?? '')?.[1];

const matches = (pattern: string, statusCode: string): boolean =>
  new RegExp(`^(?:${pattern})$`).test(statusCode);
