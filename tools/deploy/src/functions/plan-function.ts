import type { Clients } from '../clients.ts';
import {
  compareConfigurations,
  describeDifference,
  type VersionDifference,
} from './compare-configurations.ts';
import { readConfiguration } from './configuration.ts';
import { isNewCode, type FunctionCode } from './function-code.ts';
import { readLiveAlias } from './live-alias.ts';

/** What a deployment of a function would ship now. */
export interface PlannedFunction {
  name: string;
  /** The live version. */
  from: string;
  difference: VersionDifference;
  /** Size of the zip. */
  bytes: number;
}

/** Looks what a deployment would ship, and changes nothing. @throws {DeployError} no such function. */
export const planFunction = async (
  { lambda }: Pick<Clients, 'lambda'>,
  code: FunctionCode,
): Promise<PlannedFunction> => {
  const alias = await readLiveAlias(lambda, code.functionName);
  const [latest, live] = await Promise.all([
    readConfiguration(lambda, code.functionName),
    readConfiguration(lambda, code.functionName, alias.version),
  ]);
  const difference = compareConfigurations(latest, live);
  return {
    name: code.name,
    from: alias.version,
    difference: { ...difference, code: difference.code || isNewCode(latest, code) },
    bytes: code.zip.length,
  };
};

/** `code`, `MemorySize`, …; `unchanged` where nothing would be shipped. */
export const describePlan = ({ from, difference }: PlannedFunction): string => {
  if (from === '$LATEST') return 'code (first deployment)';
  const what = describeDifference(difference);
  return what === 'nothing' ? 'unchanged' : what;
};
