import type { ForgottenSettings } from './forgotten-settings.ts';
import type { Revisions } from './revisions.ts';

type Json = Record<string, unknown>;

/** Answers of the control plane that hold several records under one name. */
const lists = ['Functions', 'Versions', 'Aliases'];

/** moto's answer with what Lambda says about functions and aliases and moto does not. */
export const mendAnswer = (
  answer: Json,
  forgottenSettings: ForgottenSettings,
  revisions: Revisions,
): Json => {
  const mend = (record: Json) => mendRecord(record, forgottenSettings, revisions);
  const list = lists.find((name) => Array.isArray(answer[name]));
  if (list) return { ...answer, [list]: (answer[list] as Json[]).map(mend) };
  const { Configuration } = answer;
  if (isRecord(Configuration)) return { ...answer, Configuration: mend(Configuration) };
  return mend(answer);
};

const mendRecord = (
  record: Json,
  forgottenSettings: ForgottenSettings,
  revisions: Revisions,
): Json => {
  if ('AliasArn' in record) return { ...record, RevisionId: revisions.of(record) };
  const isFunction = 'FunctionArn' in record && 'CodeSha256' in record;
  if (!isFunction) return record;
  const functionName = record['FunctionName'] as string;
  const target = forgottenSettings.deadLetterTarget(functionName);
  const kmsKeyArn = forgottenSettings.kmsKeyArn(functionName);
  return {
    ...record,
    LastUpdateStatus: record['LastUpdateStatus'] ?? 'Successful',
    RevisionId: revisions.of(record),
    ...(target && { DeadLetterConfig: { TargetArn: target } }),
    ...(kmsKeyArn && { KMSKeyArn: kmsKeyArn }),
  };
};

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
