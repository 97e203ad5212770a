import type { FunctionConfiguration } from './function-directory.ts';

/** What a function's process finds in its environment: its own variables and Lambda's, no more. */
export const processEnvironment = (
  configuration: FunctionConfiguration,
  taskRoot: string,
  logStream: string,
  awsEnvironment: Record<string, string>,
): Record<string, string> => ({
  LANG: 'en_US.UTF-8',
  TZ: ':UTC',
  PATH: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
  // Not the user's own: their AWS profile must not change what a function does.
  HOME: taskRoot,
  LAMBDA_TASK_ROOT: taskRoot,
  AWS_EXECUTION_ENV: `AWS_Lambda_${configuration.Runtime}`,
  AWS_LAMBDA_FUNCTION_NAME: configuration.FunctionName,
  AWS_LAMBDA_FUNCTION_VERSION: configuration.Version,
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.MemorySize),
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${configuration.FunctionName}`,
  AWS_LAMBDA_LOG_STREAM_NAME: logStream,
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  _HANDLER: configuration.Handler,
  ...awsEnvironment,
  ...configuration.Environment?.Variables,
});
