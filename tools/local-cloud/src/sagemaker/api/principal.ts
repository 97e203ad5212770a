import type { Principal } from '../../iam/principals.ts';

/** Whom a resource of SageMaker's acts as; without a role it may do anything. */
export const principalOf = (
  kind: 'notebook' | 'training-job' | 'model' | 'endpoint' | 'transform-job',
  name: string,
  roleArn: string | undefined,
): Principal => ({
  name: `${kind}:${name}`,
  ...(roleArn !== undefined && { roleArn, service: 'sagemaker.amazonaws.com' }),
});
