import { AwsError } from '../context.ts';
import type { Handler } from '../gateway/gateway.ts';
import type { MotoClient } from '../gateway/moto-client.ts';
import type { Guard } from '../iam/guard.ts';
import { arnOf, type Place } from '../iam/permissions/permission.ts';

/** Kinds of SageMaker's jobs as `.sync` tasks name them, and the rule by which AWS hears of their ends. */
const RULES: Record<string, string> = {
  createTrainingJob: 'StepFunctionsGetEventsForSageMakerTrainingJobsRule',
  createTransformJob: 'StepFunctionsGetEventsForSageMakerTransformJobsRule',
  createHyperParameterTuningJob: 'StepFunctionsGetEventsForSageMakerTuningJobsRule',
  createProcessingJob: 'StepFunctionsGetEventsForSageMakerProcessingJobsRule',
  createLabelingJob: 'StepFunctionsGetEventsForSageMakerLabelingJobsRule',
};

const ACTIONS = ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'];

/** Names of the managed rules that a definition's `.sync` tasks need, each once. */
export const managedRulesOf = (definition: string): string[] => {
  const tasks = definition.matchAll(/"arn:aws[\w-]*:states:::sagemaker:(\w+)\.sync"/g);
  return [...new Set([...tasks].flatMap(([, action = '']) => RULES[action] ?? []))];
};

/**
 * Refuses state machines whose role may not manage the rules that their `.sync` tasks need, as AWS
 * does when one is created or changed.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/sagemaker-iam.html
 */
export const createManagedRules = (
  moto: MotoClient,
  guard: Pick<Guard, 'perform'>,
  place: Place,
): Handler => {
  const check = async (machine: string, roleArn: string, definition: string): Promise<void> => {
    const principal = {
      name: `state-machine:${machine}`,
      roleArn,
      service: 'states.amazonaws.com',
    };
    for (const rule of managedRulesOf(definition)) {
      for (const action of ACTIONS) {
        const resource = arnOf(place, 'events', `rule/${rule}`);
        await guard.perform(principal, { action, resource }).catch((error: AwsError) => {
          const message = `'${roleArn}' is not authorized to create managed-rule. ${error.message}`;
          throw new AwsError('AccessDeniedException', message);
        });
      }
    }
  };

  return (request) => {
    if (request.service !== 'states') return undefined;
    if (request.operation === 'CreateStateMachine') {
      return request.json().then(async ({ name, roleArn, definition }) => {
        await check(String(name), String(roleArn), String(definition));
        return undefined;
      });
    }
    if (request.operation !== 'UpdateStateMachine') return undefined;
    return request.json().then(async ({ stateMachineArn, roleArn, definition }) => {
      const known = await moto
        .call('states', 'DescribeStateMachine', { stateMachineArn })
        // That there is none, moto says itself.
        .catch(() => undefined);
      if (!known) return undefined;
      const { name } = known;
      await check(
        String(name),
        String(roleArn ?? known['roleArn']),
        String(definition ?? known['definition']),
      );
      return undefined;
    });
  };
};
