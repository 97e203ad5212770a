import { describeProgress } from '../apply-follower.ts';
import { adoptKeptData } from '../adopt/adopt.ts';
import { KEPT_TYPES } from '../adopt/kept-data.ts';
import type { Session } from '../session/session.ts';
import { change, stateAddresses } from '../terraform.ts';

type Show = (text: string) => void;

/** Settings of a kept bucket stay with it: they encrypt it and keep strangers out. */
const isKeptData = (address: string): boolean =>
  address.startsWith('aws_s3_bucket_') || isDataStore(address);

const isDataStore = (address: string): boolean =>
  KEPT_TYPES.some((type) => address.startsWith(`${type}.`));

/** Takes the data out of Terraform's hands, so that it survives what follows. */
export const keepData = async ({ terraform }: Session): Promise<void> => {
  const kept = (await stateAddresses(terraform)).filter(isKeptData);
  if (kept.length > 0) await terraform.run(['state', 'rm', ...kept]);
};

/**
 * Takes the protection off the data, which a destroy would fail at; also off data that an earlier
 * destroy kept.
 */
export const giveDataUp = async (session: Session, show: Show): Promise<void> => {
  const { terraform } = session;
  const adopted = (await adoptKeptData(session)).map(({ address }) => address);
  const known = (await stateAddresses(terraform)).filter(isDataStore);
  const targets = [...known, ...adopted].map((address) => `-target=${address}`);
  if (targets.length === 0) return;
  await change(
    terraform,
    ['apply', '-auto-approve', '-var=retain_data=false', ...targets],
    (progress) => {
      show(describeProgress(progress));
    },
  );
};

export const destroyRest = ({ terraform }: Session, show: Show): Promise<void> =>
  change(
    terraform,
    ['destroy', '-auto-approve', '-parallelism=40', '-var=retain_data=false'],
    (progress) => {
      show(describeProgress(progress));
    },
  );
