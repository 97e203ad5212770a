import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Check, Finding, Outcome } from './finding.ts';
import { installedPackages, writeNotebookRequirements } from './pip-audit-inputs.ts';
import { jsonOf, runTool, venvProgram, type ToolResult } from './run-tool.ts';

const reportSchema = z.object({
  dependencies: z.array(
    z.union([
      z.object({ name: z.string(), skip_reason: z.string() }),
      z.object({
        name: z.string(),
        version: z.string(),
        vulns: z.array(z.object({ id: z.string(), description: z.string() })),
      }),
    ]),
  ),
});

/** What reports of `pip-audit --format=json` hold against packages. */
export const readPipAudits = (results: ToolResult[]): Outcome => {
  const dependencies = results.flatMap(
    (result) => reportSchema.parse(jsonOf('pip-audit', result)).dependencies,
  );
  const unaudited = dependencies.filter((dependency) => 'skip_reason' in dependency);
  // One package that PyPI does not know is a finding; none at all is an index without advisories.
  if (unaudited.length === dependencies.length) {
    return { skipped: `PyPI gives no advisories: ${unaudited[0]?.skip_reason ?? 'no packages'}` };
  }
  const findings = dependencies.flatMap((dependency): Finding[] =>
    'skip_reason' in dependency
      ? [{ rule: 'unaudited', where: dependency.name, message: dependency.skip_reason }]
      : dependency.vulns.map(({ id, description }) => ({
          rule: id,
          where: `${dependency.name} ${dependency.version}`,
          message: description.split('\n')[0] ?? '',
        })),
  );
  return { findings };
};

const audit = (args: string[]): Promise<ToolResult> =>
  runTool(venvProgram('pip-audit'), ['--format=json', '--progress-spinner=off', ...args]);

export const pipAudit: Check = {
  name: 'pip-audit',
  about: 'Python packages of the notebook instance and of the local environment: any advisory',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ngwaf-audit-'));
    try {
      const requirements = writeNotebookRequirements(folder);
      const results = await Promise.all([
        audit(['--no-deps', '--disable-pip', '--requirement', requirements]),
        audit(['--path', await installedPackages()]),
      ]);
      return readPipAudits(results);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
