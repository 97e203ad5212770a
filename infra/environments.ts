import type { EnvironmentSettings } from './src/config/settings.ts';

/**
 * Your environments, and what differs in each from the defaults. This file is yours: releases change
 * the defaults (`src/config/defaults.ts`) and what there is to set (`src/config/settings.ts`), not this.
 *
 * `accountId` and `region` pin an environment, so that nothing touches another account by mistake.
 * The local cloud runs `dev`, wherever that is pinned to.
 */
export default {
  dev: {
    // accountId: '123456789012',
    // region: 'eu-central-1',
    // variables: { alarm_email: 'on-call@example.com' },
    // scoring: { mode: 'in-process' }, // no endpoint to pay for; docs/deploy-to-aws.md
    // backend: { type: 's3', bucket: 'ngwaf-state-123456789012-eu-central-1' },
  },
  staging: {},
  prod: {
    endpointInstanceType: 'ml.m5.large',
    endpointInstanceCount: 2,
    logRetentionDays: 90,
    // Where it matters most, people decide what goes.
    sweeper: { schedule: 'rate(1 hour)', mode: 'report', graceMinutes: 30 },
  },
} satisfies Record<string, EnvironmentSettings>;
