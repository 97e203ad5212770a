import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { FUNCTION_NAMES } from '@ngwaf/contracts';

const root = join(__dirname, '..', '..', '..');
const readWorkflow = (name: string): unknown =>
  parse(readFileSync(join(root, '.github', 'workflows', `${name}.yml`), 'utf8'));

const options = z.object({ options: z.array(z.string()) });
const rollbackSchema = z.object({
  on: z.object({
    workflow_dispatch: z.object({ inputs: z.object({ function: options, environment: options }) }),
  }),
});
const calledSchema = z.object({
  on: z.object({ workflow_call: z.object({ inputs: z.record(z.string(), z.unknown()) }) }),
});
const callerSchema = z.object({
  jobs: z.object({ environments: z.object({ with: z.record(z.string(), z.string()) }) }),
});

it('offers every function and the dashboard for a rollback', () => {
  const { inputs } = rollbackSchema.parse(readWorkflow('rollback')).on.workflow_dispatch;

  expect([...inputs.function.options].sort()).toEqual([...FUNCTION_NAMES, 'dashboard'].sort());
});

it('passes to an environment what its workflow takes', () => {
  const { inputs } = calledSchema.parse(readWorkflow('environment')).on.workflow_call;
  const passed = callerSchema.parse(readWorkflow('main')).jobs.environments.with;

  expect(Object.keys(passed).sort()).toEqual(Object.keys(inputs).sort());
});
