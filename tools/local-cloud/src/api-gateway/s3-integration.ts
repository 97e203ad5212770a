import { integrationResponse, mappedHeaders } from './integration-response.ts';
import type { Integration } from './openapi.ts';
import type { HttpAnswer } from './proxy-response.ts';
import { Refusal } from './refusal.ts';

/** What an integration's parameters are taken from. */
export interface IntegrationRequest {
  pathParameters: Record<string, string>;
}

/** Reads an object as a role; its answer as S3 gives it, errors included. */
export type ReadAsRole = (
  roleArn: string,
  /** `/<bucket>/<key>`, encoded. */
  path: string,
) => Promise<{ status: number; headers: Record<string, string>; body: Buffer }>;

const S3_PATH = /^arn:[^:]+:apigateway:[^:]*:s3:path\/(.+)$/;

/** Whether an integration is with S3 as an AWS service. */
export const isS3Integration = ({ type, uri = '' }: Integration): boolean =>
  type.toUpperCase() === 'AWS' && S3_PATH.test(uri);

/**
 * Answers with an object of S3, read with the integration's role; the integration says what becomes
 * of S3's status, headers and body.
 *
 * @throws {Refusal} the integration lacks its role or the response for S3's status.
 */
export const answerFromS3 = async (
  readAsRole: ReadAsRole,
  integration: Integration,
  request: IntegrationRequest,
): Promise<HttpAnswer> => {
  const { credentials, httpMethod } = integration;
  if (!credentials) throw misconfigured('an integration with S3 needs a role in `credentials`');
  if (httpMethod !== 'GET') {
    throw misconfigured(`of integrations with S3 only GET is emulated, found ${httpMethod}`);
  }
  const answer = await readAsRole(credentials, objectPath(integration, request));
  const chosen = integrationResponse(integration, String(answer.status));
  if (!chosen) throw misconfigured(`no response of the integration is for status ${answer.status}`);
  const { responseTemplates: templates = {} } = chosen;
  // Templates can compute; the fixed texts that stand in ours are taken as they are.
  const template = templates[answer.headers['content-type'] ?? ''] ?? templates['application/json'];
  return {
    status: Number(chosen.statusCode),
    headers: { 'content-type': 'application/json', ...mappedHeaders(chosen, answer.headers) },
    body: template === undefined ? answer.body : Buffer.from(template),
  };
};

/** The address with its `{parameters}` filled in; each is one segment, whatever it holds. */
const objectPath = (
  { uri = '', requestParameters = {} }: Integration,
  request: IntegrationRequest,
) =>
  `/${S3_PATH.exec(uri)![1]!}`.replaceAll(/\{([^}]+)\}/g, (_whole, name: string) => {
    const source = requestParameters[`integration.request.path.${name}`] ?? '';
    const parameter = /^method\.request\.path\.(.+)$/.exec(source)?.[1];
    const value = parameter && request.pathParameters[parameter];
    if (value === undefined) throw misconfigured(`nothing is mapped to {${name}} of ${uri}`);
    return encodeURIComponent(value);
  });

const misconfigured = (reason: string) => new Refusal('API_CONFIGURATION_ERROR', { reason });
