import { AwsError } from '../context.ts';

/** A function's name with the version or alias that is meant. */
export interface FunctionReference {
  name: string;
  /** Version number, alias or `$LATEST`; `undefined` where none is given. */
  qualifier: string | undefined;
}

const pattern =
  /^(?:(?:arn:[^:]+:lambda:[^:]*:)?\d{12}:function:|function:)?([\w-]+)(?::([\w$-]+))?$/;

/**
 * Reads a name, name with qualifier, partial or full ARN.
 *
 * @throws {AwsError} `ValidationException`: not a function's name, or two different qualifiers.
 */
export const parseFunctionReference = (text: string, qualifier?: string): FunctionReference => {
  const match = pattern.exec(text);
  if (!match) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${text}' at 'functionName' failed to satisfy constraint: Member must be a function's name or ARN`,
    );
  }
  const [, name = '', inName] = match;
  if (inName && qualifier && inName !== qualifier) {
    throw new AwsError(
      'InvalidParameterValueException',
      `The derived qualifier from the function name does not match the specified qualifier: ${inName}, ${qualifier}`,
    );
  }
  return { name, qualifier: inName ?? qualifier };
};
