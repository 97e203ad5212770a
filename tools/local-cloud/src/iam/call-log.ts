import type { Endpoint } from '../gateway/gateway.ts';
import type { Permission } from './permissions/permission.ts';
import type { Principal } from './principals.ts';

/** One action of one AWS request. A request that needs several actions is several of these. */
export interface RecordedCall {
  /** When it was answered, ISO 8601. */
  at: string;
  /** Equal for the actions of one request. */
  request: number;
  principal: string;
  /** IAM's name of it, e.g. `lambda:UpdateFunctionCode`. */
  action: string;
  resources: string[];
  /** HTTP status of the answer. */
  status: number;
  /** Why the role does not allow it, in AWS's words. */
  denied?: string;
}

/** What was done with a role's permissions so far. */
export interface UsedPermission extends Permission {
  roleArn: string;
  principal: string;
  allowed: number;
  denied: number;
}

/** Remembers who did what. */
export interface CallLog {
  record(
    principal: Principal,
    permissions: readonly Permission[],
    status: number,
    denied?: string,
  ): void;
  /**
   * To be called for each permission of a role's that was asked for.
   *
   * @returns whether it was the first time that this came out.
   */
  use(principal: Principal, permission: Permission, isAllowed: boolean): boolean;
  /** `GET /_local/calls?since=&principal=` and `GET /_local/permissions`. */
  endpoint: Endpoint;
}

/** Newest actions kept. */
const CALLS_KEPT = 300_000;
/** Different uses of permissions kept; every object and log stream makes another one. */
const USES_KEPT = 50_000;

export const createCallLog = (capacity = CALLS_KEPT): CallLog => {
  const ring: RecordedCall[] = [];
  let written = 0;
  let requests = 0;
  const uses = new Map<string, UsedPermission>();
  let usesNotKept = 0;

  /** Oldest first. */
  const calls = (since: string, principal: string | null): RecordedCall[] => {
    const start = written % capacity;
    const inOrder = written > capacity ? [...ring.slice(start), ...ring.slice(0, start)] : ring;
    return inOrder.filter(
      (call) => call.at >= since && (principal === null || call.principal === principal),
    );
  };

  return {
    record(principal, permissions, status, denied) {
      requests += 1;
      const at = new Date().toISOString();
      for (const [action, resources] of byAction(permissions)) {
        const call: RecordedCall = {
          at,
          request: requests,
          principal: principal.name,
          action,
          resources,
          status,
          ...(denied !== undefined && { denied }),
        };
        ring[written % capacity] = call;
        written += 1;
      }
    },
    use(principal, permission, isAllowed) {
      const { name, roleArn } = principal;
      if (roleArn === undefined) return false;
      const { action, resource, context } = permission;
      const key = `${roleArn} ${action} ${resource} ${context ? JSON.stringify(context) : ''}`;
      const known = uses.get(key) ?? {
        ...permission,
        roleArn,
        principal: name,
        allowed: 0,
        denied: 0,
      };
      const count = isAllowed ? 'allowed' : 'denied';
      known[count] += 1;
      if (uses.has(key) || uses.size < USES_KEPT) uses.set(key, known);
      else usesNotKept += 1;
      return known[count] === 1;
    },
    endpoint(_incoming, outgoing, url) {
      if (url.pathname === '/_local/calls') {
        const since = url.searchParams.get('since');
        const from = since === null ? '' : toIso(since);
        if (from === undefined) {
          const message = `since must be an ISO 8601 time, got ${since}`;
          outgoing.writeHead(400, JSON_HEADERS).end(`${JSON.stringify({ message })}\n`);
          return Promise.resolve();
        }
        const found = calls(from, url.searchParams.get('principal'));
        const notKept = Math.max(0, written - capacity);
        outgoing.writeHead(200, JSON_HEADERS).end(`${JSON.stringify({ calls: found, notKept })}\n`);
        return Promise.resolve();
      }
      if (url.pathname === '/_local/permissions') {
        const body = { permissions: [...uses.values()], notKept: usesNotKept };
        outgoing.writeHead(200, JSON_HEADERS).end(`${JSON.stringify(body)}\n`);
        return Promise.resolve();
      }
      return undefined;
    },
  };
};

const JSON_HEADERS = { 'content-type': 'application/json' };

const toIso = (time: string): string | undefined => {
  const milliseconds = Date.parse(time);
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString();
};

const byAction = (permissions: readonly Permission[]): Map<string, string[]> => {
  const grouped = new Map<string, string[]>();
  for (const { action, resource } of permissions) {
    const resources = grouped.get(action);
    if (resources) resources.push(resource);
    else grouped.set(action, [resource]);
  }
  return grouped;
};
