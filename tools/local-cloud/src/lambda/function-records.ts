import type { DeadLetterQueues } from './dead-letter-queues.ts';
import type { Revisions } from './revisions.ts';

type Json = Record<string, unknown>;

/** Answers of the control plane that hold several records under one name. */
const lists = ['Functions', 'Versions', 'Aliases'];

/** moto's answer with what Lambda says about functions and aliases and moto does not. */
export const mendAnswer = (
  answer: Json,
  deadLetterQueues: DeadLetterQueues,
  revisions: Revisions,
): Json => {
  const mend = (record: Json) => mendRecord(record, deadLetterQueues, revisions);
  const list = lists.find((name) => Array.isArray(answer[name]));
  if (list) return { ...answer, [list]: (answer[list] as Json[]).map(mend) };
  const { Configuration } = answer;
  if (isRecord(Configuration)) return { ...answer, Configuration: mend(Configuration) };
  return mend(answer);
};

const mendRecord = (
  record: Json,
  deadLetterQueues: DeadLetterQueues,
  revisions: Revisions,
): Json => {
  if ('AliasArn' in record) return { ...record, RevisionId: revisions.of(record) };
  const isFunction = 'FunctionArn' in record && 'CodeSha256' in record;
  if (!isFunction) return record;
  const target = deadLetterQueues.get(record['FunctionName'] as string);
  return {
    ...record,
    LastUpdateStatus: record['LastUpdateStatus'] ?? 'Successful',
    RevisionId: revisions.of(record),
    ...(target && { DeadLetterConfig: { TargetArn: target } }),
  };
};

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
