import {
  DeregisterScalableTargetCommand,
  ObjectNotFoundException,
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
  type ApplicationAutoScalingClient,
} from '@aws-sdk/client-application-auto-scaling';
import { ENDPOINT_VARIANT } from '@ngwaf/contracts';

/** Between how many instances an endpoint scales, and how many invocations each is meant to have. */
export interface ScalingBounds {
  minInstances: number;
  maxInstances: number;
  /** A minute. */
  invocationsPerInstance: number;
}

const targetOf = (endpointName: string) =>
  ({
    ServiceNamespace: 'sagemaker',
    ResourceId: `endpoint/${endpointName}/variant/${ENDPOINT_VARIANT}`,
    ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
  }) as const;

const POLICY = 'invocations-per-instance';
/** Out fast, in slowly: an instance takes minutes to start. */
const COOLDOWN_SECONDS = { out: 60, in: 300 };

/** Scaling of endpoints on instances, by invocations per instance. */
export const createScaling = (client: ApplicationAutoScalingClient) => ({
  /** Has an endpoint scale within bounds; repeated or changed, the last ones hold. */
  register: async (endpointName: string, bounds: ScalingBounds): Promise<void> => {
    const target = targetOf(endpointName);
    await client.send(
      new RegisterScalableTargetCommand({
        ...target,
        MinCapacity: bounds.minInstances,
        MaxCapacity: bounds.maxInstances,
      }),
    );
    await client.send(
      new PutScalingPolicyCommand({
        ...target,
        PolicyName: POLICY,
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingScalingPolicyConfiguration: {
          PredefinedMetricSpecification: {
            PredefinedMetricType: 'SageMakerVariantInvocationsPerInstance',
          },
          TargetValue: bounds.invocationsPerInstance,
          ScaleOutCooldown: COOLDOWN_SECONDS.out,
          ScaleInCooldown: COOLDOWN_SECONDS.in,
        },
      }),
    );
  },

  /** Has an endpoint stay as it is; nothing happens when it does not scale. */
  deregister: async (endpointName: string): Promise<void> => {
    try {
      await client.send(new DeregisterScalableTargetCommand(targetOf(endpointName)));
    } catch (error) {
      if (!(error instanceof ObjectNotFoundException)) throw error;
    }
  },
});
export type Scaling = ReturnType<typeof createScaling>;
