import { createHash } from 'node:crypto';

import { AwsError } from '../context.ts';
import type { MotoClient } from '../gateway/moto-client.ts';

type Json = Record<string, unknown>;

/** What makes the revision of a function or alias; answers of different operations agree on these alone. */
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

/** Ids that change with every change of a function or alias; moto's do not. */
export interface Revisions {
  /** Id of the function or alias whose record this is. */
  of(record: Json): string;
  /** To be called after each change of a function, or of one of its aliases. */
  count(functionName: string, alias: string | undefined): void;
}

export const createRevisions = (): Revisions => {
  /** What goes from one state to another and back is not as it was for those who read it before. */
  const changes = new Map<string, number>();
  const keyOf = (functionName: string, alias = '$LATEST') => `${functionName}:${alias}`;
  return {
    of(record) {
      const [functionName, qualifier] = ownerOf(record);
      return revisionOf(record, changes.get(keyOf(functionName, qualifier)) ?? 0);
    },
    count(functionName, alias) {
      const key = keyOf(functionName, alias);
      changes.set(key, (changes.get(key) ?? 0) + 1);
    },
  };
};

/** Function and alias or version whose record this is. */
const ownerOf = (record: Json): [functionName: string, qualifier: string] => {
  const { AliasArn, FunctionName, Version } = record as Record<string, string | undefined>;
  const [, , , , , , name = '', alias = ''] = AliasArn?.split(':') ?? [];
  return AliasArn === undefined ? [FunctionName ?? '', Version ?? ''] : [name, alias];
};

const revisionOf = (record: Json, changes: number): string => {
  const revised = [changes, ...revisedFields.map((field) => record[field] ?? null)];
  const hash = createHash('sha256').update(JSON.stringify(revised)).digest('hex');
  const ends = [8, 12, 16, 20, 32];
  return ends.map((end, index) => hash.slice(ends[index - 1] ?? 0, end)).join('-');
};

/** A change of a function that may be asked for only if nothing else has changed before. */
export interface GuardedChange {
  method: string;
  functionName: string;
  /** What follows the function in the path, e.g. `/code`. */
  rest: string;
  body: Json;
}

/**
 * Holds a change against the revision or code it was meant for.
 *
 * @throws {AwsError} `PreconditionFailedException` (412) or `InvalidParameterValueException`.
 */
export const checkGuards = async (
  moto: MotoClient,
  revisions: Revisions,
  change: GuardedChange,
): Promise<void> => {
  const { method, rest, body } = change;
  const path = `/2015-03-31/functions/${encodeURIComponent(change.functionName)}`;
  const read = async (subPath: string): Promise<Json> =>
    JSON.parse((await moto.rest('lambda', 'GET', path + subPath)).body.toString()) as Json;

  const isAlias = method === 'PUT' && rest.startsWith('/aliases/');
  const isGuarded = isAlias || ['/code', '/configuration', '/versions'].includes(rest);
  if (isGuarded && body['RevisionId'] !== undefined) {
    const current = await read(isAlias ? rest : '/configuration');
    if (revisions.of(current) !== body['RevisionId']) {
      throw new AwsError(
        'PreconditionFailedException',
        'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
        412,
      );
    }
  }
  if (rest === '/versions' && typeof body['CodeSha256'] === 'string') {
    const { CodeSha256 } = (await read('/configuration')) as { CodeSha256: string };
    if (CodeSha256 !== body['CodeSha256']) {
      throw new AwsError(
        'InvalidParameterValueException',
        `CodeSHA256 (${body['CodeSha256']}) is different from current CodeSHA256 in $LATEST (${CodeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
      );
    }
  }
};
