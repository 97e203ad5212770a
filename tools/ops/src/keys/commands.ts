import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { defineCommand, type Command, type Surroundings, type Values } from '../command.ts';
import { YES_OPTION } from '../confirm.ts';
import { TARGET_OPTIONS, targetOf } from '../target-options.ts';
import { checkClientName } from './client-name.ts';
import { parseDuration } from './duration.ts';
import { createKeyStore } from './key-store.ts';
import { createKey, listKeys, revokeKeys, rotateKey, showKey, type KeyContext } from './keys.ts';

const contextOf = async (
  values: Values<typeof TARGET_OPTIONS>,
  surroundings: Surroundings,
): Promise<KeyContext> => {
  const { prefix, outputs, clientConfig } = await targetOf(values, surroundings);
  const client = new APIGatewayClient(clientConfig);
  const store = createKeyStore(client, { prefix, usagePlanIds: outputs.usage_plan_ids });
  return { ...surroundings, store, prefix, now: () => new Date() };
};

const PIPING =
  'The value is all that goes to standard output: npm run -s ops -- keys … | your-secret-store';

const create = defineCommand({
  name: 'keys create',
  summary: 'makes the first key of a client and prints its value',
  arguments: '<client>',
  options: {
    plan: {
      type: 'string',
      placeholder: 'name',
      default: 'standard',
      description: 'usage plan: how much the key may send',
    },
    ...TARGET_OPTIONS,
  },
  details: PIPING,
  async run(values, [client = ''], surroundings) {
    const name = checkClientName(client);
    await createKey(await contextOf(values, surroundings), name, values.plan);
  },
});

const list = defineCommand({
  name: 'keys list',
  summary: 'the keys of all clients, without their values',
  options: { json: { type: 'boolean', description: 'as JSON' }, ...TARGET_OPTIONS },
  async run(values, _positionals, surroundings) {
    await listKeys(await contextOf(values, surroundings), values.json);
  },
});

const show = defineCommand({
  name: 'keys show',
  summary: "prints the value of a client's newest key",
  arguments: '<client>',
  options: TARGET_OPTIONS,
  details: PIPING,
  async run(values, [client = ''], surroundings) {
    await showKey(await contextOf(values, surroundings), checkClientName(client));
  },
});

const rotate = defineCommand({
  name: 'keys rotate',
  summary: 'makes a new key for a client, beside the old one for a while',
  arguments: '<client>',
  options: {
    grace: {
      type: 'string',
      placeholder: 'time',
      default: '24h',
      description: 'how long the old key is still to be good for: 30m, 24h, 7d; 0 revokes it now',
    },
    plan: {
      type: 'string',
      placeholder: 'name',
      description: 'usage plan of the new key (default: that of the old one)',
    },
    yes: YES_OPTION,
    ...TARGET_OPTIONS,
  },
  details: `${PIPING}

Old keys whose time is over are revoked by keys revoke --overdue; keys list says which they are.`,
  async run(values, [client = ''], surroundings) {
    const name = checkClientName(client);
    const graceMs = parseDuration(values.grace);
    const context = await contextOf(values, surroundings);
    await rotateKey(context, name, { graceMs, plan: values.plan, yes: values.yes });
  },
});

const revoke = defineCommand({
  name: 'keys revoke',
  summary: 'takes keys away, at once and for good',
  arguments: '[client]',
  options: {
    old: { type: 'boolean', description: "all but the client's newest key" },
    overdue: { type: 'boolean', description: "every client's old keys whose time is over" },
    yes: YES_OPTION,
    ...TARGET_OPTIONS,
  },
  async run({ old, overdue, yes, ...target }, [client], surroundings) {
    const name = client === undefined ? undefined : checkClientName(client);
    await revokeKeys(await contextOf(target, surroundings), { client: name, old, overdue, yes });
  },
});

export const keyCommands: Command[] = [create, list, show, rotate, revoke];
