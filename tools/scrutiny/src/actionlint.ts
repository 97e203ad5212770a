import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lintWorkflow } from './actionlint-wasm.ts';
import type { Check, Finding } from './finding.ts';
import { ROOT } from './run-tool.ts';

const WORKFLOWS = '.github/workflows';

/** What actionlint holds against a workflow. */
export const runActionlint = async (workflow: string, path: string): Promise<Finding[]> =>
  (await lintWorkflow(workflow, path)).map(({ kind, line, message }) => ({
    rule: kind,
    where: `${path}:${line}`,
    message,
  }));

export const actionlint: Check = {
  name: 'actionlint',
  about: 'the workflows: syntax, expressions, contexts, names of inputs',
  run: async () => {
    const files = (await readdir(join(ROOT, WORKFLOWS))).filter((file) => /\.ya?ml$/.test(file));
    if (files.length === 0) throw new Error(`${WORKFLOWS} holds no workflow`);
    const findings: Finding[] = [];
    for (const file of files.sort()) {
      const path = `${WORKFLOWS}/${file}`;
      findings.push(...(await runActionlint(await readFile(join(ROOT, path), 'utf8'), path)));
    }
    return { findings };
  },
};
