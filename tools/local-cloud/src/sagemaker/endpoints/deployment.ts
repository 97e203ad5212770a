import { setTimeout as delay } from 'node:timers/promises';

import { z } from 'zod';

const capacity = z.object({
  Type: z.enum(['INSTANCE_COUNT', 'CAPACITY_PERCENT']),
  Value: z.int().min(1),
});

/** DeploymentConfig of UpdateEndpoint and CreateEndpoint. */
export const deploymentConfig = z.looseObject({
  BlueGreenUpdatePolicy: z
    .looseObject({
      TrafficRoutingConfiguration: z.looseObject({
        Type: z.enum(['ALL_AT_ONCE', 'CANARY', 'LINEAR']),
        WaitIntervalInSeconds: z.int().min(0).max(3600),
        CanarySize: capacity.optional(),
        LinearStepSize: capacity.optional(),
      }),
      TerminationWaitInSeconds: z.int().min(0).max(3600).optional(),
      MaximumExecutionTimeoutInSeconds: z.int().min(600).max(28_800).optional(),
    })
    .optional(),
  AutoRollbackConfiguration: z
    .looseObject({
      Alarms: z
        .array(z.looseObject({ AlarmName: z.string() }))
        .max(10)
        .optional(),
    })
    .optional(),
});
export type DeploymentConfig = z.output<typeof deploymentConfig>;

/** How often alarms are looked at while the new fleet bakes. */
const ALARM_INTERVAL_MS = 1_000;

/** What a deployment acts on. */
export interface DeploymentPorts {
  /** The share of traffic, from 0 to 1, that the new fleet gets from now on. */
  shift(share: number): void;
  /** Those of the named alarms that are ringing. */
  ringing(alarmNames: string[]): Promise<string[]>;
  /** Instances of the new fleet, for steps counted in instances. */
  instanceCount: number;
  signal: AbortSignal;
}

/**
 * Shifts traffic to a new fleet step by step, each followed by its time to bake.
 *
 * @throws {Error} an alarm rang: all traffic is to go back.
 */
export const shiftTraffic = async (
  config: DeploymentConfig,
  ports: DeploymentPorts,
): Promise<void> => {
  const waitMs =
    (config.BlueGreenUpdatePolicy?.TrafficRoutingConfiguration.WaitIntervalInSeconds ?? 0) * 1_000;
  for (const share of steps(config, ports.instanceCount)) {
    ports.shift(share);
    await bake(config, ports, waitMs);
  }
  const terminationWait = config.BlueGreenUpdatePolicy?.TerminationWaitInSeconds ?? 0;
  await bake(config, ports, terminationWait * 1_000);
};

/** Shares of traffic of the new fleet, one after the other, the last being all of it. */
export const steps = (config: DeploymentConfig, instanceCount: number): number[] => {
  const routing = config.BlueGreenUpdatePolicy?.TrafficRoutingConfiguration;
  const share = (size: z.output<typeof capacity> | undefined) =>
    size === undefined
      ? 1
      : Math.min(1, size.Value / (size.Type === 'CAPACITY_PERCENT' ? 100 : instanceCount));
  if (routing?.Type === 'CANARY') {
    const canary = share(routing.CanarySize);
    return canary < 1 ? [canary, 1] : [1];
  }
  if (routing?.Type === 'LINEAR') {
    const step = share(routing.LinearStepSize);
    const count = Math.ceil(1 / step);
    return Array.from({ length: count }, (_, index) => Math.min(1, (index + 1) * step));
  }
  return [1];
};

/** Looks at the alarms at least once, and until the time is over. */
const bake = async (config: DeploymentConfig, ports: DeploymentPorts, milliseconds: number) => {
  const names = (config.AutoRollbackConfiguration?.Alarms ?? []).map(({ AlarmName }) => AlarmName);
  const end = Date.now() + milliseconds;
  for (;;) {
    const ringing = await ports.ringing(names);
    if (ringing.length > 0) {
      throw new Error(
        `One or more configured alarms went into ALARM state during the deployment: ${ringing.join(', ')}.`,
      );
    }
    const left = end - Date.now();
    if (left <= 0) return;
    await delay(Math.min(ALARM_INTERVAL_MS, left), undefined, { signal: ports.signal });
  }
};
