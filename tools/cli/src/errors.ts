/** A failure whose message says what to do; printed without a stack trace. */
export class CliError extends Error {
  override readonly name: string = 'CliError';
}

/** The command line asks for something that there is not; exit code 2. */
export class UsageError extends CliError {
  override readonly name = 'UsageError';
}
