import { hasProblem, reportText } from './report.ts';

const sections = [
  {
    title: 'Region',
    findings: [
      { check: 'region', status: 'ok' as const, found: 'us-east-1' },
      {
        check: 'image',
        status: 'problem' as const,
        found: 'none',
        expected: 'one',
        remedy: 'move',
      },
    ],
  },
  { title: 'Costs', findings: [{ check: 'idle', status: 'unknown' as const, found: 'who knows' }] },
];

it('prints what was found, and beneath it what was expected and what to do', () => {
  expect(reportText(sections)).toBe(`Region
  ok       region: us-east-1
  PROBLEM  image: none
           expected: one
           do: move

Costs
  unknown  idle: who knows

1 problem, 0 warning, 1 unknown, 1 ok`);
});

it('has a problem if one finding is one', () => {
  expect(hasProblem(sections)).toBe(true);
  expect(hasProblem(sections.slice(1))).toBe(false);
});
