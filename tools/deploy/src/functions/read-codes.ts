import { resourceNames, type FunctionName } from '@ngwaf/contracts';
import { DeployError } from '../deploy-error.ts';
import { commitOf } from '../git-commit.ts';
import { functionBundle } from '../paths.ts';
import { readBundle } from '../read-bundle.ts';
import type { Target } from '../target.ts';
import { deterministicZip } from '../zip.ts';
import type { FunctionCode } from './function-code.ts';

/** Lambda's limit for a function's code, unzipped. */
const MAX_BYTES = 262_144_000;

/** What was built of functions. @throws {DeployError} something was not built, or is too big. */
export const readCodes = (root: string, target: Target, names: FunctionName[]): FunctionCode[] => {
  const commit = commitOf(root);
  return names.map((name) => {
    const bundle = readBundle(root, functionBundle(root, name), `npx nx build ${name}`);
    if (bundle.length > MAX_BYTES) {
      throw new DeployError(
        `${name}: the bundle has ${Math.round(bundle.length / 2 ** 20)} MB, and Lambda takes 250 MB at most`,
      );
    }
    return {
      name,
      functionName: resourceNames(target.prefix).function(name),
      // The bundle alone: maps are for us, and Lambda would load them at every start.
      zip: deterministicZip({ 'main.cjs': bundle }),
      artefactBucket: target.outputs.artefact_bucket,
      commit,
    };
  });
};
