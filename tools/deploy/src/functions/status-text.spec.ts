import type { FunctionStatus } from './function-status.ts';
import { statusTable, statusText } from './status-text.ts';

const live: FunctionStatus = {
  name: 'sm-serving',
  functionName: 'ngwaf-dev-sm-serving',
  version: '7',
  publishedAt: '2026-01-02T03:04:05.000Z',
  codeSha256: '0123456789abcdef'.repeat(4),
  bytes: 2048,
  commit: 'c0ffee'.repeat(7).slice(0, 40),
  canary: undefined,
  before: ['6', '4'],
  pending: { code: false, settings: [] },
  build: 'same',
};

it('tells everything that is known of one function', () => {
  expect(statusText(live)).toBe(
    [
      'sm-serving    ngwaf-dev-sm-serving',
      'live version  7',
      'published     2026-01-02 03:04 UTC',
      'commit        c0ffeec0ff',
      'code          0123456789abcdef, 2.0 KB',
      'canary        none',
      'live before   6, 4',
      'not live yet  nothing',
      'local build   same as live',
    ].join('\n'),
  );
});

it('tells what is out of the ordinary', () => {
  const text = statusText({
    ...live,
    version: '$LATEST',
    publishedAt: undefined,
    commit: `${live.commit}+`,
    canary: { version: '8', weight: 0.25 },
    before: [],
    pending: { code: true, settings: ['Timeout'] },
    build: 'none',
  });

  expect(text).toMatch(/live version +none\n/);
  expect(text).toMatch(/published +unknown\n/);
  expect(text).toMatch(/commit +c0ffeec0ff and changes that were not committed\n/);
  expect(text).toMatch(/canary +version 8 gets 25 %\n/);
  expect(text).toMatch(/live before +none\n/);
  expect(text).toMatch(/not live yet +code and Timeout\n/);
  expect(text).toMatch(/local build +none$/);
});

it('tells of several functions in a line each', () => {
  const other = { ...live, name: 'exit-notebook' as const, canary: { version: '8', weight: 0.1 } };

  expect(statusTable([live, other]).split('\n')).toEqual([
    expect.stringMatching(/^function +live +published +commit +size +before +not live yet/),
    expect.stringMatching(/^sm-serving +7 +2026-01-02 03:04 UTC +c0ffeec0 +2\.0 KB +6 +nothing/),
    expect.stringMatching(/^exit-notebook +7 \(canary 8\) +/),
  ]);
});
