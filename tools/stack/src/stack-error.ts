import { CliError } from '@ngwaf/tool-cli';

/** A failure whose message says what to do. */
export class StackError extends CliError {
  override readonly name = 'StackError';
}
