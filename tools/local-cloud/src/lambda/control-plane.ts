import { createHash } from 'node:crypto';

import { AwsError, type ServiceResponse } from '../context.ts';
import type { AwsRequest } from '../gateway/aws-request.ts';
import { relay, type MotoClient, type MotoResponse } from '../gateway/moto-client.ts';
import type { CodeStore } from './code-store.ts';
import type { DeadLetterQueues } from './dead-letter-queues.ts';
import { parseFunctionReference } from './function-reference.ts';
import type { LambdaService } from './lambda-service.ts';

type Json = Record<string, unknown>;

export interface ControlPlaneOptions {
  moto: MotoClient;
  lambda: LambdaService;
  codeStore: CodeStore;
  deadLetterQueues: DeadLetterQueues;
}

const functionsPath = /^\/20\d\d-\d\d-\d\d\/functions(?:\/([^/]+)(\/.*)?)?$/;

/**
 * Lambda's control plane: moto's, with the code kept so that it can be run, and with revision ids,
 * their guards and dead-letter configurations, which moto lacks.
 */
export const createControlPlane = (options: ControlPlaneOptions) => {
  const { moto, lambda, codeStore, deadLetterQueues } = options;
  /** Changes to one function follow each other: a guard and the change it guards are one step. */
  const lastChange = new Map<string, Promise<unknown>>();

  const inTurn = <T>(functionName: string, change: () => Promise<T>): Promise<T> => {
    const before = lastChange.get(functionName) ?? Promise.resolve();
    const turn = before.then(change, change);
    lastChange.set(functionName, turn);
    return turn;
  };

  const readJson = async (path: string): Promise<Json> =>
    JSON.parse((await moto.rest('lambda', 'GET', path)).body.toString()) as Json;

  const change = async (
    request: AwsRequest,
    name: string,
    rest: string,
  ): Promise<ServiceResponse> => {
    const body = request.method === 'DELETE' ? {} : await request.json();
    await checkGuards(body, name, rest, request.method);
    const isCode = rest === '/code';
    const isCreation = rest === '' && request.method === 'POST';
    const forwarded = isCode
      ? await withZip(body, body)
      : isCreation
        ? await createBody(body)
        : undefined;
    const answer = await moto.forward(
      request,
      forwarded && { body: Buffer.from(JSON.stringify(forwarded)) },
    );
    if (answer.status < 400 && (isCreation || rest === '/configuration')) {
      deadLetterQueues.learn(name, body);
    }
    lambda.forget(name);
    return mended(answer);
  };

  const createBody = async (body: Json): Promise<Json> => ({
    ...body,
    Code: await withZip((body['Code'] ?? {}) as Json, {}),
  });

  /** The code itself in place of its address in S3: what is kept is what moto hashes. */
  const withZip = async (code: Json, base: Json): Promise<Json> => {
    const { S3Bucket, S3Key, S3ObjectVersion, ZipFile, ...others } = { ...base, ...code } as Record<
      string,
      string
    >;
    const zip = ZipFile
      ? Buffer.from(ZipFile, 'base64')
      : S3Bucket && S3Key
        ? await fetchCode(moto, S3Bucket, S3Key, S3ObjectVersion)
        : undefined;
    if (!zip) return { ...base, ...code };
    await codeStore.save(zip);
    return { ...others, ZipFile: zip.toString('base64') };
  };

  const checkGuards = async (
    body: Json,
    name: string,
    rest: string,
    method: string,
  ): Promise<void> => {
    const path = `/2015-03-31/functions/${encodeURIComponent(name)}`;
    const isAlias = method === 'PUT' && rest.startsWith('/aliases/');
    const isGuarded = isAlias || ['/code', '/configuration', '/versions'].includes(rest);
    if (isGuarded && body['RevisionId'] !== undefined) {
      const current = await readJson(isAlias ? path + rest : `${path}/configuration`);
      if (revisionOf(current) !== body['RevisionId']) throw staleRevision();
    }
    if (rest === '/versions' && body['CodeSha256'] !== undefined) {
      const current = await readJson(`${path}/configuration`);
      if (current['CodeSha256'] !== body['CodeSha256']) {
        throw new AwsError(
          'InvalidParameterValueException',
          `CodeSHA256 (${String(body['CodeSha256'])}) is different from current CodeSHA256 in $LATEST (${String(current['CodeSha256'])}). Please try again with the CodeSHA256 in $LATEST.`,
        );
      }
    }
  };

  const mended = (answer: MotoResponse): ServiceResponse => {
    const response = relay(answer);
    const text = answer.body.toString('utf8');
    if (answer.status >= 400 || !text.startsWith('{')) return response;
    const headers = { ...response.headers, 'content-type': 'application/json' };
    return { ...response, headers, body: mendAnswer(JSON.parse(text) as Json) };
  };

  const mendAnswer = (answer: Json): Json => {
    if (Array.isArray(answer['Functions'])) {
      return { ...answer, Functions: (answer['Functions'] as Json[]).map(mendRecord) };
    }
    if (Array.isArray(answer['Versions'])) {
      return { ...answer, Versions: (answer['Versions'] as Json[]).map(mendRecord) };
    }
    if (Array.isArray(answer['Aliases'])) {
      return { ...answer, Aliases: (answer['Aliases'] as Json[]).map(mendRecord) };
    }
    if (isRecord(answer['Configuration'])) {
      return { ...answer, Configuration: mendRecord(answer['Configuration']) };
    }
    return mendRecord(answer);
  };

  /** A function's configuration or an alias, as Lambda would give it. */
  const mendRecord = (record: Json): Json => {
    if ('AliasArn' in record) return { ...record, RevisionId: revisionOf(record) };
    if (!('FunctionArn' in record && 'CodeSha256' in record)) return record;
    const target = deadLetterQueues.get(String(record['FunctionName']));
    return {
      ...record,
      LastUpdateStatus: record['LastUpdateStatus'] ?? 'Successful',
      RevisionId: revisionOf(record),
      ...(target && { DeadLetterConfig: { TargetArn: target } }),
    };
  };

  /** Answers requests about functions; `undefined` for any other. */
  return (request: AwsRequest): Promise<ServiceResponse> | undefined => {
    const match = functionsPath.exec(request.url.pathname);
    if (!match) return undefined;
    const [, encodedName, rest = ''] = match;
    if (request.method === 'GET') return moto.forward(request).then(mended);
    if (encodedName) {
      const { name } = parseFunctionReference(decodeURIComponent(encodedName));
      return inTurn(name, () => change(request, name, rest));
    }
    return request.json().then((body) => {
      const { name } = parseFunctionReference(String(body['FunctionName']));
      return inTurn(name, () => change(request, name, ''));
    });
  };
};

const fetchCode = async (
  moto: MotoClient,
  bucket: string,
  key: string,
  version: string | undefined,
): Promise<Buffer> => {
  const path = `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
  const query = version ? `?versionId=${encodeURIComponent(version)}` : '';
  try {
    return (await moto.rest('s3', 'GET', path + query)).body;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new AwsError(
      'InvalidParameterValueException',
      `Error occurred while GetObject. S3 Error Code: ${error.code}. S3 Error Message: ${error.message}`,
    );
  }
};

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What makes a function's revision; answers of different operations agree on these alone. */
const revisedFields = [
  'AliasArn',
  'Name',
  'FunctionVersion',
  'RoutingConfig',
  'FunctionName',
  'CodeSha256',
  'LastModified',
  'Description',
  'Environment',
  'Handler',
  'Layers',
  'MemorySize',
  'Role',
  'Runtime',
  'Timeout',
  'TracingConfig',
];

/** An id that changes with whatever it is the revision of. */
const revisionOf = (record: Json): string => {
  const revised = revisedFields.map((field) => record[field] ?? null);
  const hash = createHash('sha256').update(JSON.stringify(revised)).digest('hex');
  const parts = [8, 12, 16, 20, 32].map((end, index, ends) =>
    hash.slice(ends[index - 1] ?? 0, end),
  );
  return parts.join('-');
};

const staleRevision = () =>
  new AwsError(
    'PreconditionFailedException',
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    412,
  );
