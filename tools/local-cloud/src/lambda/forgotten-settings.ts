/** What CreateFunction and UpdateFunctionConfiguration say and moto forgets. */
export interface ForgottenSettings {
  /** ARN of the SQS queue or SNS topic that gets what failed. */
  deadLetterTarget(functionName: string): string | undefined;
  /** ARN of the customer's key that encrypts the environment. */
  kmsKeyArn(functionName: string): string | undefined;
  /** Takes them from a request's body, as far as it says anything about them. */
  learn(functionName: string, request: Record<string, unknown>): void;
}

export const createForgottenSettings = (): ForgottenSettings => {
  const targets = new Map<string, string>();
  const keys = new Map<string, string>();
  /** Nothing said leaves it as it is, an empty text takes it away. */
  const learn = (known: Map<string, string>, functionName: string, value: string | undefined) => {
    if (value) known.set(functionName, value);
    else if (value === '') known.delete(functionName);
  };
  return {
    deadLetterTarget: (functionName) => targets.get(functionName),
    kmsKeyArn: (functionName) => keys.get(functionName),
    learn(functionName, { DeadLetterConfig, KMSKeyArn }) {
      const config = DeadLetterConfig as { TargetArn?: string } | undefined;
      learn(targets, functionName, config && (config.TargetArn ?? ''));
      learn(keys, functionName, KMSKeyArn as string | undefined);
    },
  };
};
