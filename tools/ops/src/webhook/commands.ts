import { SSMClient } from '@aws-sdk/client-ssm';
import { webhookParameter } from '@ngwaf/contracts';
import { defineCommand, type Command, type Surroundings, type Values } from '../command.ts';
import { YES_OPTION } from '../confirm.ts';
import { TARGET_OPTIONS, targetOf } from '../target-options.ts';
import { createWebhookStore } from './webhook-store.ts';
import {
  finishRotation,
  removeWebhook,
  rotateSecret,
  setWebhook,
  showWebhook,
  type WebhookContext,
} from './webhook.ts';

const contextOf = async (
  values: Values<typeof TARGET_OPTIONS>,
  surroundings: Surroundings,
): Promise<WebhookContext> => {
  const { prefix, outputs, clientConfig } = await targetOf(values, surroundings);
  const store = createWebhookStore(
    new SSMClient(clientConfig),
    webhookParameter(prefix),
    outputs.pipeline_environment.NGWAF_KMS_KEY_ARN,
  );
  const endpoint = clientConfig.endpoint ?? surroundings.env['AWS_ENDPOINT_URL'];
  return { ...surroundings, store, prefix, isLocal: endpoint !== undefined };
};

const PIPING =
  'A new secret is all that goes to standard output: npm run -s ops -- webhook … | your-secret-store';

const set = defineCommand({
  name: 'webhook set',
  summary: "where predictions for operators go; prints a first one's secret",
  arguments: '<url>',
  options: TARGET_OPTIONS,
  details: `${PIPING}

Requests are signed as https://www.standardwebhooks.com has it. A second address keeps the secret.`,
  async run(values, [url = ''], surroundings) {
    await setWebhook(await contextOf(values, surroundings), url);
  },
});

const show = defineCommand({
  name: 'webhook show',
  summary: 'where predictions for operators go, without the secret',
  options: TARGET_OPTIONS,
  async run(values, _positionals, surroundings) {
    await showWebhook(await contextOf(values, surroundings));
  },
});

const rotate = defineCommand({
  name: 'webhook rotate',
  summary: 'signs with a new secret too, and prints it',
  options: {
    finish: { type: 'boolean', description: 'sign with the new secret alone from now on' },
    ...TARGET_OPTIONS,
  },
  details: PIPING,
  async run(values, _positionals, surroundings) {
    const context = await contextOf(values, surroundings);
    await (values.finish ? finishRotation(context) : rotateSecret(context));
  },
});

const remove = defineCommand({
  name: 'webhook remove',
  summary: 'tells no operator of predictions any more',
  options: { yes: YES_OPTION, ...TARGET_OPTIONS },
  async run(values, _positionals, surroundings) {
    await removeWebhook(await contextOf(values, surroundings), values.yes);
  },
});

export const webhookCommands: Command[] = [set, show, rotate, remove];
