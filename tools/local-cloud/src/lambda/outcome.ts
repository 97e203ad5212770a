/** An error as Lambda's runtime reports it to the caller. */
export interface FunctionError {
  errorType: string;
  errorMessage: string;
  trace?: string[];
}

/** How an invocation ended. */
export interface InvocationOutcome {
  requestId: string;
  /** JSON text: what the function returned, or the error. */
  payload: string;
  /** Whether the function failed; the payload is a `FunctionError` then. */
  hasFailed: boolean;
  /** Lines that the function logged, START and REPORT included. */
  logLines: string[];
  executedVersion: string;
  durationMs: number;
  /** Set when this invocation started the process. */
  initMs: number | undefined;
}

const maxResponseBytes = 6_291_556;

/** The payload, or Lambda's error in its place when it is too big to be answered. */
export const limitPayload = (payload: string): { payload: string; isTooBig: boolean } => {
  if (Buffer.byteLength(payload) <= maxResponseBytes) return { payload, isTooBig: false };
  const error: FunctionError = {
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${maxResponseBytes} bytes).`,
  };
  return { payload: JSON.stringify(error), isTooBig: true };
};

export const timeoutError = (requestId: string, seconds: number): FunctionError => ({
  errorType: 'Sandbox.Timedout',
  errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
});

export const exitError = (requestId: string, how: string): FunctionError => ({
  errorType: 'Runtime.ExitError',
  errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: ${how}`,
});
