import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT, VENV_PYTHON } from './paths.mjs';
import { setUpPython } from './setup.mjs';

// The entry of `npm run eval`: Python alone, so that neither node modules nor Terraform are needed.
const args = process.argv.slice(2);
if (args.some((argument) => ['--help', '-h'].includes(argument))) {
  console.log(readFileSync(join(import.meta.dirname, 'eval-usage.txt'), 'utf8').trimEnd());
  process.exit();
}
// Scoring requests and the quick figures draw no picture.
const draws = !args.some((argument) => argument === 'folds' || argument.startsWith('--requests'));
await setUpPython({ evaluation: draws });

const { status, error } = spawnSync(VENV_PYTHON, ['-m', 'ngwaf_eval', ...args], {
  // npm runs scripts in the root; paths are meant from where the user is.
  cwd: process.env.INIT_CWD ?? process.cwd(),
  env: {
    ...process.env,
    PYTHONPATH: [join(ROOT, 'notebooks'), process.env.PYTHONPATH].filter(Boolean).join(delimiter),
  },
  stdio: 'inherit',
});
if (error) console.error(`The evaluation could not be started: ${error.message}`);
process.exitCode = status ?? 1;
