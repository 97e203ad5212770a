import type { Finding } from './check.ts';
import { couldNotBeChecked } from './attempt.ts';
import type { Clients } from './clients.ts';
import { findExistence, type Existence } from './existence.ts';
import type { NamedResource, NamedType } from './names.ts';
import type { KnownState } from './terraform-state.ts';

/** What outlives a destroy by design, and is taken over by the next apply. */
const DATA_TYPES: NamedType[] = ['aws_s3_bucket', 'aws_dynamodb_table'];

const thing = ({ type, name }: NamedResource): string =>
  `${type.replace(/^aws_/, '').replaceAll('_', ' ')} ${name}`;

/** Whether the name of one resource is free, ours, or in the way. */
export const judgeName = (
  resource: NamedResource,
  existence: Existence,
  state: KnownState,
): Finding => {
  const check = thing(resource);
  if (typeof existence === 'object') return couldNotBeChecked(check, existence.unknown);
  if (existence === 'absent') return { check, status: 'ok', found: 'free' };
  if (existence === 'foreign') {
    return {
      check,
      status: 'problem',
      found: 'exists, and these credentials may not look at it: somebody else has the name',
      expected: 'a free name, or a bucket of this account',
      remedy:
        'name the environment differently in infra/environments.ts, or use credentials that may read the bucket',
    };
  }
  if (state.kind === 'read' && state.has(resource))
    return { check, status: 'ok', found: "in Terraform's state" };
  if (state.kind === 'elsewhere') {
    return {
      check,
      status: 'ok',
      found: 'exists, as it does in an environment that has been applied',
    };
  }
  if (DATA_TYPES.includes(resource.type)) {
    return {
      check,
      status: 'info',
      found:
        'data kept from an earlier stack; an apply takes it over if it has the tags of this environment',
    };
  }
  return {
    check,
    status: 'problem',
    found: "there already, and not in Terraform's state",
    expected: 'a free name: an apply would fail with "already exists"',
    remedy:
      'docs/runbook.md, "Terraform\'s state is lost": import it, or delete it if nobody needs it',
  };
};

/** Findings that differ in the name alone become one: a lost state has dozens of them. */
export const together = (findings: readonly Finding[]): Finding[] =>
  [...new Set(findings.map(({ found }) => found))].flatMap((found) => {
    const same = findings.filter((finding) => finding.found === found);
    const [first] = same;
    if (first === undefined || same.length === 1) return same;
    const names = same.map(({ check }) => check).join(', ');
    return [{ ...first, check: `${same.length} names`, found: `${found} (${names})` }];
  });

/** Looks at every name; those that are in order are one finding together. */
export const checkNames = async (
  clients: Clients,
  where: { account: string; region: string },
  resources: readonly NamedResource[],
  state: KnownState,
): Promise<Finding[]> => {
  const findings = await Promise.all(
    resources.map(async (resource) =>
      judgeName(resource, await findExistence(clients, where, resource), state),
    ),
  );
  const fine = findings.filter(({ status }) => status === 'ok');
  const free = fine.filter(({ found }) => found === 'free').length;
  const summary: Finding = {
    check: 'names',
    status: 'ok',
    found: `${free} free, ${fine.length - free} of this stack`,
  };
  return [
    ...(fine.length > 0 ? [summary] : []),
    ...together(findings.filter(({ status }) => status !== 'ok')),
  ];
};
