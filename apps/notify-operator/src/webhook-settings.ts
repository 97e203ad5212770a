import { GetParameterCommand, ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm';
import { isWebhookUrlAllowed, webhookSchema, type Webhook } from '@ngwaf/contracts';

/** How late a change takes effect, and a first webhook: at the most. */
const KEPT_MS = 60_000;
const ABSENCE_KEPT_MS = 10_000;

/** The webhook is set to something that it cannot be. */
export class WebhookSettingsError extends Error {
  override readonly name = 'WebhookSettingsError';
}

const parseWebhook = (text: string, allowLoopback: boolean): Webhook => {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    content = undefined;
  }
  const parsed = webhookSchema.safeParse(content);
  // Never the value: it holds secrets.
  if (!parsed.success) {
    throw new WebhookSettingsError('the parameter does not hold a webhook; set it again');
  }
  if (!isWebhookUrlAllowed(parsed.data.url, allowLoopback)) {
    throw new WebhookSettingsError('expected a webhook with an https address');
  }
  return parsed.data;
};

export interface WebhookSettings {
  /** The webhook, at most a minute old; `undefined` where none was ten seconds ago. */
  get(): Promise<Webhook | undefined>;
  /** Has the next one read anew, as after an attempt that failed. */
  forget(): void;
}

/** Reads the webhook of an environment from SSM, and remembers it. */
export const createWebhookSettings = (
  ssm: SSMClient,
  { parameter, allowLoopback }: { parameter: string; allowLoopback: boolean },
  now: () => number = Date.now,
): WebhookSettings => {
  let known: { webhook: Promise<Webhook | undefined>; until: number } | undefined;

  const read = async (): Promise<Webhook | undefined> => {
    try {
      const { Parameter } = await ssm.send(
        new GetParameterCommand({ Name: parameter, WithDecryption: true }),
      );
      return parseWebhook(Parameter?.Value ?? '', allowLoopback);
    } catch (error) {
      if (error instanceof ParameterNotFound) {
        if (known) known.until = now() + ABSENCE_KEPT_MS;
        return undefined;
      }
      known = undefined;
      throw error;
    }
  };

  return {
    get: () => {
      if (!known || now() > known.until) known = { webhook: read(), until: now() + KEPT_MS };
      return known.webhook;
    },
    forget: () => {
      known = undefined;
    },
  };
};
