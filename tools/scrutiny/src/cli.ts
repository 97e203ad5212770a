import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { CHECKS } from './checks.ts';
import { scrutinise, type Verdict } from './scrutinise.ts';
import { readSkips } from './skips.ts';

const width = Math.max(...CHECKS.map(({ name }) => name.length));
const USAGE = `Lets third-party tools look at workflows, infrastructure and dependencies.

  npm run scrutiny                 all checks
  npm run scrutiny -- <check>…     some of them

${CHECKS.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`).join('\n')}

Options
  --strict          a check that cannot run (no access to advisories) fails
  --report <file>   counts as JSON
  --help            this text

What is let be, and why: tools/scrutiny/skips.yaml`;

const parse = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      report: { type: 'string' },
      strict: { type: 'boolean', default: false },
    },
  });

const chosen = (names: string[]) => {
  const unknown = names.filter((name) => !CHECKS.some((check) => check.name === name));
  if (unknown.length > 0) throw new Error(`no check named ${unknown.join(', ')}; see --help`);
  return names.length > 0 ? CHECKS.filter(({ name }) => names.includes(name)) : CHECKS;
};

const count = (verdicts: Verdict[], status: Verdict['status']) =>
  verdicts.filter((verdict) => verdict.status === status).length;

/** @returns the exit code: 0 when nothing is held against anything, else 1 */
export const main = async (args: string[]): Promise<number> => {
  try {
    const { values, positionals } = parse(args);
    if (values.help) {
      console.log(USAGE);
      return 0;
    }
    const checks = chosen(positionals);
    const skips = readSkips(CHECKS.map(({ name }) => name));
    const verdicts: Verdict[] = [];
    for (const check of checks) {
      const verdict = await scrutinise(check, skips, values.strict);
      verdicts.push(verdict);
      console.log(`${verdict.status.padEnd('not run'.length)}  ${verdict.name}`);
      for (const line of verdict.lines) console.log(`         ${line}`);
    }
    const counts = {
      passed: count(verdicts, 'passed'),
      failed: count(verdicts, 'failed'),
      skipped: count(verdicts, 'not run'),
    };
    if (values.report !== undefined) {
      await mkdir(dirname(values.report), { recursive: true });
      await writeFile(values.report, JSON.stringify(counts));
    }
    return counts.failed > 0 ? 1 : 0;
  } catch (error) {
    console.error(`scrutiny: ${(error as Error).message}`);
    return 1;
  }
};
