const NAME = 'ngwaf-worker';

/** Who labels in this tab, until it is closed. */
export const workerStore = (storage: Pick<Storage, 'getItem' | 'setItem'>) => ({
  read: (): string => storage.getItem(NAME) ?? '',
  keep: (worker: string): void => storage.setItem(NAME, worker),
});
export type WorkerStore = ReturnType<typeof workerStore>;
