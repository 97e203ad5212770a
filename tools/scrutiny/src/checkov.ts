import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Check, Finding } from './finding.ts';
import { jsonOf, ROOT, runTool, venvProgram } from './run-tool.ts';

const INFRA = join(ROOT, 'infra');
const APP = join(INFRA, 'src', 'main.ts');
const FULL_OPTIONS = join(INFRA, 'src', 'testing', 'full-options.json');
const DEFAULTS = join(INFRA, 'src', 'testing', 'defaults.json');

const reportSchema = z.object({
  summary: z.object({ parsing_errors: z.number() }),
  results: z.object({
    failed_checks: z.array(
      z.object({
        check_id: z.string(),
        check_name: z.string(),
        resource: z.string(),
        file_path: z.string(),
        file_line_range: z.tuple([z.number(), z.number()]),
      }),
    ),
  }),
});
const reportsSchema = z.union([
  reportSchema.transform((report) => [report]),
  z.array(reportSchema),
  // What checkov prints where there is nothing of the kind.
  z.object({ resource_count: z.literal(0) }).transform(() => []),
]);
type FailedCheck = z.infer<typeof reportSchema>['results']['failed_checks'][number];

/** What checkov holds against what it finds in a folder. */
const runCheckov = async (folder: string, framework: string): Promise<FailedCheck[]> => {
  const result = await runTool(venvProgram('checkov'), [
    ...['--directory', folder, '--framework', framework, '--output', 'json'],
    ...['--quiet', '--compact', '--skip-download'],
  ]);
  const reports = reportsSchema.parse(jsonOf('checkov', result));
  const unread = reports.reduce((sum, { summary }) => sum + summary.parsing_errors, 0);
  if (unread > 0) throw new Error(`checkov could not read ${unread} files of ${folder}`);
  return reports.flatMap(({ results }) => results.failed_checks);
};

const stackSchema = z.object({
  resource: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});

/** `aws_s3_bucket.train_bucket`: without the CDK's hash, and with the type, which checkov leaves out. */
export const addressIn = (stackJson: string, resource: string): string => {
  const [, name = resource] = /(?:^|\.)(\w+)$/.exec(resource) ?? [];
  const readable = name.replace(/_[0-9A-F]{8}$/, '');
  if (resource.startsWith('data.')) return `data.${readable}`;
  const { resource: byType } = stackSchema.parse(JSON.parse(stackJson));
  const type = Object.entries(byType).find(([, all]) => name in all)?.[0];
  return type === undefined ? resource : `${type}.${readable}`;
};

/** Findings in synthesised stacks; each place begins with the label. */
export const checkStacks = async (label: string, outdir: string): Promise<Finding[]> => {
  const stacks = join(outdir, 'stacks');
  const findings: Finding[] = [];
  for (const stack of readdirSync(stacks)) {
    const json = readFileSync(join(stacks, stack, 'cdk.tf.json'), 'utf8');
    const failed = await runCheckov(join(stacks, stack), 'terraform_json');
    findings.push(
      ...failed.map(({ check_id: rule, check_name: message, resource }) => ({
        rule,
        where: `${label}: ${addressIn(json, resource)}`,
        message,
      })),
    );
  }
  return findings;
};

/** Synthesises the environments of a file and checks them. */
const checkEnvironments = async (label: string, file: string): Promise<Finding[]> => {
  const outdir = mkdtempSync(join(tmpdir(), 'ngwaf-checkov-'));
  try {
    const { code, stderr } = await runTool(process.execPath, ['--import', 'tsx', APP], {
      cwd: INFRA,
      env: { CDKTF_OUTDIR: outdir, NGWAF_ENVIRONMENTS_FILE: file },
    });
    if (code !== 0) throw new Error(`${label} cannot be synthesised: ${stderr}`);
    return await checkStacks(label, outdir);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
};

const checkWorkflows = async (): Promise<Finding[]> =>
  (await runCheckov('.github', 'github_actions')).map((failed) => ({
    rule: failed.check_id,
    where: `${failed.file_path.replace(/^\//, '')}: ${failed.resource}`,
    message: failed.check_name.trim(),
  }));

/** Whatever an environment's settings are, it lies between the two that are checked. */
export const checkov: Check = {
  name: 'checkov',
  about:
    'the Terraform of an environment by the defaults and of one with every option; the workflows',
  run: async () => ({
    findings: [
      ...(await checkEnvironments('defaults', DEFAULTS)),
      ...(await checkEnvironments('full options', FULL_OPTIONS)),
      ...(await checkWorkflows()),
    ],
  }),
};
