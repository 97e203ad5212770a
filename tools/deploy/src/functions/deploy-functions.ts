import { resourceNames, type FunctionName } from '@ngwaf/contracts';
import { describeError, type Surroundings } from '@ngwaf/tool-cli';
import { reportShipped, type ReportRow } from '../affected/report.ts';
import { createClients } from '../clients.ts';
import { DeployError } from '../deploy-error.ts';
import { kilobytes, seconds, table } from '../table.ts';
import type { Target } from '../target.ts';
import { deployFunction, type DeployedFunction, type Shipped } from './deploy-function.ts';
import type { CanaryOptions } from './canary.ts';
import { describePlan, planFunction, type PlannedFunction } from './plan-function.ts';
import { readCodes } from './read-codes.ts';

export interface DeployFunctionsOptions {
  names: FunctionName[];
  canary?: Omit<CanaryOptions, 'alarmName' | 'note'> | undefined;
  keepVersions: number;
}

type Where = Pick<Surroundings, 'root' | 'env' | 'print' | 'note'>;

/**
 * Ships functions side by side and prints what became of each.
 *
 * @throws {DeployError} a bundle is missing (nothing is shipped then), or a function failed; the
 * others are shipped all the same.
 */
export const deployFunctions = async (
  surroundings: Where,
  target: Target,
  { names, canary, keepVersions }: DeployFunctionsOptions,
): Promise<void> => {
  const { root, note } = surroundings;
  const codes = readCodes(root, target, names);
  const clients = createClients(target);
  const { functionErrorsAlarm } = resourceNames(target.prefix);
  await each(codes, {
    work: (code) =>
      deployFunction(clients, code, {
        canary,
        alarmName: functionErrorsAlarm(code.name),
        keepVersions,
        note,
      }),
    report: (done) =>
      reportShipped(
        surroundings,
        ['function', 'version', 'shipped', 'time'],
        done.map(describeFunction),
      ),
    failed: 'not deployed',
  });
};

/** Prints what {@link deployFunctions} would ship, and changes nothing. */
export const planFunctions = async (
  { root, print }: Where,
  target: Target,
  names: FunctionName[],
): Promise<void> => {
  const clients = createClients(target);
  await each(readCodes(root, target, names), {
    work: (code) => planFunction(clients, code),
    report: (plans) =>
      print(table(['function', 'live', 'would ship', 'size'], plans.map(describePlanned))),
    failed: 'could not be looked at',
  });
};

/** Does the same for all, side by side; reports what was done, then fails if any failed. */
const each = async <Item extends { name: string }, Result>(
  items: Item[],
  options: {
    work: (item: Item) => Promise<Result>;
    report: (done: Result[]) => void;
    failed: string;
  },
): Promise<void> => {
  const results = await Promise.allSettled(items.map(options.work));
  const done = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  if (done.length > 0) options.report(done);
  const failures = results.flatMap((result, index) =>
    result.status === 'rejected'
      ? [`${items[index]?.name}: ${describeFailure(result.reason)}`]
      : [],
  );
  if (failures.length > 0) {
    throw new DeployError(`${options.failed}:\n  ${failures.join('\n  ')}`);
  }
};

/** What is live before the first deployment is a placeholder. */
const versionName = (version: string): string => (version === '$LATEST' ? 'none' : version);

const describePlanned = (plan: PlannedFunction): string[] => [
  plan.name,
  versionName(plan.from),
  describePlan(plan),
  kilobytes(plan.bytes),
];

const describeFunction = ({
  name,
  from,
  to,
  shipped,
  bytes,
  ...deployed
}: DeployedFunction): ReportRow => {
  const described: Record<Shipped, string> = {
    code: `code, ${kilobytes(bytes)}`,
    configuration: 'configuration',
    nothing: 'unchanged',
  };
  return [
    name,
    from === to ? to : `${versionName(from)} → ${to}`,
    described[shipped],
    seconds(deployed.seconds),
  ];
};

const describeFailure = (reason: unknown): string =>
  describeError(reason) ??
  (reason instanceof Error ? (reason.stack ?? reason.message) : String(reason));
