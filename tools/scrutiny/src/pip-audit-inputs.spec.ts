import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { notebookRequirements } from './pip-audit-inputs.ts';

it('finds the packages that our start script installs', () => {
  const file = join(__dirname, '../../../notebooks/lifecycle/on-start.sh');

  expect(notebookRequirements(readFileSync(file, 'utf8'))).toMatch(/^boto3==\d+\.\d+\.\d+$/m);
});

it('refuses a script in which it finds none, rather than audit nothing', () => {
  expect(() => notebookRequirements('PACKAGES = load()')).toThrow('no PACKAGES');
});
