import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT, resourceNames } from '@ngwaf/contracts';
import type { Session } from '../session/session.ts';
import { StackError } from '../stack-error.ts';
import { stateAddresses } from '../terraform.ts';
import { findExisting } from './find-existing.ts';
import { dataStores, type DataStore } from './kept-data.ts';

/** Data that exists, though Terraform's state does not know it. */
export interface KeptData extends DataStore {
  /** What Terraform imports it by. */
  id: string;
}

/** @throws {StackError} a name is taken by something that is not this environment's. */
const findKept = async (session: Session): Promise<KeptData[]> => {
  const { environment, clientConfig, terraform } = session;
  const known = new Set(await stateAddresses(terraform));
  const { table } = resourceNames(environment.prefix);
  const unknown = dataStores(session).filter(({ address }) => !known.has(address));
  const found = await Promise.all(
    unknown.map(async (store) => {
      const existing = await findExisting(clientConfig, store, table);
      if (existing === undefined) return [];
      const { project = 'none', environment: owner = 'none' } = existing.tags;
      if (project !== PROJECT || owner !== environment.name) {
        throw new StackError(
          `environment ${environment.name}: ${store.name} exists and is not its own (tags project=${project}, environment=${owner}): give the environment another prefix in infra/environments.ts`,
        );
      }
      return [{ ...store, id: existing.id }];
    }),
  );
  return found.flat();
};

/**
 * Has the next plan import the data that an earlier removal kept, and names it.
 *
 * @throws {StackError} a name is taken by something that is not this environment's.
 */
export const adoptKeptData = async (session: Session): Promise<KeptData[]> => {
  const file = join(session.terraform.dir, 'adopted.tf.json');
  const kept = await findKept(session);
  if (kept.length === 0) {
    await rm(file, { force: true });
    return kept;
  }
  const blocks = kept.map(({ address, id }) => ({ to: address, id }));
  await writeFile(file, JSON.stringify({ import: blocks }));
  return kept;
};
