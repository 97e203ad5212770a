import { z } from 'zod';

const messageSchema = z.object({
  '@message': z.string(),
  '@level': z.string(),
  type: z.string(),
  changes: z
    .object({
      add: z.number(),
      change: z.number(),
      import: z.number().default(0),
      remove: z.number(),
    })
    .optional(),
  hook: z.object({ resource: z.object({ addr: z.string() }), action: z.string() }).optional(),
  diagnostic: z.object({ summary: z.string(), detail: z.string().optional() }).optional(),
});

/** How far an apply is: changed resources of all that change, and what is being worked on. */
export interface ApplyProgress {
  done: number;
  total: number;
  running: string[];
}

/** `3 of 90 resources; aws_s3_bucket, aws_iam_role and 4 more` */
export const describeProgress = ({ done, total, running }: ApplyProgress): string => {
  const current = running.slice(0, 2).map((address) => address.split('.')[0]);
  const more = running.length > 2 ? ` and ${running.length - 2} more` : '';
  const now = current.length > 0 ? `; ${current.join(', ')}${more}` : '';
  return `${done} of ${total || '?'} resources${now}`;
};

/**
 * Follows the lines of `terraform apply -json`, and of `destroy`.
 *
 * @param planned how much is to change, where Terraform does not say so itself: it applies a plan.
 */
export const createApplyFollower = (onProgress: (progress: ApplyProgress) => void, planned = 0) => {
  const running = new Set<string>();
  const errors: string[] = [];
  let done = 0;
  let total = planned;
  const onLine = (line: string): void => {
    if (!line.startsWith('{')) return;
    const message = messageSchema.safeParse(JSON.parse(line)).data;
    if (!message) return;
    // Reading data sources is no change: the plan's summary does not count it either.
    const address = message.hook?.action === 'read' ? undefined : message.hook?.resource.addr;
    if (message.type === 'change_summary' && message.changes && total === 0) {
      total = message.changes.add + message.changes.change + message.changes.remove;
    }
    if (message.type === 'apply_start' && address) running.add(address);
    if (message.type === 'apply_complete' && address) {
      running.delete(address);
      done += 1;
    }
    if (message['@level'] === 'error' && message.diagnostic) {
      errors.push(`${message.diagnostic.summary}\n${message.diagnostic.detail ?? ''}`.trim());
    }
    onProgress({ done, total, running: [...running] });
  };
  return { onLine, errors };
};
