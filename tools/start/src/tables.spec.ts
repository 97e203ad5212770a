import { diagnosticsTable, seconds, table } from './tables.ts';

describe('table', () => {
  it('aligns names to the left and values to the right, as wide as the widest cell', () => {
    expect(
      table(
        ['request', 'score'],
        [
          ['a', '0.5'],
          ['longer name', '10.25'],
        ],
      ).split('\n'),
    ).toEqual([
      '  request      score',
      '  -----------  -----',
      '  a              0.5',
      '  longer name  10.25',
    ]);
  });
});

describe('diagnosticsTable', () => {
  it('has one row a threshold', () => {
    const text = diagnosticsTable({
      threshold: [0.1, 0.2],
      precision: [0.5, 1],
      recall: [1, 0.25],
      false_pos_rate: [0.1, 0],
      accuracy: [0.9, 0.8],
      f1_score: [0.66, 0.4],
    });

    expect(text.split('\n').slice(2)).toEqual([
      '  0.1            0.500   1.000           0.100     0.900     0.660',
      '  0.2            1.000   0.250           0.000     0.800     0.400',
    ]);
  });
});

describe('seconds', () => {
  it('stands right-aligned', () => {
    expect([seconds(1_250), seconds(83_400)]).toEqual(['  1.3 s', ' 83.4 s']);
  });
});
