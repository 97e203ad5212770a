import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runZizmor } from './zizmor.ts';

it('finds a script injection in a workflow', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zizmor-'));
  const workflows = join(folder, '.github', 'workflows');
  mkdirSync(workflows, { recursive: true });
  writeFileSync(
    join(workflows, 'a.yml'),
    `name: a
on: pull_request_target
jobs:
  job:
    runs-on: ubuntu-24.04
    steps:
      # zizmor: ignore[template-injection]
      - run: echo "\${{ github.event.pull_request.title }}"
`,
  );

  const findings = await runZizmor(folder);
  rmSync(folder, { recursive: true });

  const injection = findings.find(({ rule }) => rule === 'template-injection');
  expect(injection?.where).toMatch(/a\.yml:8$/);
  expect(injection?.message).toContain('code injection via template expansion');
});
