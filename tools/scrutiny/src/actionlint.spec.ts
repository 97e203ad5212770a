import { runActionlint } from './actionlint.ts';

const workflow = (step: string) => `on: push
jobs:
  job:
    runs-on: ubuntu-24.04
    steps:
      - ${step}
`;

it('has nothing against a sound workflow', async () => {
  expect(await runActionlint(workflow('run: npm test'), 'a.yml')).toEqual([]);
});

it('finds an expression that cannot be evaluated, with its line', async () => {
  const findings = await runActionlint(workflow('run: echo ${{ steps.none.outputs.x }}'), 'a.yml');

  expect(findings).toMatchObject([{ rule: 'expression', where: 'a.yml:6' }]);
});
