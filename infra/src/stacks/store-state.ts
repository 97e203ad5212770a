import { LocalBackend, S3Backend, type TerraformStack } from 'cdktf';
import type { Environment } from '../config/environments.ts';

/** Says where Terraform keeps the state of an environment's stack. */
export const storeState = (stack: TerraformStack, id: string, environment: Environment): void => {
  const { backend } = environment;
  if (backend.type === 'local') {
    // Relative to the stack's folder, so that the stack is the same on every machine.
    new LocalBackend(stack, { path: `../../../terraform.${id}.tfstate` });
    return;
  }
  const region = backend.region ?? environment.region;
  new S3Backend(stack, {
    bucket: backend.bucket,
    key: `${backend.keyPrefix ?? ''}${id}.tfstate`,
    ...(region !== undefined && { region }),
    encrypt: true,
    ...(backend.kmsKeyId !== undefined && { kmsKeyId: backend.kmsKeyId }),
    ...(environment.accountId !== undefined && { allowedAccountIds: [environment.accountId] }),
  });
  // cdktf is older than locking by an object beside the state.
  stack.addOverride('terraform.backend.s3.use_lockfile', true);
};
