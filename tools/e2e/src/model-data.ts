import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { artefactBucketKeys, dataBucketKeys, type LocalOutputs } from '@ngwaf/contracts';
import {
  findModel,
  isRecordModel,
  modelResources,
  type Column,
  type RecordModel,
} from '@ngwaf/model-catalogue';
import type { CloudClients } from './cloud-client.ts';

export const PREFIX = 'ngwaf-dev';
export const ACCOUNT = '123456789012';

/** A model of the catalogue that scores records. */
export const recordModel = (name: string): RecordModel => {
  const entry = findModel(name);
  if (!entry || !isRecordModel(entry)) throw new Error(`${name} is no model of records`);
  return entry;
};

/** The same numbers for the same seed, between 0 and 1. */
const random = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};

const valueOf = ({ name, type, ...limits }: Column, risk: number, next: () => number): string => {
  switch (type) {
    case 'text':
      return ['male', 'm', 'Europe', 'germany', 'german'][Math.floor(next() * 5)] ?? '';
    case 'date':
      return `2005-0${1 + Math.floor(next() * 9)}-1${Math.floor(next() * 9)}`;
    case 'integer':
    case 'number': {
      // Every number tells a little of the risk.
      const spread = risk * 20 + next() * 30;
      const least = 'min' in limits && typeof limits.min === 'number' ? limits.min : 0;
      const value = name === 'birth_year' ? 1940 + spread : least + spread;
      return type === 'integer' ? String(Math.round(value)) : value.toFixed(2);
    }
  }
};

/** Empty for who has not taken it up: what the marketing model is to predict. */
const PRESENCE = 'casino_LOS';

/**
 * Records of made-up users and their labels, of which the numbers tell something: enough for a model
 * to learn from, in a second.
 *
 * @param world in the other one low numbers tell what high ones tell in this: a model of the one is
 *   worse than guessing in the other, so that a model that has learned there is better for certain.
 */
export const madeUpRecords = (
  entry: RecordModel,
  rows: number,
  seed = 1,
  world: 'this' | 'other' = 'this',
): string => {
  const next = random(seed);
  const { labelling } = entry;
  const label = labelling.kind === 'column' ? [labelling.column] : [];
  const header = ['user_id', ...entry.input.columns.map(({ name }) => name), ...label];
  const lines = Array.from({ length: rows }, (_, index) => {
    const risk = next();
    const isLabelled = risk + next() * 0.4 > 0.8;
    const told = world === 'this' ? risk : 1 - risk;
    const values = entry.input.columns.map((column) =>
      column.name === PRESENCE && !isLabelled ? '' : valueOf(column, told, next),
    );
    return [`user-${seed}-${index}`, ...values, ...label.map(() => (isLabelled ? '1' : '0'))].join(
      ',',
    );
  });
  return [header.join(','), ...lines, ''].join('\n');
};

/** Self-exclusions of a third of the users whose records {@link madeUpRecords} makes. */
export const madeUpAnchors = (rows: number, seed = 1): string =>
  [
    'user_id,date,event',
    ...Array.from(
      { length: Math.floor(rows / 3) },
      (_, index) => `user-${seed}-${index * 3},2005-12-01,self-exclusion`,
    ),
    // Events were collected until long after the window of every user.
    `user-${seed}-${rows - 1},2008-01-01,account-closed`,
    '',
  ].join('\n');

/** Makes some image of random forests the current one, where none is: the local cloud runs its files. */
export const releaseImage = async ({ s3 }: CloudClients): Promise<void> => {
  const object = {
    Bucket: `${PREFIX}-artefacts-${ACCOUNT}`,
    Key: artefactBucketKeys.currentImage('random-forest'),
  };
  const isThere = await s3.send(new HeadObjectCommand(object)).catch(() => undefined);
  if (isThere) return;
  const pointer = { digest: `sha256:${'0'.repeat(64)}`, tag: 'local', previous: [] };
  await s3.send(new PutObjectCommand({ ...object, Body: JSON.stringify(pointer) }));
};

/** Puts a file into a model's data bucket. */
export const uploadModelData = async (
  { s3 }: CloudClients,
  _outputs: LocalOutputs,
  entry: RecordModel,
  file: string,
  content: string,
): Promise<void> => {
  const { dataBucket } = modelResources(PREFIX, ACCOUNT, entry);
  await s3.send(
    new PutObjectCommand({
      Bucket: dataBucket,
      Key: file,
      Body: content,
      ContentLength: Buffer.byteLength(content),
    }),
  );
};

export const recordsFile = `${dataBucketKeys.recordsPrefix}users.csv`;
export const anchorsFile = `${dataBucketKeys.anchorsPrefix}events.csv`;
