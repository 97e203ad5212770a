/** A failure whose message says what to do; printed without a stack trace. */
export class OpsError extends Error {
  override readonly name: string = 'OpsError';
}

/** The command line asks for something that there is not; exit code 2. */
export class UsageError extends OpsError {
  override readonly name = 'UsageError';
}
