import { parse as parseYaml } from 'yaml';

import { AwsError, type ServiceResponse } from '../context.ts';
import type { AwsRequest } from '../gateway/aws-request.ts';
import { relay, type MotoClient } from '../gateway/moto-client.ts';
import { forMoto, type OpenApiDocument } from './openapi.ts';
import { createRouter, type Router } from './router.ts';

/** What a deployment froze: later changes of the document do not touch it. */
export interface Deployment {
  id: string;
  document: OpenApiDocument;
  router: Router;
  binaryMediaTypes: string[];
}

/** A deployment where callers reach it. */
export interface Stage {
  name: string;
  deployment: Deployment;
  variables: Record<string, string> | null;
}

/** The REST APIs that were made from OpenAPI documents. */
export interface RestApis {
  /** Answers what the documents pass through; `undefined` for other requests, which go to moto. */
  handle(request: AwsRequest): Promise<ServiceResponse> | undefined;
  /** `undefined`: no such API or stage. */
  findStage(apiId: string, stageName: string): Promise<Stage | undefined>;
}

const apiPath = /^\/restapis(?:\/([^/]+)(\/.*)?)?$/;

export const createRestApis = (moto: MotoClient): RestApis => {
  const documents = new Map<string, OpenApiDocument>();
  const deployments = new Map<string, Deployment>();
  let stages = new Map<string, Promise<Stage | undefined>>();

  const importDocument = async (request: AwsRequest, apiId?: string): Promise<ServiceResponse> => {
    const given = parseDocument((await request.body()).toString('utf8'));
    const isMerge = apiId && request.url.searchParams.get('mode') !== 'overwrite';
    const document = isMerge ? merge(documents.get(apiId), given) : given;
    const answer = await moto.forward(request, {
      body: Buffer.from(JSON.stringify(forMoto(document))),
      // moto cannot merge into resources that exist, so it always gets the whole.
      ...(apiId && { path: `/restapis/${apiId}?mode=overwrite` }),
    });
    if (answer.status < 400) {
      const { id } = JSON.parse(answer.body.toString()) as { id: string };
      documents.set(apiId ?? id, document);
    }
    return relay(answer);
  };

  const deploy = async (request: AwsRequest, apiId: string): Promise<ServiceResponse> => {
    const document = documents.get(apiId);
    const answer = await moto.forward(request);
    stages = new Map();
    if (answer.status >= 400 || !document) return relay(answer);
    const { id } = JSON.parse(answer.body.toString()) as { id: string };
    const api = JSON.parse(
      (await moto.rest('apigateway', 'GET', `/restapis/${apiId}`)).body.toString(),
    ) as { binaryMediaTypes?: string[] };
    deployments.set(`${apiId}/${id}`, {
      id,
      document,
      router: createRouter(document),
      binaryMediaTypes:
        document['x-amazon-apigateway-binary-media-types'] ?? api.binaryMediaTypes ?? [],
    });
    return relay(answer);
  };

  const loadStage = async (apiId: string, name: string): Promise<Stage | undefined> => {
    try {
      const path = `/restapis/${apiId}/stages/${encodeURIComponent(name)}`;
      const { body } = await moto.rest('apigateway', 'GET', path);
      const { deploymentId, variables } = JSON.parse(body.toString()) as {
        deploymentId: string;
        variables?: Record<string, string>;
      };
      const deployment = deployments.get(`${apiId}/${deploymentId}`);
      const hasVariables = variables && Object.keys(variables).length > 0;
      return deployment && { name, deployment, variables: hasVariables ? variables : null };
    } catch (error) {
      if (error instanceof AwsError) return undefined;
      throw error;
    }
  };

  return {
    handle(request) {
      const match = apiPath.exec(request.url.pathname);
      if (!match || request.method === 'GET') return undefined;
      const [, apiId, rest = ''] = match;
      const isImport = request.url.searchParams.get('mode') === 'import';
      if (request.method === 'POST' && !apiId && isImport) return importDocument(request);
      if (request.method === 'PUT' && apiId && rest === '') return importDocument(request, apiId);
      if (request.method === 'POST' && apiId && rest === '/deployments') {
        return deploy(request, apiId);
      }
      return moto
        .forward(request)
        .then(relay)
        .finally(() => (stages = new Map()));
    },
    findStage(apiId, stageName) {
      const key = `${apiId}/${stageName}`;
      const known = stages;
      const remembered = known.get(key);
      if (remembered) return remembered;
      const found = loadStage(apiId, stageName);
      known.set(key, found);
      // Neither failures nor names that callers make up are remembered.
      const forget = () => known.delete(key);
      found.then((stage) => stage ?? forget(), forget);
      return found;
    },
  };
};

const parseDocument = (text: string): OpenApiDocument => {
  // JSON is YAML, but the parser for JSON is a hundred times faster.
  const document = (text.trimStart().startsWith('{') ? JSON.parse(text) : parseYaml(text)) as
    OpenApiDocument | undefined;
  if (document?.paths && document.info) return document;
  throw new AwsError('BadRequestException', 'The body must be an OpenAPI document');
};

const merge = (before: OpenApiDocument | undefined, given: OpenApiDocument): OpenApiDocument => ({
  ...before,
  ...given,
  paths: { ...before?.paths, ...given.paths },
});
