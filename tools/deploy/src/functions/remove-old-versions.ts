import {
  DeleteFunctionCommand,
  paginateListAliases,
  paginateListVersionsByFunction,
  type LambdaClient,
} from '@aws-sdk/client-lambda';

/**
 * Deletes versions of a function that are not among its newest `keep`, that no alias points to, not
 * even with a part of the calls, and to which no rollback would go.
 *
 * @param keep at least 1
 * @returns the versions that are gone
 */
export const removeOldVersions = async (
  lambda: LambdaClient,
  functionName: string,
  { keep, before }: { keep: number; before: string[] },
): Promise<string[]> => {
  const input = { FunctionName: functionName };
  const versions: number[] = [];
  for await (const page of paginateListVersionsByFunction({ client: lambda }, input)) {
    // `$LATEST` is no number.
    for (const { Version } of page.Versions ?? []) versions.push(Number(Version));
  }
  const numbers = versions.filter(Number.isInteger).sort((a, b) => b - a);
  const candidates = numbers.slice(keep).map(String);
  if (candidates.length === 0) return [];

  const used = new Set(before.slice(0, keep));
  for await (const page of paginateListAliases({ client: lambda }, input)) {
    for (const { FunctionVersion, RoutingConfig } of page.Aliases ?? []) {
      if (FunctionVersion !== undefined) used.add(FunctionVersion);
      for (const version of Object.keys(RoutingConfig?.AdditionalVersionWeights ?? {})) {
        used.add(version);
      }
    }
  }
  const removed = candidates.filter((version) => !used.has(version));
  for (const Qualifier of removed) {
    await lambda.send(new DeleteFunctionCommand({ ...input, Qualifier }));
  }
  return removed;
};
