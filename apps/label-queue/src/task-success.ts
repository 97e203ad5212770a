import { SendTaskSuccessCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { WaitForLabelsOutput } from '@ngwaf/contracts';

/** What Step Functions says of a task that ended in another way: stopped, timed out, tried again. */
const OVER = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

export const createTaskSuccess =
  (client: SFNClient) =>
  async (taskToken: string, output: WaitForLabelsOutput): Promise<void> => {
    await client
      .send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }))
      .catch((error: unknown) => {
        if (!(error instanceof Error && OVER.has(error.name))) throw error;
      });
  };
