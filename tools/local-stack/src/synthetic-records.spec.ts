import { MODELS, isRecordModel } from '@ngwaf/model-catalogue';
import { syntheticRecords } from './synthetic-records.ts';

const models = MODELS.filter((entry) => entry.pipeline === 'framework')
  .filter(isRecordModel)
  .map((entry) => [entry.name, entry] as const);

describe('syntheticRecords', () => {
  it.each(models)('have the columns of %s, as many as are asked for', (name, { input }) => {
    const records = syntheticRecords(name, 6_000);

    expect(records).toHaveLength(6_000);
    for (const record of [records[0], records.at(-1)]) {
      expect(Object.keys(record!).sort()).toEqual(
        [input.id, ...input.columns.map((column) => column.name)].sort(),
      );
    }
  });

  it('are of no model that takes no records', () => {
    expect(() => syntheticRecords('waf', 1)).toThrow('waf takes no records');
  });
});
