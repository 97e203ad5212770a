import { AwsError } from '../context.ts';
import type { MotoClient } from '../gateway/moto-client.ts';
import type { Permission } from '../iam/permissions/permission.ts';
import { parsePolicy } from '../iam/policy/document.ts';
import { concerns } from '../iam/policy/evaluate.ts';

/** Which services may send to queues: what is sent without a role needs the queue's own policy. */
export interface QueuePolicies {
  /** @throws {AwsError} the queue's policy does not let the service send for this source. */
  checkSend(queueArn: string, service: string, sourceArn: string): Promise<void>;
}

/** A policy is read again after this time: a burst of events asks for it once. */
const KEPT_MS = 1_000;

export const createQueuePolicies = (moto: MotoClient): QueuePolicies => {
  const known = new Map<string, { policy: Promise<string>; until: number }>();

  const load = async (queueArn: string): Promise<string> => {
    const QueueName = queueArn.split(':').at(-1);
    const { QueueUrl } = await moto.call('sqs', 'GetQueueUrl', { QueueName });
    const { Attributes } = (await moto.call('sqs', 'GetQueueAttributes', {
      QueueUrl,
      AttributeNames: ['Policy'],
    })) as { Attributes?: Record<string, string> };
    return Attributes?.['Policy'] ?? '';
  };

  const policyOf = (queueArn: string): Promise<string> => {
    const kept = known.get(queueArn);
    if (kept && kept.until > Date.now()) return kept.policy;
    const policy = load(queueArn);
    known.set(queueArn, { policy, until: Date.now() + KEPT_MS });
    policy.catch(() => known.delete(queueArn));
    return policy;
  };

  return {
    async checkSend(queueArn, service, sourceArn) {
      const policy = await policyOf(queueArn);
      if (allowsSend(policy, queueArn, service, sourceArn)) return;
      const message = `the policy of ${queueArn} does not let ${service} send to it for ${sourceArn}`;
      throw new AwsError('AccessDenied', message, 403);
    },
  };
};

/** Whether a queue's policy lets a service send; without a policy none may. */
export const allowsSend = (
  policy: string,
  queueArn: string,
  service: string,
  sourceArn: string,
): boolean => {
  if (policy === '') return false;
  const permission: Permission = { action: 'sqs:SendMessage', resource: queueArn };
  const context = new Map<string, readonly string[]>([
    ['aws:sourcearn', [sourceArn]],
    ['aws:sourceaccount', [sourceArn.split(':')[4] ?? '']],
    ['aws:principalisawsservice', ['true']],
    ['aws:securetransport', ['true']],
  ]);
  const meant = parsePolicy(policy).filter(
    (statement) =>
      statement.principals.some((principal) => principal === '*' || principal === service) &&
      concerns(statement, permission, context),
  );
  return (
    meant.some(({ effect }) => effect === 'Allow') && !meant.some(({ effect }) => effect === 'Deny')
  );
};
