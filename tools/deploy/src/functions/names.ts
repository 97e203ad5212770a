import { FUNCTION_NAMES, type FunctionName } from '@ngwaf/contracts';
import { UsageError, suggestion } from '@ngwaf/tool-cli';

const isFunctionName = (name: string): name is FunctionName =>
  (FUNCTION_NAMES as readonly string[]).includes(name);

/** Functions by name, each once. @throws {UsageError} there is no such function. */
export const parseFunctionNames = (names: string[]): FunctionName[] => {
  const unknown = names.find((name) => !isFunctionName(name));
  if (unknown !== undefined) {
    throw new UsageError(
      `no function "${unknown}"${suggestion(unknown, FUNCTION_NAMES)} There are: ${FUNCTION_NAMES.join(', ')}`,
    );
  }
  return [...new Set(names.filter(isFunctionName))];
};
