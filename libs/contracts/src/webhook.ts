import * as z from 'zod/mini';

/** Where the settings of an environment's webhook lie: a parameter of SSM, encrypted. */
export const webhookParameter = (prefix: string): string => `/${prefix}/operator-webhook`;

/** `whsec_` and 24 to 64 random bytes in base64, as Standard Webhooks writes secrets. */
export const webhookSecretSchema = z.string().check(z.regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/));

/** The content of that parameter, as JSON. */
export const webhookSchema = z.object({
  /** Takes predictions meant for operators. */
  url: z.url(),
  /** Every request is signed with each of them: two while one replaces the other. */
  secrets: z.array(webhookSecretSchema).check(z.minLength(1), z.maxLength(2)),
});
export type Webhook = z.infer<typeof webhookSchema>;

/**
 * Whether predictions may be sent there: over TLS alone, and without a name or password in the address.
 * Plain HTTP to this very machine is for tests.
 */
export const isWebhookUrlAllowed = (text: string, allowLoopback: boolean): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  return (
    protocol === 'https:' || (allowLoopback && protocol === 'http:' && hostname === '127.0.0.1')
  );
};
