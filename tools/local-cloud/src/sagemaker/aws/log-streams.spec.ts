import { batches } from './log-streams.ts';

describe('batches', () => {
  it('leaves out empty lines, which the service refuses', () => {
    const events = [
      { timestamp: 1, message: 'a' },
      { timestamp: 1, message: '' },
    ];

    expect(batches(events)).toEqual([[{ timestamp: 1, message: 'a' }]]);
    expect(batches([{ timestamp: 1, message: '' }])).toEqual([]);
  });

  it('stays within the size and the number of events of one request', () => {
    const long = { timestamp: 1, message: 'é'.repeat(50_000) };
    const short = { timestamp: 1, message: 'a' };

    const sizes = (events: { timestamp: number; message: string }[]) =>
      batches(events).map((batch) => batch.length);

    expect(sizes(Array.from({ length: 20 }, () => long))).toEqual([9, 9, 2]);
    expect(sizes(Array.from({ length: 10_001 }, () => short))).toEqual([10_000, 1]);
  });
});
