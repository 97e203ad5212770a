import type { FunctionConfiguration } from '@aws-sdk/client-lambda';

/** What a version fixes besides the code. The description is not: each version may have its own. */
const FIXED = [
  'Runtime',
  'Handler',
  'MemorySize',
  'Timeout',
  'Environment',
  'Role',
  'Layers',
  'Architectures',
  'EphemeralStorage',
  'TracingConfig',
  'VpcConfig',
  'DeadLetterConfig',
  'KMSKeyArn',
  'LoggingConfig',
  'SnapStart',
  'FileSystemConfigs',
] as const satisfies (keyof FunctionConfiguration)[];

/** How one version differs from another. */
export interface VersionDifference {
  code: boolean;
  /** Names of the settings that differ, e.g. `MemorySize`. */
  settings: string[];
}

/** What AWS leaves out in one answer and fills in, empty, in another is the same. */
const normalised = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(normalised);
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .map(([name, inner]) => [name, normalised(inner)] as const)
      .filter(([name, inner]) => inner !== undefined && name !== 'OptimizationStatus')
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  }
  return value === '' || value === null ? undefined : value;
};

const isEqual = (one: unknown, other: unknown): boolean =>
  JSON.stringify(normalised(one)) === JSON.stringify(normalised(other));

export const compareConfigurations = (
  one: FunctionConfiguration,
  other: FunctionConfiguration,
): VersionDifference => ({
  code: one.CodeSha256 !== other.CodeSha256,
  settings: FIXED.filter((name) => !isEqual(one[name], other[name])),
});

/** `code`, `MemorySize and Environment`, …; `nothing` where the versions are the same. */
export const describeDifference = ({ code, settings }: VersionDifference): string => {
  const parts = [...(code ? ['code'] : []), ...settings];
  const [last, ...others] = parts.reverse();
  if (last === undefined) return 'nothing';
  return others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
};
