import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { LocalOutputs } from '@ngwaf/contracts';

import type { RecordedCall } from './iam/call-log.ts';
import type { IssuedCredentials } from './iam/principals.ts';

/** A session of a function's role in the running local cloud. */
export interface RoleSession {
  credentials: IssuedCredentials;
  /** What the role did not allow in this session, in AWS's words. */
  denials(): Promise<string[]>;
}

/** Takes the role of a function, so that its bundle may do here what it may do deployed. */
export const takeRole = async (
  outputs: Pick<LocalOutputs, 'awsEndpointUrl' | 'region'>,
  roleArn: string,
  sessionName: string,
): Promise<RoleSession> => {
  const sts = new STSClient({
    endpoint: outputs.awsEndpointUrl,
    region: outputs.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  try {
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: sessionName }),
    );
    return {
      credentials: {
        AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId ?? '',
        AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey ?? '',
        AWS_SESSION_TOKEN: Credentials?.SessionToken ?? '',
      },
      async denials() {
        const query = `principal=${encodeURIComponent(`session:${sessionName}`)}`;
        const response = await fetch(`${outputs.awsEndpointUrl}/_local/calls?${query}`);
        const { calls } = (await response.json()) as { calls: RecordedCall[] };
        return [...new Set(calls.flatMap(({ denied }) => denied ?? []))];
      },
    };
  } finally {
    sts.destroy();
  }
};
