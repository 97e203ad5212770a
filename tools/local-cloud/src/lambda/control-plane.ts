import { AwsError, type ServiceResponse } from '../context.ts';
import type { AwsRequest } from '../gateway/aws-request.ts';
import type { Handler } from '../gateway/gateway.ts';
import { relay, type MotoClient, type MotoResponse } from '../gateway/moto-client.ts';
import type { CodeStore } from './code-store.ts';
import type { ForgottenSettings } from './forgotten-settings.ts';
import { mendAnswer } from './function-records.ts';
import { parseFunctionReference } from './function-reference.ts';
import { checkGuards, createRevisions } from './revisions.ts';
import { checkAlias, checkVersionDeletion } from './version-rules.ts';

type Json = Record<string, unknown>;

export interface ControlPlaneOptions {
  moto: MotoClient;
  /** Called with a function's name whenever something about it may have changed. */
  forget(functionName: string): void;
  codeStore: CodeStore;
  forgottenSettings: ForgottenSettings;
}

const functionsPath = /^\/20\d\d-\d\d-\d\d\/functions(?:\/(?:([^/]+)(\/.*)?)?)?$/;

/**
 * Lambda's control plane: moto's, with the code kept so that it can be run, and with revision ids,
 * their guards, dead-letter configurations and customer keys, which moto lacks.
 */
export const createControlPlane = (options: ControlPlaneOptions): Handler => {
  const { moto, codeStore, forgottenSettings } = options;
  const revisions = createRevisions();
  /** Changes to one function follow each other: a guard and the change it guards are one step. */
  const lastChange = new Map<string, Promise<unknown>>();

  const inTurn = <T>(functionName: string, change: () => Promise<T>): Promise<T> => {
    const before = lastChange.get(functionName) ?? Promise.resolve();
    const turn = before.then(change, change);
    lastChange.set(functionName, turn);
    return turn;
  };

  const mended = (answer: MotoResponse): ServiceResponse => {
    const response = relay(answer);
    const text = answer.body.toString('utf8');
    if (answer.status >= 400 || !text.startsWith('{')) return response;
    const headers = { ...response.headers, 'content-type': 'application/json' };
    return {
      ...response,
      headers,
      body: mendAnswer(JSON.parse(text) as Json, forgottenSettings, revisions),
    };
  };

  /** The code itself in place of its address in S3: what is kept is what moto hashes. */
  const withZip = async (code: CodeFields): Promise<CodeFields> => {
    const { S3Bucket, S3Key, S3ObjectVersion, ...others } = code;
    const zip = code.ZipFile
      ? Buffer.from(code.ZipFile, 'base64')
      : S3Bucket && S3Key && (await fetchCode(moto, S3Bucket, S3Key, S3ObjectVersion));
    if (!zip) return code;
    await codeStore.save(zip);
    return { ...others, ZipFile: zip.toString('base64') };
  };

  const withCode = async (body: Json, isCreation: boolean, rest: string): Promise<Json> => {
    if (isCreation) return { ...body, Code: await withZip((body['Code'] ?? {}) as CodeFields) };
    return rest === '/code' ? { ...(await withZip(body)) } : body;
  };

  const change = async (
    request: AwsRequest,
    functionName: string,
    rest: string,
  ): Promise<ServiceResponse> => {
    const { method } = request;
    const hasBody = (await request.body()).length > 0;
    const body = await request.json();
    await checkGuards(moto, revisions, { method, functionName, rest, body });
    const alias = aliasOf(method, rest, body);
    if (alias !== undefined && method !== 'DELETE') {
      await checkAlias(moto, functionName, { rest, body });
    }
    if (method === 'DELETE' && rest === '') {
      await checkVersionDeletion(moto, functionName, qualifierOf(request));
    }
    const isCreation = method === 'POST' && rest === '';
    const sent = hasBody && Buffer.from(JSON.stringify(await withCode(body, isCreation, rest)));
    const answer = await moto.forward(request, sent ? { body: sent } : {});
    if (answer.status < 400 && (isCreation || rest === '/configuration')) {
      forgottenSettings.learn(functionName, body);
    }
    if (answer.status < 400) revisions.count(functionName, alias);
    options.forget(functionName);
    return mended(answer);
  };

  return (request) => {
    const match = functionsPath.exec(request.url.pathname);
    if (!match) return undefined;
    const [, encodedName, rest = ''] = match;
    if (request.method === 'GET') return moto.forward(request).then(mended);
    if (encodedName) {
      const { name } = parseFunctionReference(decodeURIComponent(encodedName));
      return inTurn(name, () => change(request, name, rest));
    }
    return request.json().then(({ FunctionName }) => {
      const { name } = parseFunctionReference(FunctionName as string);
      return inTurn(name, () => change(request, name, ''));
    });
  };
};

/** The alias that a change is about; undefined for changes of the function itself. */
const aliasOf = (method: string, rest: string, body: Json): string | undefined => {
  if (method === 'POST' && rest === '/aliases') return String(body['Name']);
  return /^\/aliases\/([^/]+)$/.exec(rest)?.[1];
};

/** The version that is meant, where a request names one. */
const qualifierOf = (request: AwsRequest): string | undefined =>
  request.url.searchParams.get('Qualifier') ?? undefined;

/** How requests give code. */
interface CodeFields extends Json {
  S3Bucket?: string;
  S3Key?: string;
  S3ObjectVersion?: string;
  /** Base64. */
  ZipFile?: string;
}

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
