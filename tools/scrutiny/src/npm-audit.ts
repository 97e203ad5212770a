import { z } from 'zod';
import type { Check, Outcome } from './finding.ts';
import { jsonOf, runTool, type ToolResult } from './run-tool.ts';

/** From this severity on an advisory is a finding; the lower ones are for the weekly reader. */
const SEVERITIES = ['high', 'critical'];

const advisorySchema = z.object({
  url: z.string(),
  name: z.string(),
  title: z.string(),
  severity: z.string(),
  range: z.string(),
});
const reportSchema = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({ via: z.array(z.union([z.string(), advisorySchema])) }),
  ),
});
const failureSchema = z.object({ message: z.string(), statusCode: z.number().optional() });

/** What a report of `npm audit --json` holds against the packages that we ship. */
export const readNpmAudit = (result: ToolResult): Outcome => {
  const printed = jsonOf('npm audit', result);
  const report = reportSchema.safeParse(printed);
  if (!report.success) {
    const failure = failureSchema.parse(printed);
    return { skipped: `the registry gives no advisories: ${failure.message}` };
  }
  const advisories = Object.values(report.data.vulnerabilities)
    // A text names another package of this list, which has the advisory itself.
    .flatMap(({ via }) => via.filter((reason) => typeof reason !== 'string'))
    .filter(({ severity }) => SEVERITIES.includes(severity));
  return {
    findings: advisories.map(({ url, name, title, severity, range }) => ({
      rule: url.split('/').at(-1) ?? url,
      where: `${name} ${range}`,
      message: `${severity}: ${title} (${url})`,
    })),
  };
};

export const npmAudit: Check = {
  name: 'npm-audit',
  about: 'npm packages that we ship: advisories of high severity or worse',
  run: async () => readNpmAudit(await runTool('npm', ['audit', '--omit=dev', '--json'])),
};
