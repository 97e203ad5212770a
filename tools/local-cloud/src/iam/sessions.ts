import type { Handler } from '../gateway/gateway.ts';
import { relay, type MotoClient } from '../gateway/moto-client.ts';
import { textOf, type AccessKeys } from './access-keys.ts';
import type { Credentials } from './principals.ts';

/** Learns from STS who acts under which role: whoever takes a role is bound to what it may do. */
export const createSessionHandler = (
  moto: MotoClient,
  credentials: Credentials,
  accessKeys: AccessKeys,
): Handler => {
  const assumes = /(?:^|&)Action=AssumeRole/;
  return (request) => {
    if (request.service !== 'sts') return undefined;
    return request.body().then(async (body) => {
      const text = body.toString('utf8');
      if (!assumes.test(text)) return undefined;
      const answer = await moto.forward(request);
      const form = new URLSearchParams(text);
      const xml = answer.body.toString('utf8');
      const accessKeyId = textOf(xml, 'AccessKeyId');
      const roleArn = form.get('RoleArn');
      if (answer.status < 400 && accessKeyId && roleArn) {
        const session = form.get('RoleSessionName') ?? '';
        credentials.adopt(accessKeyId, { name: `session:${session}`, roleArn });
        accessKeys.add({
          accessKeyId,
          secret: textOf(xml, 'SecretAccessKey'),
          sessionToken: textOf(xml, 'SessionToken'),
          holder: { roleArn, session },
        });
      }
      return relay(answer);
    });
  };
};
