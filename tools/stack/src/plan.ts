import { z } from 'zod';
import type { Terraform } from './terraform.ts';

const planSchema = z.object({
  resource_changes: z
    .array(
      z.object({
        address: z.string(),
        type: z.string(),
        change: z.object({
          actions: z.array(z.string()),
          before: z.unknown(),
          after: z.unknown(),
          importing: z.unknown().optional(),
        }),
      }),
    )
    .default([]),
  output_changes: z.record(z.string(), z.object({ actions: z.array(z.string()) })).default({}),
});
export type PlannedResource = z.infer<typeof planSchema>['resource_changes'][number];

/** A plan that was written to a file. */
export interface Plan {
  file: string;
  /** As Terraform shows it to people. */
  text: string;
  /** What would change, imports included. */
  changes: PlannedResource[];
  /** Whether applying it would do anything at all. */
  isEmpty: boolean;
}

export const readPlan = async (terraform: Terraform, file: string): Promise<Plan> => {
  const [text, jsonText] = await Promise.all([
    terraform.run(['show', '-no-color', file]),
    terraform.run(['show', '-json', file]),
  ]);
  const json = planSchema.parse(JSON.parse(jsonText));
  const isChange = ({ actions }: { actions: string[] }) =>
    actions.some((action) => action !== 'no-op' && action !== 'read');
  const changes = json.resource_changes.filter(
    ({ change }) => isChange(change) || change.importing !== undefined,
  );
  const isEmpty = changes.length === 0 && !Object.values(json.output_changes).some(isChange);
  return { file, text, changes, isEmpty };
};
