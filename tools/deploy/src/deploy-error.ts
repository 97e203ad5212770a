/** A failure whose message says what to do; printed without a stack trace. */
export class DeployError extends Error {
  override readonly name = 'DeployError';
}
