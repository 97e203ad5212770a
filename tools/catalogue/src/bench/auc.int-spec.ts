import { join } from 'node:path';

import { findModel, isRecordModel } from '@ngwaf/model-catalogue';

import { syntheticData } from '../synthetic/synthetic-data.ts';
import { labelledFeatures } from './labelled-features.ts';
import { trainForest } from './train-forest.ts';

const ROOT = join(import.meta.dirname, '../../../..');

it.each(['before-initial-deposit-problem-gambling', 'gambling-behaviour-marketing'])(
  'a forest learns %s from synthetic data, and not too well to be true',
  async (name) => {
    const entry = findModel(name);
    if (!entry || !isRecordModel(entry)) throw new Error('no such model');
    const records = syntheticData().find(
      ({ dataBucket, key }) => dataBucket === entry.data.bucket && key.startsWith('records/'),
    );

    const { auc, importances } = await trainForest(
      ROOT,
      labelledFeatures(entry, records?.content ?? '', 0),
      { ...entry.algorithm.hyperparameters, n_estimators: '100' },
    );

    expect(auc).toBeGreaterThan(0.6);
    expect(auc).toBeLessThan(0.85);
    expect(importances.length).toBeGreaterThan(10);
  },
);

it('says why a training failed', async () => {
  const none = { learn: 'a,label\n1,0\n', heldOut: 'a,label\n1,0\n' };

  await expect(trainForest(ROOT, none, { label: 'label' })).rejects.toThrow(
    /the training failed: channel train/,
  );
});
