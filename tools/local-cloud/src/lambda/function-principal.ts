import type { Principal } from '../iam/principals.ts';
import type { FunctionConfiguration } from './function-directory.ts';

/** Whom a function acts as. */
export const functionPrincipal = ({
  FunctionName,
  Role,
}: Pick<FunctionConfiguration, 'FunctionName' | 'Role'>): Principal => ({
  name: `function:${FunctionName}`,
  roleArn: Role,
  service: 'lambda.amazonaws.com',
});
