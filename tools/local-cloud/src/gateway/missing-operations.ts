import type { ServiceResponse } from '../context.ts';
import type { AwsRequest } from './aws-request.ts';

type Operation = (input: Record<string, unknown>) => Promise<object> | object;

/**
 * Operations that moto lacks and Terraform needs, by service and name.
 *
 * Tags of scalable targets are kept here: they can be asked for nowhere else.
 */
export const createMissingOperations = () => {
  const scalableTargetTags = new Map<string, Record<string, string>>();
  const tagsOf = (input: Record<string, unknown>) =>
    scalableTargetTags.get(String(input['ResourceARN'])) ?? {};

  const operations: Record<string, Operation> = {
    'states:ValidateStateMachineDefinition': validateDefinition,
    // moto publishes versions nowhere but in its answers.
    'states:ListStateMachineVersions': () => ({ stateMachineVersions: [] }),
    'application-autoscaling:ListTagsForResource': (input) => ({ Tags: tagsOf(input) }),
    'application-autoscaling:TagResource': (input) => {
      const tags = { ...tagsOf(input), ...(input['Tags'] as Record<string, string>) };
      scalableTargetTags.set(String(input['ResourceARN']), tags);
      return {};
    },
    'application-autoscaling:UntagResource': (input) => {
      const removed = new Set(input['TagKeys'] as string[]);
      const kept = Object.entries(tagsOf(input)).filter(([key]) => !removed.has(key));
      scalableTargetTags.set(String(input['ResourceARN']), Object.fromEntries(kept));
      return {};
    },
  };

  return (request: AwsRequest): Promise<ServiceResponse> | undefined => {
    const operation = operations[`${request.service}:${request.operation}`];
    if (!operation) return undefined;
    return request.json().then(async (input) => ({ status: 200, body: await operation(input) }));
  };
};

const validateDefinition: Operation = async (input) => {
  // Loaded when first needed: it is slow to load, and most runs validate once.
  const { default: validate } = await import('asl-validator');
  const diagnostics = findFaults(String(input['definition']), validate).map((message) => ({
    severity: 'ERROR',
    code: 'SCHEMA_VALIDATION_FAILED',
    message,
  }));
  return { result: diagnostics.length > 0 ? 'FAIL' : 'OK', diagnostics, truncated: false };
};

const findFaults = (
  definition: string,
  validate: (definition: Record<string, unknown>) => { errors: { Message: string }[] },
): string[] => {
  try {
    return validate(JSON.parse(definition) as Record<string, unknown>).errors.map(
      ({ Message }) => Message,
    );
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
};
