import { createHmac } from 'node:crypto';

/**
 * The headers that let a receiver check who sent a request, that nothing changed it, and when it was:
 * as Standard Webhooks has them. Signed is `<id>.<timestamp>.<body>` with HMAC-SHA256, by each secret.
 *
 * @param timestampSeconds epoch seconds, of this attempt.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const signedHeaders = (
  secrets: readonly string[],
  id: string,
  timestampSeconds: number,
  body: string,
): Record<string, string> => {
  const content = `${id}.${timestampSeconds}.${body}`;
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': signatures.join(' '),
  };
};
