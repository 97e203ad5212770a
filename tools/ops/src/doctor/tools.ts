import { isAtLeast, parseVersion, type Tool } from '@ngwaf/tool-setup/prerequisites';
import type { Finding } from './check.ts';

/** Whether the tools that a user installs by hand are there and new enough. */
export const judgeTools = (tools: readonly Tool[]): Finding[] =>
  tools.map(({ name, needed, found, problem }) =>
    problem === undefined
      ? { check: name, status: 'ok', found: found ?? '' }
      : {
          check: name,
          status: 'problem',
          found: found ?? 'none',
          expected: needed,
          remedy: problem,
        },
  );

/** Terraform locks a state in a bucket by an object beside it since this version. */
const LOCK_FILE_SINCE: [number, number] = [1, 10];

/** Whether Terraform is new enough for where the state lies; nothing to say of a state in a file. */
export const judgeTerraformForBackend = (
  tools: readonly Tool[],
  backend: Record<string, unknown>,
): Finding[] => {
  const found = tools.find(({ name }) => name === 'Terraform')?.found;
  const version = found === undefined ? undefined : parseVersion(found);
  if (!('s3' in backend) || found === undefined || version === undefined) return [];
  if (isAtLeast(version, LOCK_FILE_SINCE)) return [];
  return [
    {
      check: 'Terraform, for a state in a bucket',
      status: 'problem',
      found,
      expected: `${LOCK_FILE_SINCE.join('.')} or newer, which locks it`,
      remedy: 'https://developer.hashicorp.com/terraform/install',
    },
  ];
};
