import { z } from 'zod';

import { tags } from '../api/schemas.ts';
import { createInput as trainingInput } from '../training/request.ts';
import { parameterRanges } from './ranges.ts';

export const tuningJobName = z
  .string()
  .min(1)
  .max(32)
  .regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,31}$/);

const { shape } = trainingInput;

/** CreateHyperParameterTuningJob's request. */
export const createInput = z.looseObject({
  HyperParameterTuningJobName: tuningJobName,
  HyperParameterTuningJobConfig: z.looseObject({
    Strategy: z.enum(['Bayesian', 'Random', 'Hyperband', 'Grid']),
    HyperParameterTuningJobObjective: z.object({
      Type: z.enum(['Maximize', 'Minimize']),
      MetricName: z.string().min(1).max(255),
    }),
    ResourceLimits: z.looseObject({
      MaxNumberOfTrainingJobs: z.int().min(1),
      MaxParallelTrainingJobs: z.int().min(1),
    }),
    ParameterRanges: parameterRanges,
    RandomSeed: z.int().min(0).optional(),
  }),
  TrainingJobDefinition: z.looseObject({
    StaticHyperParameters: shape.HyperParameters,
    AlgorithmSpecification: shape.AlgorithmSpecification,
    RoleArn: shape.RoleArn,
    InputDataConfig: shape.InputDataConfig,
    OutputDataConfig: shape.OutputDataConfig,
    ResourceConfig: shape.ResourceConfig,
    StoppingCondition: shape.StoppingCondition,
    Environment: shape.Environment,
    EnableNetworkIsolation: shape.EnableNetworkIsolation,
  }),
  Tags: tags,
});
export type TuningRequest = z.output<typeof createInput>;
