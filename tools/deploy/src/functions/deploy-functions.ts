import { resourceNames, type FunctionName } from '@ngwaf/contracts';
import { describeError, type Surroundings } from '@ngwaf/tool-cli';
import { reportShipped, type ReportRow } from '../affected/report.ts';
import { createClients } from '../clients.ts';
import { DeployError } from '../deploy-error.ts';
import { functionBundle } from '../paths.ts';
import { readBundle } from '../read-bundle.ts';
import { kilobytes, seconds } from '../table.ts';
import type { Target } from '../target.ts';
import { deterministicZip } from '../zip.ts';
import { deployFunction, type DeployedFunction } from './deploy-function.ts';

/**
 * Ships functions side by side and prints what became of each.
 *
 * @throws {DeployError} a bundle is missing (nothing is shipped then), or a function failed; the
 * others are shipped all the same.
 */
export const deployFunctions = async (
  surroundings: Pick<Surroundings, 'root' | 'env' | 'print'>,
  target: Target,
  names: FunctionName[],
): Promise<void> => {
  const { root } = surroundings;
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
    reportShipped(
      surroundings,
      ['function', 'version', 'code', 'time'],
      done.map(describeFunction),
    );
  }
  const failures = results.flatMap((result, index) =>
    result.status === 'rejected' ? [`${names[index]}: ${describeFailure(result.reason)}`] : [],
  );
  if (failures.length > 0) throw new DeployError(`not deployed:\n  ${failures.join('\n  ')}`);
};

const describeFunction = (deployed: DeployedFunction): ReportRow => [
  deployed.name,
  deployed.from === deployed.to ? deployed.to : `${deployed.from} → ${deployed.to}`,
  deployed.codeChanged ? kilobytes(deployed.bytes) : 'unchanged',
  seconds(deployed.seconds),
];

const describeFailure = (reason: unknown): string =>
  describeError(reason) ??
  (reason instanceof Error ? (reason.stack ?? reason.message) : String(reason));
