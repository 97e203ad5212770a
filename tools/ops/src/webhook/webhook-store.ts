import {
  DeleteParameterCommand,
  GetParameterCommand,
  ParameterNotFound,
  PutParameterCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { webhookSchema, type Webhook } from '@ngwaf/contracts';
import { OpsError } from '../ops-error.ts';

const parse = (text: string): Webhook | undefined => {
  try {
    return webhookSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

/** The webhook of an environment, in an encrypted parameter. */
export interface WebhookStore {
  /** @throws {OpsError} the parameter holds something else. */
  find(): Promise<Webhook | undefined>;
  save(webhook: Webhook): Promise<void>;
  remove(): Promise<void>;
}

/** @param keyArn encrypts the parameter; empty for AWS's own key. */
export const createWebhookStore = (ssm: SSMClient, Name: string, keyArn: string): WebhookStore => ({
  async find() {
    try {
      const { Parameter } = await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
      const webhook = parse(Parameter?.Value ?? '');
      if (webhook) return webhook;
    } catch (error) {
      if (error instanceof ParameterNotFound) return undefined;
      throw error;
    }
    throw new OpsError(`${Name} does not hold a webhook: remove it with webhook remove`);
  },

  async save(webhook) {
    await ssm.send(
      new PutParameterCommand({
        ...{ Name, Value: JSON.stringify(webhook), Type: 'SecureString', Overwrite: true },
        ...(keyArn !== '' && { KeyId: keyArn }),
      }),
    );
  },

  async remove() {
    await ssm.send(new DeleteParameterCommand({ Name })).catch((error: unknown) => {
      if (!(error instanceof ParameterNotFound)) throw error;
    });
  },
});
