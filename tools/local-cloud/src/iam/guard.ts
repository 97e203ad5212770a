import type { ServerResponse } from 'node:http';

import type { AwsRequest } from '../gateway/aws-request.ts';
import type { CallLog } from './call-log.ts';
import type { Place } from './permissions/permission.ts';
import { requiredPermissions } from './permissions/required-permissions.ts';
import type { Credentials } from './principals.ts';

/** Stands before every AWS operation: finds out whose call it is and writes it down. */
export interface Guard {
  /** Called before a request is answered. */
  admit(request: AwsRequest, outgoing: ServerResponse): Promise<void>;
}

export interface GuardOptions {
  credentials: Credentials;
  calls: CallLog;
  place: Place;
}

export const createGuard = ({ credentials, calls, place }: GuardOptions): Guard => ({
  async admit(request, outgoing) {
    const principal = credentials.find(request.accessKeyId, request.sessionToken);
    const permissions = await requiredPermissions(request, place);
    outgoing.once('close', () => calls.record(principal, permissions, outgoing.statusCode));
    for (const permission of permissions) calls.use(principal, permission, true);
  },
});
