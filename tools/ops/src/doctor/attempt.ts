import { describeError } from '@ngwaf/tool-cli';
import type { Finding } from './check.ts';

/** What a call answered, or the error it failed with. */
export type Attempt<Answer> = { answer: Answer; error?: never } | { answer?: never; error: Error };

/** Makes a call whose failure is a finding and not the end of the examination. */
export const attempt = async <Answer>(call: () => Promise<Answer>): Promise<Attempt<Answer>> => {
  try {
    return { answer: await call() };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
};

/** Names with which services say that there is no such thing. */
const ABSENT = [
  'NotFound',
  'NoSuchBucket',
  'NoSuchEntity',
  'NoSuchEntityException',
  'ParameterNotFound',
  'ResourceNotFound',
  'ResourceNotFoundException',
  'RepositoryNotFoundException',
  'StateMachineDoesNotExist',
];

/** Whether an error says that the thing asked for does not exist. */
export const saysAbsent = (error: Error): boolean =>
  ABSENT.includes(error.name) ||
  // SageMaker has no error of its own for it.
  /RecordNotFound|does not exist|could not find|cannot find/i.test(error.message);

const DENIED = ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'Forbidden'];

/** Whether an error says that these credentials may not ask. */
export const saysDenied = (error: Error): boolean => DENIED.includes(error.name);

/** The finding for what could not be looked at; never counts as all right. */
export const couldNotBeChecked = (check: string, error: Error, remedy?: string): Finding => ({
  check,
  status: 'unknown',
  found: `could not be checked: ${describeError(error) ?? `${error.name}: ${error.message}`}`,
  ...(remedy !== undefined && { remedy }),
});
