import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LOCAL, ROOT, VENV_PYTHON } from './paths.mjs';
import { setUp } from './setup.mjs';

const USAGE = `npm test               everything: format, lint, types, unit tests, build, synth, integration
npm test -- --no-int   the same without the integration tests
npm test -- --only S   the steps whose name contains S`;

const REPORTS = join(LOCAL, 'test-reports');
const bin = (name) => join(ROOT, 'node_modules', '.bin', name);
const nx = (...args) => [bin('nx'), ['run-many', '--parallel=2', '--output-style=static', ...args]];
const report = (name) => join(REPORTS, name);
const junit = (folder) => report(`pytest-${folder.replaceAll(/[\\/]/g, '-')}.xml`);

/** Counts of a jest run from its JSON report; a suite that could not run counts as one failure. */
const jestCounts = async (file) => {
  const result = JSON.parse(await readFile(file, 'utf8'));
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + result.numTodoTests,
  };
};

/** Counts of a pytest run from its JUnit report. */
const junitCounts = async (file) => {
  const text = await readFile(file, 'utf8');
  const count = (name) =>
    Number(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`).exec(text)?.[1] ?? 0);
  const failed = count('failures') + count('errors');
  const skipped = count('skipped');
  return { passed: count('tests') - failed - skipped, failed, skipped };
};

/** Counts of Node's runner from what it printed in TAP. */
const tapCounts = async (output) => {
  const count = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  return { passed: count('pass'), failed: count('fail'), skipped: count('skipped') };
};

/** Where advisories can be had, a check that cannot get them has failed. */
const strict = process.env.GITHUB_ACTIONS ? ['--strict'] : [];

/** A check that has no tests of its own counts as one. */
const asOneTest = (code) => ({
  passed: code === 0 ? 1 : 0,
  failed: code === 0 ? 0 : 1,
  skipped: 0,
});

const integration = (name, file, args, env) => ({
  name: `integration: ${name} (jest)`,
  integration: true,
  env,
  command: [
    bin('jest'),
    [
      // A set-up that failed half-way must not keep the run from ending.
      ...['-c', 'jest.int.config.mjs', '--runInBand', '--forceExit', '--json'],
      `--outputFile=${report(file)}`,
    ].concat(args),
  ],
  counts: () => jestCounts(report(file)),
});

const pytest = (folder) => ({
  name: `unit: Python in ${folder} (pytest)`,
  command: [VENV_PYTHON, ['-m', 'pytest', '-q', `--junitxml=${junit(folder)}`]],
  cwd: join(ROOT, folder),
  counts: () => junitCounts(junit(folder)),
});

/** What changes the stack or breaks what runs on it, and is no part of the proof of its permissions. */
const CHANGES_STACK = ['apply-during-retraining', 'ci', 'deploy', 'faults', 'scoring-modes'].map(
  (name) => `tools/e2e/src/${name}[.]int-spec`,
);
const SECOND_STACK = {
  NGWAF_E2E_DIR: join(LOCAL, 'e2e-changed'),
  NGWAF_E2E_PORT: '4600',
  CDKTF_OUTDIR: join(LOCAL, 'e2e-changed.out'),
};

/** In this order; those in a list of their own side by side, and in a list within that in order again. */
const STEPS = [
  { name: 'format', command: [bin('prettier'), ['--check', '--log-level=warn', '.']] },
  // All projects at once, side by side: each reads the types of all of them once, on one core.
  [
    {
      name: 'lint',
      command: [bin('eslint'), ['--config', 'tools/setup/src/whole.eslint.config.mjs', '.']],
      // With types of all projects in memory, most of the time went into small collections.
      env: { NODE_OPTIONS: '--max-old-space-size=3072 --max-semi-space-size=64' },
    },
    { name: 'typecheck', command: [process.execPath, ['tools/setup/src/typecheck.mjs']] },
  ],
  {
    name: 'lint: Python',
    command: [VENV_PYTHON, ['-m', 'ruff', 'check', 'notebooks', 'libs', 'tools']],
  },
  {
    name: 'format: Python',
    command: [VENV_PYTHON, ['-m', 'ruff', 'format', '--check', 'notebooks', 'libs', 'tools']],
  },
  {
    name: 'unit: setup (node)',
    command: [
      process.execPath,
      ['--test', '--test-reporter=tap', 'tools/setup/src/setup.test.mjs'],
    ],
    counts: (output) => tapCounts(output),
  },
  // Side by side: each works on one core for most of its time.
  [
    {
      name: 'unit: TypeScript (jest)',
      command: [bin('jest'), ['--json', `--outputFile=${report('unit.json')}`]],
      counts: () => jestCounts(report('unit.json')),
    },
    pytest('notebooks'),
  ],
  { name: 'build', command: nx('--target=build') },
  { name: 'synth', command: nx('--target=synth') },
  {
    name: 'scrutiny',
    // After build and synth, which make what some checks look at.
    command: [
      bin('tsx'),
      ['tools/scrutiny/src/main.ts', `--report=${report('scrutiny.json')}`, ...strict],
    ],
    counts: async () => JSON.parse(await readFile(report('scrutiny.json'), 'utf8')),
  },
  // Side by side: they wait for Terraform and for jobs most of the time.
  [
    integration('whole stack', 'e2e.json', [
      ...['--selectProjects', 'e2e'],
      ...['--testPathIgnorePatterns', ...CHANGES_STACK],
    ]),
    [
      // In front, so that not both stacks build the same bundles at the same moment.
      pytest(join('apps', 'random-forest')),
      pytest(join('libs', 'model-catalogue', 'python')),
      pytest(join('tools', 'local-cloud', 'python')),
      integration(
        'whole stack, changed',
        'e2e-changed.json',
        ['--selectProjects', 'e2e', '--testPathPatterns', ...CHANGES_STACK],
        SECOND_STACK,
      ),
    ],
    integration('parts', 'int.json', ['--ignoreProjects', 'e2e']),
  ],
];

/** Runs a command with its output shown and kept. */
const run = (command, args, { cwd = ROOT, env } = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        FORCE_COLOR: process.stdout.isTTY ? '1' : '0',
        NX_TUI: 'false',
        ...env,
      },
      shell: process.platform === 'win32',
    });
    const chunks = [];
    child.stdout.on('data', (chunk) => {
      chunks.push(chunk);
      process.stdout.write(chunk);
    });
    child.on('error', (error) => {
      console.error(error.message);
      resolve({ code: 1, output: '' });
    });
    child.on('close', (code) =>
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }),
    );
  });

const runStep = async ({ name, command: [command, args], cwd, env, counts }) => {
  console.log(`\n=== ${name}`);
  const start = Date.now();
  const { code, output } = await run(command, args, { cwd, env });
  // jest's JSON goes to its file, not to standard output, when --outputFile is given.
  const counted = counts ? await counts(output).catch(() => asOneTest(1)) : asOneTest(code);
  // A runner that failed without a failing test (a crash, no tests found) is a failure all the same.
  if (code !== 0 && counted.failed === 0) counted.failed = 1;
  return { name, ...counted, seconds: Math.round((Date.now() - start) / 1000) };
};

const main = async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    console.log(USAGE);
    return;
  }
  const only = args.includes('--only') ? (args[args.indexOf('--only') + 1] ?? '') : '';
  const isWanted = ({ name, integration }) =>
    name.includes(only) && !(integration && args.includes('--no-int'));
  const groups = STEPS.map((group) => [group].flat().map((lane) => [lane].flat().filter(isWanted)));
  await setUp({
    scrutiny: groups.flat(2).some(({ name }) => name === 'scrutiny'),
    evaluation: true,
  });
  await rm(REPORTS, { recursive: true, force: true });
  await mkdir(REPORTS, { recursive: true });

  const results = [];
  const runLane = async (lane) => {
    for (const step of lane) results.push(await runStep(step));
  };
  for (const lanes of groups) await Promise.all(lanes.map(runLane));

  console.log('');
  for (const { name, passed, failed, skipped, seconds } of results) {
    const skips = skipped > 0 ? `, ${skipped} skipped` : '';
    console.log(
      `${failed > 0 ? 'FAILED' : 'passed'}  ${name}: ${passed} passed, ${failed} failed${skips} (${seconds} s)`,
    );
  }
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  const skips = total('skipped') > 0 ? `, ${total('skipped')} skipped` : '';
  console.log(`\n${total('passed')} passed, ${total('failed')} failed${skips}`);
  process.exit(total('failed') > 0 ? 1 : 0);
};

await main();
