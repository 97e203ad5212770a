import { z } from 'zod';
import type { Check, Finding } from './finding.ts';
import { jsonOf, runTool, venvProgram } from './run-tool.ts';

const locationSchema = z.object({
  symbolic: z.object({
    key: z.object({ Local: z.object({ verbatim_path: z.string() }) }),
    kind: z.string(),
    annotation: z.string(),
  }),
  concrete: z.object({ location: z.object({ start_point: z.object({ row: z.number() }) }) }),
});
const reportSchema = z.array(
  z.object({ ident: z.string(), desc: z.string(), locations: z.array(locationSchema).min(1) }),
);

/** What zizmor holds against the workflows and actions below a folder. */
export const runZizmor = async (folder: string): Promise<Finding[]> => {
  const options = ['--offline', '--no-progress', '--no-exit-codes', '--no-ignores', '--no-config'];
  const result = await runTool(venvProgram('zizmor'), [
    ...options,
    ...['--strict-collection', '--quiet', '--persona=pedantic', '--format=json-v1', folder],
  ]);
  return reportSchema.parse(jsonOf('zizmor', result)).map(({ ident, desc, locations }) => {
    const primary = locations.find(({ symbolic }) => symbolic.kind === 'Primary') ?? locations[0];
    const file = primary?.symbolic.key.Local.verbatim_path ?? folder;
    const line = (primary?.concrete.location.start_point.row ?? 0) + 1;
    return {
      rule: ident,
      where: `${file}:${line}`,
      message: `${desc}: ${primary?.symbolic.annotation ?? ''}`,
    };
  });
};

export const zizmor: Check = {
  name: 'zizmor',
  about: 'the workflows: script injection, unpinned actions, permissions, credentials',
  run: async () => ({ findings: await runZizmor('.github') }),
};
