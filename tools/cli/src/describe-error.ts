import { CliError } from './errors.ts';

interface AwsFailure extends Error {
  $metadata: { httpStatusCode?: number };
}

const isAwsFailure = (error: unknown): error is AwsFailure =>
  error instanceof Error && '$metadata' in error;

const ADVICE: Record<string, string> = {
  CredentialsProviderError:
    'no credentials found: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run aws sso login',
  ExpiredToken: 'the credentials have expired: sign in again',
  ExpiredTokenException: 'the credentials have expired: sign in again',
  InvalidClientTokenId: 'AWS does not know these credentials: check AWS_PROFILE',
  TokenProviderError: 'the sign-in has expired: run aws sso login',
  UnrecognizedClientException: 'AWS does not know these credentials: check AWS_PROFILE',
};

/**
 * One line for a failure that is no bug of ours: a message of a tool of this repository, a refusal of
 * AWS, or an address that does not answer. Undefined for anything else: its stack trace is needed.
 */
export const describeError = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  const advice = ADVICE[error.name];
  if (advice) return `${advice} (${error.message})`;
  if (error instanceof CliError) return error.message;
  if (error.message === 'Region is missing') {
    return 'no region: set AWS_REGION, or one in the profile of AWS_PROFILE';
  }
  if (isAwsFailure(error)) return `AWS refused: ${error.name}: ${error.message}`;
  const { code } = error as NodeJS.ErrnoException;
  const noAnswer = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'ECONNRESET', 'EAI_AGAIN'];
  if (code !== undefined && noAnswer.includes(code)) {
    return `AWS does not answer (${error.message || code}): check the network, AWS_REGION and AWS_ENDPOINT_URL`;
  }
  return undefined;
};
