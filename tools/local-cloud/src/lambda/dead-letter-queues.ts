/** Dead-letter target of each function: moto forgets what CreateFunction says about it. */
export interface DeadLetterQueues {
  /** ARN of the SQS queue or SNS topic. */
  get(functionName: string): string | undefined;
  /** Takes it from the body of CreateFunction or UpdateFunctionConfiguration, if it says anything. */
  learn(functionName: string, request: Record<string, unknown>): void;
}

export const createDeadLetterQueues = (): DeadLetterQueues => {
  const targets = new Map<string, string>();
  return {
    get: (functionName) => targets.get(functionName),
    learn(functionName, request) {
      const config = request['DeadLetterConfig'] as { TargetArn?: string } | undefined;
      if (!config) return;
      if (config.TargetArn) targets.set(functionName, config.TargetArn);
      else targets.delete(functionName);
    },
  };
};
