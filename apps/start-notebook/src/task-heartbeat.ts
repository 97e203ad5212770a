import { SendTaskHeartbeatCommand, type SFNClient } from '@aws-sdk/client-sfn';

/** The execution waits for this task no more. */
const GONE = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

/** Tells Step Functions that a task goes on; the function gives `false` when nobody waits for it. */
export const createTaskHeartbeat =
  (client: SFNClient) =>
  async (taskToken: string): Promise<boolean> => {
    try {
      await client.send(new SendTaskHeartbeatCommand({ taskToken }));
      return true;
    } catch (error) {
      if (error instanceof Error && GONE.has(error.name)) return false;
      throw error;
    }
  };
