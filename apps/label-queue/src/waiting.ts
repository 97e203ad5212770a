import * as z from 'zod/mini';

/** A pipeline that waits for a queue to be labelled. */
export const waitingSchema = z.object({
  job_key: z.string(),
  /** Ends the pipeline's task: a capability, which no answer shows. Absent once it was used. */
  task_token: z.optional(z.string()),
  since: z.iso.datetime(),
});
export type Waiting = z.infer<typeof waitingSchema>;
