import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { StackError } from '../stack-error.ts';
import { ROOT, synthesisFolder } from '../synthesise.ts';
import { stateAddresses } from '../terraform.ts';
import { isStandIn, type Session } from './session.ts';

const versionSchema = z.object({ terraform_version: z.string() });

/** @throws {StackError} this Terraform is too old for the lock file of the S3 backend. */
const refuseOldTerraform = async ({ environment, terraform }: Session): Promise<void> => {
  const text = await terraform.run(['version', '-json']);
  const { terraform_version: version } = versionSchema.parse(JSON.parse(text));
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === 1 && minor < 10) {
    throw new StackError(
      `environment ${environment.name} keeps its state in S3 (backend in infra/environments.ts), whose lock needs Terraform 1.10 or newer; this is ${version}`,
    );
  }
};

/** The state file of the local backend, if it holds anything. */
const localState = ({ environment, env }: Session): string | undefined => {
  const file = join(synthesisFolder(env), '..', `terraform.${environment.prefix}.tfstate`);
  if (!existsSync(file)) return undefined;
  const { resources = [] } = JSON.parse(readFileSync(file, 'utf8')) as { resources?: unknown[] };
  return resources.length > 0 ? file : undefined;
};

/**
 * Puts what a local state file holds into the bucket, where nothing is yet; the file is kept under
 * another name.
 */
const migrate = async (session: Session, file: string, wanted: boolean): Promise<void> => {
  const { environment, terraform } = session;
  if ((await stateAddresses(terraform)).length > 0) return;
  if (!wanted) {
    throw new StackError(
      `environment ${environment.name}: the bucket holds no state yet, ${relative(ROOT, file)} does. Move it into the bucket with: npx nx plan infra --env=${environment.name} --migrate-state`,
    );
  }
  await terraform.run(['state', 'push', file]);
  renameSync(file, `${file}.migrated`);
};

/**
 * Initialises Terraform in the synthesised stack's folder, with the state where the configuration says.
 *
 * @throws {StackError} the state is still where an earlier configuration said, or Terraform is too old.
 */
export const initialise = async (session: Session, migrateState = false): Promise<void> => {
  const { environment, terraform, env } = session;
  const isInBucket = environment.backend.type === 's3';
  if (isInBucket) await refuseOldTerraform(session);
  const addressing = isInBucket && isStandIn(env) ? ['-backend-config=use_path_style=true'] : [];
  await terraform.run(['init', '-input=false', '-no-color', '-reconfigure', ...addressing]);
  const file = isInBucket ? localState(session) : undefined;
  if (file !== undefined) await migrate(session, file, migrateState);
};
