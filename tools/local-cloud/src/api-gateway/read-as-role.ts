import type { CloudContext } from '../context.ts';
import type { MotoClient } from '../gateway/moto-client.ts';
import type { ReadAsRole } from './s3-integration.ts';

/** Sessions of AssumeRole last an hour unless it says otherwise. */
const REUSE_MS = 45 * 60_000;

/** Reads from S3 through the gateway's own door, with a session of the role: as any caller would. */
export const createReadAsRole = (
  { endpointUrl, region }: Pick<CloudContext, 'endpointUrl' | 'region'>,
  moto: Pick<MotoClient, 'form'>,
): ReadAsRole => {
  const sessions = new Map<string, { accessKey: Promise<string>; until: number }>();

  const assume = async (roleArn: string): Promise<string> => {
    const { body } = await moto.form(
      'sts',
      new URLSearchParams({
        ...{ Action: 'AssumeRole', Version: '2011-06-15' },
        ...{ RoleArn: roleArn, RoleSessionName: 'BackplaneAssumeRoleSession' },
      }),
    );
    const key = /<AccessKeyId>([^<]+)</.exec(body.toString('utf8'))?.[1];
    if (!key) throw new Error(`AssumeRole of ${roleArn} gave no access key`);
    return key;
  };

  const accessKeyOf = (roleArn: string): Promise<string> => {
    const known = sessions.get(roleArn);
    if (known && known.until > Date.now()) return known.accessKey;
    const accessKey = assume(roleArn);
    sessions.set(roleArn, { accessKey, until: Date.now() + REUSE_MS });
    accessKey.catch(() => sessions.delete(roleArn));
    return accessKey;
  };

  return async (roleArn, path) => {
    const accessKey = await accessKeyOf(roleArn);
    const response = await fetch(`${endpointUrl}${path}`, {
      headers: {
        // Nothing here checks signatures; who calls is told by the access key.
        authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/20260101/${region}/s3/aws4_request, SignedHeaders=host, Signature=0`,
      },
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    };
  };
};
