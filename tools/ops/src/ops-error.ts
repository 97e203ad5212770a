export { CliError as OpsError, UsageError } from '@ngwaf/tool-cli';
