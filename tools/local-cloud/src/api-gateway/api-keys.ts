import type { MotoClient } from '../gateway/moto-client.ts';
import type { QuotaLimits } from './quota.ts';
import type { TokenBucketLimits } from './throttle.ts';

/** What a valid key allows on a stage. */
export interface KeyGrant {
  keyId: string;
  usagePlanId: string;
  /** Where the usage plan sets them; each key of a plan has them to itself. */
  throttle?: TokenBucketLimits;
  quota?: QuotaLimits;
}

/** Looks API keys up in moto, and remembers them until something changes them. */
export interface ApiKeys {
  /** `undefined`: the key is unknown, disabled, or no usage plan connects it with the stage. */
  find(value: string, apiId: string, stage: string): Promise<KeyGrant | undefined>;
  forget(): void;
}

interface UsagePlan {
  id: string;
  apiStages?: { apiId: string; stage: string }[];
  throttle?: TokenBucketLimits;
  quota?: QuotaLimits;
  keyIds: Set<string>;
}

interface Snapshot {
  keysByValue: Map<string, { id: string; enabled: boolean }>;
  plans: UsagePlan[];
}

export const createApiKeys = (moto: MotoClient): ApiKeys => {
  let snapshot: Promise<Snapshot> | undefined;

  const list = async <T>(path: string): Promise<T[]> => {
    const { body } = await moto.rest('apigateway', 'GET', path);
    return (JSON.parse(body.toString()) as { item?: T[] }).item ?? [];
  };

  const load = async (): Promise<Snapshot> => {
    const [keys, plans] = await Promise.all([
      list<{ id: string; value: string; enabled: boolean }>(
        '/apikeys?includeValues=true&limit=500',
      ),
      list<Omit<UsagePlan, 'keyIds'>>('/usageplans?limit=500'),
    ]);
    return {
      keysByValue: new Map(keys.map((key) => [key.value, key])),
      plans: await Promise.all(
        plans.map(async (plan) => {
          const planKeys = await list<{ id: string }>(`/usageplans/${plan.id}/keys?limit=500`);
          return { ...plan, keyIds: new Set(planKeys.map(({ id }) => id)) };
        }),
      ),
    };
  };

  return {
    async find(value, apiId, stage) {
      snapshot ??= load().catch((error: unknown) => {
        snapshot = undefined;
        throw error;
      });
      const { keysByValue, plans } = await snapshot;
      const key = keysByValue.get(value);
      if (!key?.enabled) return undefined;
      const plan = plans.find(
        ({ keyIds, apiStages = [] }) =>
          keyIds.has(key.id) && apiStages.some((s) => s.apiId === apiId && s.stage === stage),
      );
      if (!plan) return undefined;
      const { throttle, quota } = plan;
      return {
        keyId: key.id,
        usagePlanId: plan.id,
        ...(throttle && { throttle }),
        ...(quota && { quota }),
      };
    },
    forget() {
      snapshot = undefined;
    },
  };
};
