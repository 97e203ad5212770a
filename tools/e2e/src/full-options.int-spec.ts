import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, run, stackPaths } from '@ngwaf/tool-local-stack';
import { testStackOptions } from './test-stack.ts';

const INFRA = join(ROOT, 'infra');
const { terraformDir } = stackPaths(testStackOptions);

it('is Terraform that the provider takes, with every option on', async () => {
  const outdir = mkdtempSync(join(tmpdir(), 'ngwaf-full-options-'));
  const stack = join(outdir, 'stacks', 'ngwaf-dev');
  await run(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: INFRA,
    env: {
      ...process.env,
      CDKTF_OUTDIR: outdir,
      NGWAF_ENVIRONMENTS_FILE: join(INFRA, 'src', 'testing', 'full-options.json'),
    },
  });
  // The provider that the test stack was applied with: nothing is to be initialised.
  cpSync(join(terraformDir, '.terraform.lock.hcl'), join(stack, '.terraform.lock.hcl'));

  const answer = await run('terraform', ['validate', '-json'], {
    cwd: stack,
    env: { ...process.env, TF_DATA_DIR: join(terraformDir, '.terraform') },
  });
  rmSync(outdir, { recursive: true });

  expect(JSON.parse(answer)).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
}, 120_000);
