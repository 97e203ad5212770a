import { shiftTraffic, steps, type DeploymentConfig } from './deployment.ts';

const routing = (
  type: 'ALL_AT_ONCE' | 'CANARY' | 'LINEAR',
  size?: { Type: 'INSTANCE_COUNT' | 'CAPACITY_PERCENT'; Value: number },
): DeploymentConfig => ({
  BlueGreenUpdatePolicy: {
    TrafficRoutingConfiguration: {
      Type: type,
      WaitIntervalInSeconds: 0,
      ...(size && { CanarySize: size, LinearStepSize: size }),
    },
  },
  AutoRollbackConfiguration: { Alarms: [{ AlarmName: 'errors' }] },
});

describe('steps', () => {
  it.each([
    ['without a policy', {}, 1, [1]],
    ['all at once', routing('ALL_AT_ONCE'), 4, [1]],
    ['canary', routing('CANARY', { Type: 'CAPACITY_PERCENT', Value: 10 }), 1, [0.1, 1]],
    ['canary of instances', routing('CANARY', { Type: 'INSTANCE_COUNT', Value: 1 }), 4, [0.25, 1]],
    ['canary of all instances', routing('CANARY', { Type: 'INSTANCE_COUNT', Value: 1 }), 1, [1]],
    ['linear', routing('LINEAR', { Type: 'CAPACITY_PERCENT', Value: 40 }), 1, [0.4, 0.8, 1]],
  ])('shifts %s', (_, config, instanceCount, expected) => {
    expect(steps(config, instanceCount)).toEqual(expected);
  });
});

describe('shiftTraffic', () => {
  const config = routing('CANARY', { Type: 'CAPACITY_PERCENT', Value: 10 });

  it('looks at the alarms after each step, also when there is no time to bake', async () => {
    const events: unknown[] = [];

    await shiftTraffic(config, {
      shift: (share) => events.push(share),
      ringing: async (names) => {
        events.push(names);
        return [];
      },
      instanceCount: 1,
      signal: new AbortController().signal,
    });

    expect(events).toEqual([0.1, ['errors'], 1, ['errors'], ['errors']]);
  });

  it('goes no further once an alarm rings', async () => {
    const shares: number[] = [];

    const deployment = shiftTraffic(config, {
      shift: (share) => shares.push(share),
      ringing: async (names) => names,
      instanceCount: 1,
      signal: new AbortController().signal,
    });

    await expect(deployment).rejects.toThrow(/went into ALARM state .*: errors\./);
    expect(shares).toEqual([0.1]);
  });
});
