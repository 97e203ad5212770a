import { AwsError } from '../context.ts';
import type { MotoClient } from '../gateway/moto-client.ts';
import type { FunctionReference } from './function-reference.ts';

/** Who may call a function besides those whose own role allows it. */
export interface FunctionPermissions {
  /**
   * Whether the function's resource policy lets a service call it for a source.
   *
   * @param principal e.g. `apigateway.amazonaws.com`.
   */
  allow(reference: FunctionReference, principal: string, sourceArn: string): Promise<boolean>;
  forget(functionName: string): void;
}

interface Statement {
  Effect: string;
  Action: string | string[];
  Principal: string | { Service?: string | string[] };
  Condition?: Record<string, Record<string, string>>;
}

/** Reads policies from moto, and remembers them until something changes them. */
export const createFunctionPermissions = (moto: MotoClient): FunctionPermissions => {
  const known = new Map<string, Map<string, Promise<Statement[]>>>();

  const load = async ({ name, qualifier }: FunctionReference): Promise<Statement[]> => {
    const query = qualifier ? `?Qualifier=${encodeURIComponent(qualifier)}` : '';
    const path = `/2015-03-31/functions/${encodeURIComponent(name)}/policy${query}`;
    try {
      const { body } = await moto.rest('lambda', 'GET', path);
      const { Policy } = JSON.parse(body.toString()) as { Policy: string };
      return (JSON.parse(Policy) as { Statement: Statement[] }).Statement;
    } catch (error) {
      if (error instanceof AwsError && error.status === 404) return [];
      throw error;
    }
  };

  return {
    async allow(reference, principal, sourceArn) {
      const policies = known.get(reference.name) ?? new Map<string, Promise<Statement[]>>();
      known.set(reference.name, policies);
      const key = reference.qualifier ?? '';
      const statements = policies.get(key) ?? load(reference);
      policies.set(key, statements);
      statements.catch(() => policies.delete(key));
      return (await statements).some((statement) => allows(statement, principal, sourceArn));
    },
    forget(functionName) {
      known.delete(functionName);
    },
  };
};

const invokeAction = 'lambda:InvokeFunction';

/** Whether one statement of a resource policy allows the call. */
export const allows = (statement: Statement, principal: string, sourceArn: string): boolean => {
  const actions = [statement.Action].flat();
  const { Principal } = statement;
  const services = typeof Principal === 'string' ? [Principal] : [Principal.Service ?? []].flat();
  const conditions = Object.values(statement.Condition ?? {}).flatMap((one) => Object.entries(one));
  return (
    statement.Effect === 'Allow' &&
    actions.some((action) => isLike(action, invokeAction)) &&
    services.some((service) => service === '*' || service === principal) &&
    conditions.every(
      ([key, value]) => key.toLowerCase() !== 'aws:sourcearn' || isLike(value, sourceArn),
    )
  );
};

/** Whether a pattern with `*` and `?` matches a text. */
const isLike = (pattern: string, text: string): boolean => {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(text);
};
