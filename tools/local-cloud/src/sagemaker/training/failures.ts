/** The request asked for what cannot be: missing data, an unknown image. Reported as `ClientError: …`. */
export class ClientError extends Error {
  override readonly name = 'ClientError';
}

/** The script failed. Reported as `AlgorithmError: …`. */
export class AlgorithmError extends Error {
  override readonly name = 'AlgorithmError';
}

/** SageMaker's limit. */
const MAX_REASON_CHARACTERS = 1_024;

/** FailureReason of a job; what is nobody's fault but ours is an `InternalServerError`. */
export const failureReason = (error: unknown): string => {
  const isExpected = error instanceof ClientError || error instanceof AlgorithmError;
  const kind = isExpected ? error.name : 'InternalServerError';
  const message = error instanceof Error ? error.message : String(error);
  return `${kind}: ${message}`.slice(0, MAX_REASON_CHARACTERS);
};

/**
 * The failure of a script that ended with a code other than 0: what it wrote to `output/failure`, or
 * the end of what it printed.
 */
export const scriptFailure = (
  code: number,
  failureFile: string | undefined,
  lastLines: string[],
): AlgorithmError => {
  const ending = `, exit code: ${code}`;
  const text =
    failureFile ?? `ExecuteUserScriptError:\nExitCode ${code}\nErrorMessage "${tail(lastLines)}"`;
  const room = MAX_REASON_CHARACTERS - 'AlgorithmError: '.length - ending.length;
  return new AlgorithmError(text.slice(0, room) + ending);
};

/** The last lines that leave room for the words around them. */
const tail = (lines: string[]): string => lines.join('\n').slice(-900);
