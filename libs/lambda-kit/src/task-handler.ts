import type * as z from 'zod/mini';

import { describeIssues } from './describe-issues.ts';
import { InvalidRequestError } from './invalid-request-error.ts';
import { createLogger, type Logger } from './logger.ts';

/** What tasks use of Lambda's context. */
export interface TaskContext {
  getRemainingTimeInMillis(): number;
}

/**
 * The edge of a state machine's task: parses the input, returns the next state's input.
 *
 * Errors are logged whole and go through: the state machine's `Retry` and `Catch` match their names.
 */
export const taskHandler =
  <Schema extends z.ZodMiniType, Output>(
    schema: Schema,
    useCase: (input: z.infer<Schema>, context: TaskContext) => Promise<Output>,
    logger: Logger = createLogger(),
  ) =>
  async (event: unknown, context: TaskContext): Promise<Output> => {
    try {
      const parsed = schema.safeParse(event, { reportInput: true });
      if (!parsed.success) throw new InvalidRequestError(describeIssues(parsed.error));
      const output = await useCase(parsed.data, context);
      logger.info('task done', { output });
      return output;
    } catch (error) {
      logger.error('task failed', { error });
      throw error;
    }
  };
