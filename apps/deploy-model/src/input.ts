import { executionInputSchema } from '@ngwaf/contracts';
import * as z from 'zod/mini';

/** What a call answers, kept by the state machine under `deployment` and sent with the next call. */
export const deploymentSchema = z.object({
  /** Whether the version is live; until then the same input is to be sent again. */
  done: z.boolean(),
  /** The endpoint config that was asked for; absent while the endpoint is not free yet. */
  endpoint_config: z.optional(z.string()),
  /** The registry's word on the version before; it holds again if the deployment fails. */
  approval_before: z.optional(z.enum(['Approved', 'Rejected', 'PendingManualApproval'])),
});
export type Deployment = z.infer<typeof deploymentSchema>;

/** What the state `Deploy` sends: the execution's whole state, of which this is read. */
export const deployModelInputSchema = z.extend(executionInputSchema, {
  comparison: z.object({ model_package_arn: z.string().check(z.minLength(1)) }),
  deployment: z.optional(deploymentSchema),
  /** Who wants it and why; stands in the registry. */
  reason: z.optional(z.string()),
  /** Switches although alarms ring already; the others still guard the switch. */
  despite_alarms: z.optional(z.boolean()),
});
export type DeployModelInput = z.infer<typeof deployModelInputSchema>;
