import {
  coverageOf,
  type Grant,
  type Statement,
  type UsedPermission,
} from '@ngwaf/tool-local-cloud/iam';
import type { ServicePermissions } from './service-permissions.ts';

/** A role of the stack, and what it may do. */
export interface RoleUnderTest {
  /** Without the stack's prefix, e.g. `sm-serving`. */
  name: string;
  arn: string;
  isFunction: boolean;
  statements: readonly Statement[];
}

/** What keeps permissions from being exactly those that are needed; empty lists are what is wanted. */
export interface PermissionReport {
  /** `<role>: <action> on <resource>`, granted and never used. */
  unused: string[];
  /** The same of what was done or tried without a grant. */
  missing: string[];
  /** Entries of the table of what services do, that nothing needs. */
  staleExemptions: string[];
}

/**
 * Compares what roles may do with what they did, less what services of AWS do under them.
 *
 * @param intendedDenials what roles are refused on purpose.
 */
export const reportPermissions = (
  roles: readonly RoleUnderTest[],
  uses: readonly UsedPermission[],
  exemptions: readonly ServicePermissions[],
  intendedDenials: readonly ServicePermissions[] = [],
): PermissionReport => {
  const needed = new Set<string>();
  const report: PermissionReport = { unused: [], missing: [], staleExemptions: [] };
  for (const role of roles) {
    const done = uses.filter(({ roleArn }) => roleArn === role.arn);
    const coverage = coverageOf(role.statements, done);
    for (const grant of coverage.unused) {
      const exemption = exemptions.find(
        (one) => isMeant(one, role) && one.actions.includes(grant.action),
      );
      if (exemption) needed.add(idOf(exemption, grant.action));
      else report.unused.push(describe(role, grant));
    }
    const missing = coverage.missing.filter(({ action }) => {
      const intended = intendedDenials.find(
        (one) => isMeant(one, role) && one.actions.includes(action),
      );
      if (intended) needed.add(idOf(intended, action));
      return !intended;
    });
    report.missing.push(...new Set(missing.map((grant) => describe(role, grant))));
  }
  report.staleExemptions = [...exemptions, ...intendedDenials].flatMap((exemption) =>
    exemption.actions.map((action) => idOf(exemption, action)).filter((id) => !needed.has(id)),
  );
  return report;
};

const isMeant = ({ roles }: ServicePermissions, role: RoleUnderTest): boolean =>
  roles === 'functions' ? role.isFunction : roles === role.name;

const idOf = ({ roles }: ServicePermissions, action: string): string => `${roles}: ${action}`;

const describe = ({ name }: RoleUnderTest, { action, resource }: Grant): string =>
  `${name}: ${action} on ${resource}`;
