import { sweepModeSchema } from '@ngwaf/contracts';
import { createLogger, taskHandler, type Logger, type Metrics } from '@ngwaf/lambda-kit';
import * as z from 'zod/mini';

import type { Kind } from './left-overs.ts';
import { sweep, type SweepOptions, type SweepPorts, type Summary } from './sweep.ts';

/** What the schedule sends is empty; by hand a run may differ from what is configured. */
export const sweepInputSchema = z.object({
  mode: z.optional(sweepModeSchema),
  grace_seconds: z.optional(z.int().check(z.nonnegative())),
});

const METRIC_BY_KIND: Record<Kind, string> = {
  training_job: 'TrainingJobs',
  tuning_job: 'TuningJobs',
  transform_job: 'TransformJobs',
  notebook_instance: 'NotebookInstances',
  endpoint: 'Endpoints',
  endpoint_config: 'EndpointConfigs',
  model: 'Models',
};

const countsOf = ({ found, failures }: Summary): Record<string, [number, 'Count']> => {
  const counts: Record<string, [number, 'Count']> = {
    LeftOversFound: [found.length, 'Count'],
    LeftOversRemoved: [0, 'Count'],
    SweepFailures: [failures.length, 'Count'],
  };
  const count = (name: string) => (counts[name] = [(counts[name]?.[0] ?? 0) + 1, 'Count']);
  for (const { kind, outcome } of found) {
    count(`${METRIC_BY_KIND[kind]}Found`);
    if (outcome !== 'removed') continue;
    count('LeftOversRemoved');
    count(`${METRIC_BY_KIND[kind]}Removed`);
  }
  return counts;
};

export const createHandler = (
  ports: Omit<SweepPorts, 'secondsLeft'>,
  options: SweepOptions,
  metrics: Metrics,
  logger: Logger = createLogger(),
) =>
  taskHandler(
    sweepInputSchema,
    async (
      { mode = options.mode, grace_seconds: graceSeconds = options.graceSeconds },
      context,
    ) => {
      const secondsLeft = () => context.getRemainingTimeInMillis() / 1000;
      const summary = await sweep({ ...ports, secondsLeft }, { ...options, mode, graceSeconds });
      for (const item of summary.found) logger.warn('left over', { ...item });
      for (const failure of summary.failures) logger.error('could not be swept', { failure });
      metrics(countsOf(summary));
      return summary;
    },
    logger,
  );
