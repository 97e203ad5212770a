import {
  CreateApiKeyCommand,
  CreateUsagePlanKeyCommand,
  DeleteApiKeyCommand,
  GetApiKeyCommand,
  paginateGetApiKeys,
  paginateGetUsagePlanKeys,
  type APIGatewayClient,
  type ApiKey as AwsApiKey,
} from '@aws-sdk/client-api-gateway';
import { OpsError } from '../ops-error.ts';
import type { ApiKey } from './api-key.ts';

/** What tells a stack's keys from all others in the account. */
const TAGS = {
  stack: 'ngwaf:stack',
  client: 'ngwaf:client',
  serial: 'ngwaf:serial',
  predecessorsEndAt: 'ngwaf:predecessors-end-at',
} as const;

const PAGE_SIZE = 500;

export interface NewKey {
  client: string;
  serial: number;
  plan: string;
  predecessorsEndAt?: Date;
}

/** The keys of one stack, in API Gateway; keys of others are neither seen nor touched. */
export interface KeyStore {
  /** By client and serial. */
  list(): Promise<ApiKey[]>;
  /** Makes a key that is taken from then on. @throws {OpsError} there is no such plan. */
  create(key: NewKey): Promise<{ id: string; value: string }>;
  value(id: string): Promise<string>;
  delete(id: string): Promise<void>;
}

export interface KeyStoreOptions {
  prefix: string;
  /** Usage plans of the stack by name. */
  usagePlanIds: Record<string, string>;
}

export const createKeyStore = (client: APIGatewayClient, options: KeyStoreOptions): KeyStore => {
  const { prefix, usagePlanIds } = options;

  const planByKey = async (): Promise<Map<string, string>> => {
    const plans = new Map<string, string>();
    for (const [name, usagePlanId] of Object.entries(usagePlanIds)) {
      const pages = paginateGetUsagePlanKeys({ client, pageSize: PAGE_SIZE }, { usagePlanId });
      for await (const { items = [] } of pages) {
        for (const { id } of items) if (id !== undefined) plans.set(id, name);
      }
    }
    return plans;
  };

  return {
    async list() {
      const plans = await planByKey();
      const keys: ApiKey[] = [];
      const query = { nameQuery: `${prefix}-`, includeValues: false };
      for await (const { items = [] } of paginateGetApiKeys(
        { client, pageSize: PAGE_SIZE },
        query,
      )) {
        keys.push(...items.flatMap((item) => toApiKey(item, prefix, plans) ?? []));
      }
      return keys.sort(
        (one, other) => one.client.localeCompare(other.client) || one.serial - other.serial,
      );
    },
    async create({ client: user, serial, plan, predecessorsEndAt }) {
      const usagePlanId = usagePlanIds[plan];
      if (usagePlanId === undefined) {
        const plans = Object.keys(usagePlanIds).join(', ');
        throw new OpsError(`there is no usage plan "${plan}"; ${prefix} has ${plans}`);
      }
      const { id = '', value = '' } = await client.send(
        new CreateApiKeyCommand({
          name: `${prefix}-${user}-${serial}`,
          description: `Key ${serial} of the client ${user}; made by npm run ops -- keys`,
          enabled: true,
          tags: {
            [TAGS.stack]: prefix,
            [TAGS.client]: user,
            [TAGS.serial]: String(serial),
            ...(predecessorsEndAt && { [TAGS.predecessorsEndAt]: predecessorsEndAt.toISOString() }),
          },
        }),
      );
      try {
        await client.send(
          new CreateUsagePlanKeyCommand({ usagePlanId, keyId: id, keyType: 'API_KEY' }),
        );
      } catch (error) {
        // A key without a plan opens nothing, and would be in the way of the next try.
        await client.send(new DeleteApiKeyCommand({ apiKey: id })).catch(() => undefined);
        throw error;
      }
      return { id, value };
    },
    async value(id) {
      const { value = '' } = await client.send(
        new GetApiKeyCommand({ apiKey: id, includeValue: true }),
      );
      return value;
    },
    async delete(id) {
      await client.send(new DeleteApiKeyCommand({ apiKey: id }));
    },
  };
};

const toApiKey = (
  { id, tags = {}, createdDate }: AwsApiKey,
  prefix: string,
  plans: Map<string, string>,
): ApiKey | undefined => {
  const { [TAGS.client]: client, [TAGS.predecessorsEndAt]: predecessorsEndAt } = tags;
  // By the tag and not by the name: ngwaf-dev is the beginning of ngwaf-dev2 as well.
  if (tags[TAGS.stack] !== prefix || id === undefined || client === undefined) return undefined;
  return {
    id,
    client,
    serial: Number(tags[TAGS.serial] ?? 1),
    plan: plans.get(id),
    createdAt: createdDate ?? new Date(0),
    ...(predecessorsEndAt !== undefined && { predecessorsEndAt: new Date(predecessorsEndAt) }),
  };
};
