import { MODELS, isRecordModel } from '@ngwaf/model-catalogue';
import { sampleRecords } from './sample-records.ts';

const models = MODELS.filter((entry) => entry.pipeline === 'framework')
  .filter(isRecordModel)
  .map((entry) => [entry.name, entry] as const);

describe('sampleRecords', () => {
  it.each(models)('have the columns of %s, as many as are asked for', async (name, { input }) => {
    const records = await sampleRecords(name, 6_000);

    expect(records).toHaveLength(6_000);
    for (const record of [records[0], records.at(-1)]) {
      expect(Object.keys(record!).sort()).toEqual(
        [input.id, ...input.columns.map((column) => column.name)].sort(),
      );
    }
  });

  it('are of no model that takes no records', async () => {
    await expect(sampleRecords('waf', 1)).rejects.toThrow('waf takes no records');
  });
});
