import { randomBytes } from 'node:crypto';
import { isWebhookUrlAllowed, type Webhook } from '@ngwaf/contracts';
import type { Surroundings } from '../command.ts';
import { confirm } from '../confirm.ts';
import { OpsError, UsageError } from '../ops-error.ts';
import type { WebhookStore } from './webhook-store.ts';

/** What the commands work with. */
export interface WebhookContext extends Pick<Surroundings, 'print' | 'note' | 'ask'> {
  store: WebhookStore;
  prefix: string;
  /** Whether the environment is a local cloud, where plain HTTP to this machine is an address. */
  isLocal: boolean;
}

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

const found = async ({ store, prefix }: WebhookContext): Promise<Webhook> => {
  const webhook = await store.find();
  if (webhook) return webhook;
  throw new OpsError(`${prefix} has no webhook. Set one: webhook set <url>`);
};

/** Sets the address. Of a first one standard output gets the secret and nothing else. */
export const setWebhook = async (context: WebhookContext, url: string): Promise<void> => {
  if (!isWebhookUrlAllowed(url, context.isLocal)) {
    throw new UsageError(`expected an https address without a name or password in it, got ${url}`);
  }
  const before = await context.store.find();
  const webhook = before ?? { url, secrets: [newSecret()] };
  await context.store.save({ ...webhook, url });
  context.note(`Predictions for operators go to ${url}, within a minute.`);
  if (before) context.note('The secret is the one it was.');
  else context.print(webhook.secrets[0] ?? '');
};

/** Adds a secret, with which requests are signed beside the one before; prints it alone. */
export const rotateSecret = async (context: WebhookContext): Promise<void> => {
  const { url, secrets } = await found(context);
  if (secrets.length > 1) {
    throw new OpsError(
      'a secret is being replaced already: end that first, with webhook rotate --finish',
    );
  }
  const secret = newSecret();
  await context.store.save({ url, secrets: [secret, ...secrets] });
  context.note(
    'Requests are signed with both secrets. When the receiver has the new one: webhook rotate --finish',
  );
  context.print(secret);
};

/** Drops the secret that was replaced. */
export const finishRotation = async (context: WebhookContext): Promise<void> => {
  const { url, secrets } = await found(context);
  await context.store.save({ url, secrets: secrets.slice(0, 1) });
  context.note('Requests are signed with the newest secret alone.');
};

/** Tells where predictions go, and no secret. */
export const showWebhook = async (context: WebhookContext): Promise<void> => {
  const { url, secrets } = await found(context);
  context.print(`${url}  signed with ${secrets.length === 1 ? 'one secret' : 'two secrets'}`);
};

/** Takes address and secrets away: predictions for operators are stored and nothing more. */
export const removeWebhook = async (context: WebhookContext, yes: boolean): Promise<void> => {
  const { url } = await found(context);
  await confirm(context, `Tell ${url} of no more predictions, and forget its secret?`, yes);
  await context.store.remove();
  context.note('The webhook is gone; predictions for operators are stored and nothing more.');
};
