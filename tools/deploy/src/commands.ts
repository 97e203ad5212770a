import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { resourceNames, type FunctionName } from '@ngwaf/contracts';
import { createClients } from './clients.ts';
import { DeployError } from './deploy-error.ts';
import { deployFunction, type DeployedFunction } from './deploy-function.ts';
import { deployNotebook } from './deploy-notebook.ts';
import { functionBundle, notebookBundle } from './paths.ts';
import { kilobytes, seconds, table } from './table.ts';
import type { Target } from './target.ts';
import { deterministicZip } from './zip.ts';

/** Where the tool runs. */
export interface Surroundings {
  root: string;
  print: (text: string) => void;
}

/**
 * Ships functions side by side and prints what became of each.
 *
 * @throws {DeployError} a bundle is missing (nothing is shipped then), or a function failed; the
 * others are shipped all the same.
 */
export const deployFunctions = async (
  surroundings: Surroundings,
  target: Target,
  names: FunctionName[],
): Promise<void> => {
  const { root, print } = surroundings;
  const functionName = resourceNames(target.prefix).function;
  const codes = names.map((name) => ({
    name,
    functionName: functionName(name),
    // The bundle alone: maps are for us, and Lambda would load them at every start.
    zip: deterministicZip({
      'main.cjs': readBundle(root, functionBundle(root, name), `npx nx build ${name}`),
    }),
    artefactBucket: target.outputs.artefact_bucket,
  }));
  const { lambda, s3 } = createClients(target);
  const results = await Promise.allSettled(codes.map((code) => deployFunction(lambda, s3, code)));

  const done = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  if (done.length > 0) {
    print(table(['function', 'version', 'code', 'time'], done.map(describeFunction)));
  }
  const failures = results.flatMap((result, index) =>
    result.status === 'rejected' ? [`${names[index]}: ${describeFailure(result.reason)}`] : [],
  );
  if (failures.length > 0) throw new DeployError(`not deployed:\n  ${failures.join('\n  ')}`);
};

/** Ships the notebook's bundle and prints what became of it. */
export const deployNotebookBundle = async (
  { root, print }: Surroundings,
  target: Target,
): Promise<void> => {
  const bundle = readBundle(root, notebookBundle(root), 'npx nx build notebooks');
  const { s3 } = createClients(target);
  const result = await deployNotebook(s3, target.outputs.artefact_bucket, bundle);
  const [from, to] = [result.from?.slice(0, 8) ?? 'none', result.to.slice(0, 8)];
  print(
    table(
      ['bundle', 'hash', 'size', 'time'],
      [
        [
          'notebook',
          from === to ? `${to} (unchanged)` : `${from} → ${to}`,
          kilobytes(result.bytes),
          seconds(result.seconds),
        ],
      ],
    ),
  );
};

const readBundle = (root: string, file: string, buildCommand: string): Uint8Array => {
  if (!existsSync(file)) {
    throw new DeployError(`${relative(root, file)} does not exist: build it with ${buildCommand}`);
  }
  return readFileSync(file);
};

const describeFunction = (deployed: DeployedFunction): string[] => [
  deployed.name,
  deployed.from === deployed.to ? deployed.to : `${deployed.from} → ${deployed.to}`,
  deployed.codeChanged ? kilobytes(deployed.bytes) : 'unchanged',
  seconds(deployed.seconds),
];

const describeFailure = (reason: unknown): string =>
  reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason);
