import { randomBytes, randomInt } from 'node:crypto';

import type { TrainingJobs } from '../training/training-jobs.ts';
import { dimensionsOf, type Dimension } from './ranges.ts';
import { nextPlace, randomOf, type Random } from './search.ts';
import type { TuningJob } from './tuning-job.ts';

/** Without one success among so many the service gives up. */
const HOPELESS_AFTER = 5;
/** Choices before the same hyperparameters are tried twice. */
const CHOICES = 20;

/** Trains with one choice of hyperparameters after the other, some at a time, until there are enough. */
export const runTuningJob = async (trainingJobs: TrainingJobs, job: TuningJob): Promise<void> => {
  const { ResourceLimits, ParameterRanges, RandomSeed = randomInt(2 ** 31) } = job.config;
  const dimensions = dimensionsOf(ParameterRanges);
  const random = randomOf(RandomSeed);
  const running = new Set<Promise<void>>();
  const isDone = () =>
    job.isStopping ||
    isHopeless(job) ||
    job.attempts.length >= ResourceLimits.MaxNumberOfTrainingJobs;

  while (!isDone()) {
    const training = start(trainingJobs, job, dimensions, random).finally(() =>
      running.delete(training),
    );
    running.add(training);
    while (running.size >= ResourceLimits.MaxParallelTrainingJobs) await Promise.race(running);
  }
  await Promise.all(running);
  settle(job);
};

const settle = (job: TuningJob): void => {
  const failures = job.attempts.filter(({ job: training }) => training.status === 'Failed').length;
  if (job.isStopping) job.settle('Stopped');
  else if (job.attempts.length > failures) job.settle('Completed');
  else {
    job.settle(
      'Failed',
      `No training job succeeded after ${failures} attempts. Please take a look at the training job failures to get more details.`,
    );
  }
};

const isHopeless = ({ attempts }: TuningJob): boolean =>
  attempts.length >= HOPELESS_AFTER && attempts.every(({ job }) => job.status === 'Failed');

/** Resolves when the training job has ended, however it did. */
const start = async (
  trainingJobs: TrainingJobs,
  job: TuningJob,
  dimensions: readonly Dimension[],
  random: Random,
): Promise<void> => {
  const { place, tuned } = choose(job, dimensions, random);
  const { StaticHyperParameters, ...definition } = job.request.TrainingJobDefinition;
  const number = String(job.attempts.length + 1).padStart(3, '0');
  const training = trainingJobs.start({
    ...definition,
    TrainingJobName: `${job.name}-${number}-${randomBytes(4).toString('hex')}`,
    HyperParameters: {
      ...StaticHyperParameters,
      ...tuned,
      _tuning_objective_metric: job.config.HyperParameterTuningJobObjective.MetricName,
    },
    TuningJobArn: job.arn,
  });
  job.attempts.push({ job: training, tuned, place });
  await training.ended;
};

const choose = (job: TuningJob, dimensions: readonly Dimension[], random: Random) => {
  const strategy = job.config.Strategy === 'Random' ? 'Random' : 'Bayesian';
  const trials = job.attempts.flatMap((attempt) => {
    const value = job.gainOf(attempt);
    return value === undefined ? [] : [{ place: attempt.place, value }];
  });
  const known = new Set(job.attempts.map(({ tuned }) => JSON.stringify(tuned)));
  const draw = (how: 'Random' | 'Bayesian') => {
    const place = nextPlace(how, dimensions.length, trials, random);
    const tuned = Object.fromEntries(
      dimensions.map(({ name, valueAt }, index) => [name, valueAt(place[index]!)]),
    );
    return { place, tuned };
  };
  let choice = draw(strategy);
  for (let again = 0; again < CHOICES && known.has(JSON.stringify(choice.tuned)); again += 1) {
    choice = draw('Random');
  }
  return choice;
};
