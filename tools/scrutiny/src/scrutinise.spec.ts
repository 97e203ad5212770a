import type { Outcome } from './finding.ts';
import { scrutinise } from './scrutinise.ts';

const finding = { rule: 'r', where: 'file:1', message: 'bad' };
const skip = { check: 'tool', rule: 'r', where: '*', reason: 'a reason of some length' };
const tool = (outcome: Outcome) => ({
  name: 'tool',
  about: 'a tool',
  run: () => Promise.resolve(outcome),
});

it('passes what has no findings', async () => {
  const verdict = await scrutinise(tool({ findings: [] }), [], false);

  expect(verdict).toEqual({ name: 'tool', status: 'passed', lines: [] });
});

it('fails with every finding', async () => {
  const verdict = await scrutinise(tool({ findings: [finding] }), [], false);

  expect(verdict).toEqual({ name: 'tool', status: 'failed', lines: ['file:1: r: bad'] });
});

it('passes what is let be, and says how much that is', async () => {
  const verdict = await scrutinise(tool({ findings: [finding] }), [skip], false);

  expect(verdict).toEqual({
    name: 'tool',
    status: 'passed',
    lines: ['1 let be, see skips.yaml'],
  });
});

it('fails for a skip that nothing needs any more, but not for those of other checks', async () => {
  const skips = [skip, { ...skip, check: 'other' }];

  const verdict = await scrutinise(tool({ findings: [] }), skips, false);

  expect(verdict.status).toBe('failed');
  expect(verdict.lines).toEqual([
    'skips.yaml: nothing needs the skip of r at * any more: remove it',
  ]);
});

it.each([
  ['has not passed', false, 'not run'],
  ['has failed where it must be able to', true, 'failed'],
] as const)('says that a check that could not look %s', async (_case, isStrict, status) => {
  const verdict = await scrutinise(tool({ skipped: 'no advisories' }), [skip], isStrict);

  expect(verdict).toEqual({ name: 'tool', status, lines: ['no advisories'] });
});

it('fails when the tool itself fails', async () => {
  const broken = {
    ...tool({ findings: [] }),
    run: () => Promise.reject(new Error('no such file')),
  };

  const verdict = await scrutinise(broken, [], false);

  expect(verdict).toEqual({ name: 'tool', status: 'failed', lines: ['no such file'] });
});
