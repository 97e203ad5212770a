import type { Logger, Metrics } from '@ngwaf/lambda-kit';

import type { LiveModelPorts } from './live-model.ts';

/** Tells of each load of a model, and of each that failed, in a function's log and metrics. */
export const loadReports = (
  logger: Logger,
  metrics: Metrics,
): Pick<LiveModelPorts<unknown>, 'onLoaded' | 'onFailure'> => ({
  onLoaded: (version, replaced) => {
    metrics({ ModelLoads: [1, 'Count'] });
    logger.info('model loaded', { version, replaced });
  },
  onFailure: (error, serving) => {
    metrics({ ModelRefreshFailures: [1, 'Count'] });
    logger.error('the live model could not be loaded', { error, serving });
  },
});
