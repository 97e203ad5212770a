import type { Principal } from '../../iam/principals.ts';
import type { AwsAccess } from './client-config.ts';
import { LogStreams } from './log-streams.ts';
import { S3Files } from './s3-files.ts';

/** What the service does under a role for a job, an endpoint or a notebook instance. */
export class RoleAccess {
  readonly files: S3Files;
  readonly logs: LogStreams;

  constructor(access: AwsAccess, principal: Principal) {
    this.files = new S3Files(access, principal);
    this.logs = new LogStreams(access, principal);
  }

  close(): void {
    this.files.close();
    this.logs.close();
  }
}
