/** A key of the API; its value is not among what is known of it. */
export interface ApiKey {
  /** What API Gateway calls it, and its access log with it. */
  id: string;
  /** Who uses it. */
  client: string;
  /** 1 for a client's first key, one more for each that followed. */
  serial: number;
  /** Name of its usage plan; undefined for a key that API Gateway lets in nowhere. */
  plan: string | undefined;
  createdAt: Date;
  /** From when on the keys that this one followed are to be revoked. */
  predecessorsEndAt?: Date;
}

/** When a key is to be revoked; undefined for a client's newest key. */
export const endOf = (key: ApiKey, all: readonly ApiKey[]): Date | undefined => {
  const ends = all
    .filter(({ client, serial }) => client === key.client && serial > key.serial)
    .flatMap(({ predecessorsEndAt }) => predecessorsEndAt ?? []);
  return ends.sort((one, other) => one.getTime() - other.getTime())[0];
};

/** Whether a key should have been revoked by now. */
export const isOverdue = (key: ApiKey, all: readonly ApiKey[], now: Date): boolean => {
  const end = endOf(key, all);
  return end !== undefined && end.getTime() <= now.getTime();
};

/** A client's keys, newest first. */
export const keysOf = (client: string, all: readonly ApiKey[]): ApiKey[] =>
  all.filter((key) => key.client === client).sort((one, other) => other.serial - one.serial);
