import { randomBytes } from 'node:crypto';

/** Who makes a call. */
export interface Principal {
  /** e.g. `function:ngwaf-dev-sm-serving`, `state-machine:ngwaf-dev-training`, `user`. */
  name: string;
  /** ARN of the role it acts under; without one it may do anything. */
  roleArn?: string;
  /** The service that took the role for it, e.g. `lambda.amazonaws.com`; its trust policy must agree. */
  service?: string;
}

/** Whoever's credentials the local cloud did not issue: the developer, Terraform, a test. */
export const USER: Principal = { name: 'user' };

/** The local cloud's own services, where they call each other for themselves. */
export const serviceCalls = (service: string): Principal => ({ name: `service:${service}` });

/** Variables by which an AWS client acts as somebody. */
export interface IssuedCredentials {
  AWS_ACCESS_KEY_ID: string;
  AWS_SECRET_ACCESS_KEY: string;
  AWS_SESSION_TOKEN: string;
}

/** Access keys of the local cloud: who is known by which. */
export interface Credentials {
  /** Keys of a principal, the same each time; signatures are not checked, so the secret is none. */
  issue(principal: Principal): IssuedCredentials;
  /**
   * Keys for one that acts for many: whose call it is, its session token says, as
   * `<principal's name>|<role ARN>`.
   */
  issueForwarder(): IssuedCredentials;
  /** Takes keys that STS made. */
  adopt(accessKeyId: string, principal: Principal): void;
  find(accessKeyId: string | undefined, sessionToken?: string): Principal;
  /** To be called when a principal has ended for good. */
  revoke(principal: Principal): void;
}

export const createCredentials = (): Credentials => {
  const byKey = new Map<string, Principal>();
  const byPrincipal = new Map<string, IssuedCredentials>();
  const forwarders = new Set<string>();

  return {
    issue(principal) {
      const identity = identityOf(principal);
      const known = byPrincipal.get(identity);
      if (known) return known;
      const issued = newCredentials();
      byPrincipal.set(identity, issued);
      byKey.set(issued.AWS_ACCESS_KEY_ID, principal);
      return issued;
    },
    issueForwarder() {
      const issued = newCredentials();
      forwarders.add(issued.AWS_ACCESS_KEY_ID);
      return issued;
    },
    adopt(accessKeyId, principal) {
      byKey.set(accessKeyId, principal);
    },
    find(accessKeyId = '', sessionToken = '') {
      if (!forwarders.has(accessKeyId)) return byKey.get(accessKeyId) ?? USER;
      const [name = '', roleArn] = sessionToken.split('|');
      return roleArn ? { name, roleArn, service: 'states.amazonaws.com' } : serviceCalls('states');
    },
    revoke(principal) {
      const identity = identityOf(principal);
      const issued = byPrincipal.get(identity);
      if (!issued) return;
      byPrincipal.delete(identity);
      byKey.delete(issued.AWS_ACCESS_KEY_ID);
    },
  };
};

const identityOf = ({ name, roleArn = '' }: Principal): string => `${name}|${roleArn}`;

/** As STS makes them: `ASIA` and sixteen characters. */
const newCredentials = (): IssuedCredentials => ({
  AWS_ACCESS_KEY_ID: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_SESSION_TOKEN: 'local',
});
