import { integrationResponse, mappedHeaders } from './integration-response.ts';
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
  const chosen = statusCode && integrationResponse(integration, statusCode);
  if (!chosen) return undefined;
  return {
    status: Number(chosen.statusCode),
    headers: { 'content-type': 'application/json', ...mappedHeaders(chosen) },
    body: Buffer.from(chosen.responseTemplates?.['application/json'] ?? ''),
  };
};

const chosenStatus = (template: string | undefined): string | undefined =>
  /"?statusCode"?\s*:\s*"?(\d{3})/.exec(template ?? '')?.[1];
