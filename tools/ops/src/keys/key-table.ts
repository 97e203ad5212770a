import { table } from '@ngwaf/tool-deploy';
import { endOf, isOverdue, type ApiKey } from './api-key.ts';

const minute = (date: Date): string => date.toISOString().slice(0, 16).replace('T', ' ');

const state = (key: ApiKey, all: readonly ApiKey[], now: Date): string => {
  const end = endOf(key, all);
  if (key.plan === undefined) return 'opens nothing: it has no usage plan';
  if (end === undefined) return 'good';
  return isOverdue(key, all, now)
    ? `overdue since ${minute(end)}: revoke it`
    : `good until ${minute(end)}`;
};

/** Keys as a table; times in UTC. */
export const keyTable = (keys: readonly ApiKey[], now: Date): string =>
  table(
    ['client', 'key', 'identifier', 'plan', 'made', 'state'],
    keys.map((key) => [
      key.client,
      String(key.serial),
      key.id,
      key.plan ?? '-',
      minute(key.createdAt),
      state(key, keys, now),
    ]),
  );
