import { scoringSettings } from './scoring-settings.ts';
import type { Settings } from './settings.ts';

/** What holds for every environment that does not say otherwise: the smallest that is safe. */
export const defaults: Settings = {
  backend: { type: 'local' },
  variables: {},
  scoring: scoringSettings.parse({}),
  trainingInstanceType: 'ml.m5.large',
  endpointInstanceType: 'ml.t2.medium',
  endpointInstanceCount: 1,
  notebookInstanceType: 'ml.t3.medium',
  logRetentionDays: 30,
  versionsKept: 3,
  throttle: { ratePerSecond: 2000, burst: 4000 },
  usagePlans: {
    standard: { ratePerSecond: 500, burst: 1000 },
    // For trials and for clients that are trusted less.
    small: { ratePerSecond: 10, burst: 50, requestsPerDay: 20_000 },
  },
  sweeper: { schedule: 'rate(1 hour)', mode: 'remove', graceMinutes: 30 },
  dashboard: true,
  ownsApiGatewayAccount: true,
  // What costs nothing is always on; these cost something, or ask something of callers.
  apiAuthorization: 'api-key',
  webAcl: 'none',
  customerKey: 'none',
};
