const NAME = 'ngwaf-api-key';

/** The key that the user typed: kept by this tab until it is closed or the key is forgotten. */
export const apiKeyStore = (storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) => ({
  read: (): string | undefined => storage.getItem(NAME) ?? undefined,
  keep: (key: string): void => storage.setItem(NAME, key),
  forget: (): void => storage.removeItem(NAME),
});
export type ApiKeyStore = ReturnType<typeof apiKeyStore>;
