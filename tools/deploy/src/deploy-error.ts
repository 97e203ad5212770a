import { CliError } from '@ngwaf/tool-cli';

/** A failure whose message says what to do; printed without a stack trace. */
export class DeployError extends CliError {
  override readonly name = 'DeployError';
}
