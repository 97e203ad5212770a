import { kilobytes, seconds, table } from './table.ts';

it('makes columns as wide as they need', () => {
  expect(
    table(
      ['function', 'time'],
      [
        ['check-job-status', '0.1 s'],
        ['a', '12.0 s'],
      ],
    ),
  ).toBe(
    ['function          time', 'check-job-status  0.1 s', 'a                 12.0 s'].join('\n'),
  );
});

it('says sizes and times with their unit', () => {
  expect([kilobytes(2048), seconds(1.26)]).toEqual(['2.0 KB', '1.3 s']);
});
