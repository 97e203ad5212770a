import type { Handler } from '../gateway/gateway.ts';
import { relay, type MotoClient } from '../gateway/moto-client.ts';

/** What belongs to an access key that IAM or STS has made here. */
export interface AccessKey {
  accessKeyId: string;
  secret: string;
  /** Session keys are good together with their token alone. */
  sessionToken?: string;
  /** A user of IAM, or a role that was taken. */
  holder: { userName: string } | { roleArn: string; session: string };
}

/** The access keys whose signatures can be checked. */
export interface AccessKeys {
  find(accessKeyId: string): AccessKey | undefined;
  add(key: AccessKey): void;
  /** Learns from IAM which keys users have: it tells secrets once, when it makes them. */
  handler: Handler;
}

const concerned = /(?:^|&)Action=(CreateAccessKey|DeleteAccessKey|UpdateAccessKey)(&|$)/;

export const createAccessKeys = (moto: MotoClient): AccessKeys => {
  const known = new Map<string, AccessKey & { isActive: boolean }>();

  const add: AccessKeys['add'] = (key) => {
    known.set(key.accessKeyId, { ...key, isActive: true });
  };

  return {
    find(accessKeyId) {
      const key = known.get(accessKeyId);
      return key?.isActive ? key : undefined;
    },
    add,
    handler(request) {
      if (request.service !== 'iam') return undefined;
      return request.body().then(async (body) => {
        const form = new URLSearchParams(body.toString('utf8'));
        if (!concerned.test(form.toString())) return undefined;
        const answer = await moto.forward(request);
        if (answer.status >= 400) return relay(answer);
        const xml = answer.body.toString('utf8');
        const key = known.get(form.get('AccessKeyId') ?? '');
        const action = form.get('Action');
        if (action === 'CreateAccessKey') {
          add({
            accessKeyId: textOf(xml, 'AccessKeyId'),
            secret: textOf(xml, 'SecretAccessKey'),
            holder: { userName: textOf(xml, 'UserName') },
          });
        } else if (key && action === 'UpdateAccessKey') {
          key.isActive = form.get('Status') === 'Active';
        } else if (key) {
          known.delete(key.accessKeyId);
        }
        return relay(answer);
      });
    },
  };
};

/** The text of an element of IAM's or STS's XML; empty where there is none. */
export const textOf = (xml: string, element: string): string =>
  new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1] ?? '';
