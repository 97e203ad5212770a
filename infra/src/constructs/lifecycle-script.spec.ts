import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PipelineEnvironment } from '@ngwaf/contracts';
import { lifecycleScript, MAX_SCRIPT_BASE64_LENGTH } from './lifecycle-script.ts';

const environment = { NGWAF_TABLE: 'jobs', NGWAF_BUCKET: 'waf' } as PipelineEnvironment;

it('exports the environment before the script, below one first line', () => {
  expect(lifecycleScript(environment, '#!/bin/bash\nset -eu\n')).toBe(
    "#!/bin/bash\nexport NGWAF_TABLE='jobs'\nexport NGWAF_BUCKET='waf'\nset -eu\n",
  );
});

it("keeps the shell's own variables from Terraform", () => {
  expect(lifecycleScript(environment, 'echo "${HOME}" "%{x}" $1\n')).toContain(
    'echo "$${HOME}" "%%{x}" $1',
  );
});

it('takes the script of the repository, with room to spare', () => {
  const path = join(import.meta.dirname, '../../../notebooks/lifecycle/on-start.sh');

  expect(() => lifecycleScript(environment, readFileSync(path, 'utf8'))).not.toThrow();
});

it("refuses what does not fit into SageMaker's limit", () => {
  const tooLong = 'x'.repeat((MAX_SCRIPT_BASE64_LENGTH / 4) * 3);

  expect(() => lifecycleScript(environment, tooLong)).toThrow('at most 16384 characters');
});
