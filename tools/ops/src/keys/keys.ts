import type { Surroundings } from '../command.ts';
import { confirm } from '../confirm.ts';
import { OpsError, UsageError } from '../ops-error.ts';
import { endOf, isOverdue, keysOf, type ApiKey } from './api-key.ts';
import { keyTable } from './key-table.ts';
import type { KeyStore } from './key-store.ts';

/** What the commands work with. */
export interface KeyContext extends Pick<Surroundings, 'print' | 'note' | 'ask'> {
  store: KeyStore;
  prefix: string;
  now: () => Date;
}

const noKey = (prefix: string, client: string, all: readonly ApiKey[]): OpsError => {
  const clients = [...new Set(all.map((key) => key.client))].join(', ') || 'none';
  return new OpsError(
    `${client} has no key of ${prefix}; clients with keys: ${clients}. Make one: keys create ${client}`,
  );
};

const describe = ({ client, serial, id }: ApiKey): string => `key ${serial} of ${client} (${id})`;

/**
 * Makes a client's first key; standard output gets its value and nothing else.
 *
 * @throws {OpsError} the client has a key already, or there is no such plan.
 */
export const createKey = async (
  { store, prefix, print, note }: KeyContext,
  client: string,
  plan: string,
): Promise<void> => {
  const [existing] = keysOf(client, await store.list());
  if (existing) {
    throw new OpsError(
      `${client} has ${describe(existing)} already: print it with keys show ${client}, replace it with keys rotate ${client}`,
    );
  }
  const { id, value } = await store.create({ client, serial: 1, plan });
  print(value);
  note(`Made key 1 of ${client} (${id}) for ${prefix}, usage plan ${plan}.`);
};

/** Prints every key, with when it was made and how long it is good for. */
export const listKeys = async (
  { store, prefix, now, print }: KeyContext,
  asJson: boolean,
): Promise<void> => {
  const keys = await store.list();
  if (asJson) {
    const described = keys.map(({ id, client, serial, plan, createdAt }, index) => ({
      ...{ client, serial, id, plan: plan ?? null, createdAt },
      endsAt: endOf(keys[index]!, keys) ?? null,
    }));
    return print(JSON.stringify(described, null, 2));
  }
  print(
    keys.length > 0 ? keyTable(keys, now()) : `${prefix} has no keys: make one with keys create`,
  );
};

/**
 * Prints the value of a client's newest key and nothing else.
 *
 * @throws {OpsError} the client has none.
 */
export const showKey = async (
  { store, prefix, print }: KeyContext,
  client: string,
): Promise<void> => {
  const all = await store.list();
  const [newest] = keysOf(client, all);
  if (!newest) throw noKey(prefix, client, all);
  print(await store.value(newest.id));
};

/**
 * Makes a client's next key; standard output gets its value and nothing else. The old ones are
 * revoked now if no grace is left to them, else marked.
 *
 * @throws {OpsError} the client has no key yet, or there is no such plan.
 */
export const rotateKey = async (
  context: KeyContext,
  client: string,
  { graceMs, plan, yes }: { graceMs: number; plan: string | undefined; yes: boolean },
): Promise<void> => {
  const { store, prefix, now, print, note } = context;
  const all = await store.list();
  const old = keysOf(client, all);
  const [newest] = old;
  if (!newest) throw noKey(prefix, client, all);
  if (graceMs === 0) {
    await confirm(context, `${client} is refused until it has the new key. Go on?`, yes);
  }
  const serial = newest.serial + 1;
  const endAt = new Date(now().getTime() + graceMs);
  const { id, value } = await store.create({
    ...{ client, serial, plan: plan ?? newest.plan ?? 'standard' },
    predecessorsEndAt: endAt,
  });
  print(value);
  note(`Made key ${serial} of ${client} (${id}) for ${prefix}.`);
  if (graceMs === 0) await revokeAll(context, old);
  else {
    note(
      `${old.map(describe).join(', ')} is taken beside it. Once ${client} has the new one, or after ${endAt.toISOString()}: keys revoke ${client} --old`,
    );
  }
};

/**
 * Revokes the keys of a client, or of all clients those that are overdue.
 *
 * @throws {OpsError} there is nothing to revoke.
 */
export const revokeKeys = async (
  context: KeyContext,
  asked: { client: string | undefined; old: boolean; overdue: boolean; yes: boolean },
): Promise<void> => {
  const { store, prefix, now, note } = context;
  const { client, old, overdue, yes } = asked;
  if ((client === undefined) !== overdue || (old && overdue)) {
    throw new UsageError(
      'expected a client (all its keys, or --old), or --overdue for all clients',
    );
  }
  const all = await store.list();
  if (client === undefined) {
    const late = all.filter((key) => isOverdue(key, all, now()));
    if (late.length === 0) return note(`No key of ${prefix} is overdue.`);
    await confirm(context, `Revoke ${late.map(describe).join(', ')}?`, yes);
    return revokeAll(context, late);
  }
  const [newest, ...older] = keysOf(client, all);
  if (!newest) throw noKey(prefix, client, all);
  if (old && older.length === 0) return note(`${describe(newest)} is its only key.`);
  const chosen = old ? older : [newest, ...older];
  const warning = old ? '' : ` ${client} has no key then.`;
  await confirm(context, `Revoke ${chosen.map(describe).join(', ')}?${warning}`, yes);
  await revokeAll(context, chosen);
};

const revokeAll = async ({ store, note }: KeyContext, keys: ApiKey[]): Promise<void> => {
  for (const key of keys) {
    await store.delete(key.id);
    note(`Revoked ${describe(key)}. The access log names its requests by that identifier.`);
  }
};
