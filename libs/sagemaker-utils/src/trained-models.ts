import {
  DescribeHyperParameterTuningJobCommand,
  DescribeTrainingJobCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';

import { orUndefined } from './service-errors.ts';

/** What a training job has made. */
export interface TrainedModel {
  trainingJob: string;
  /** `s3://bucket/key`. */
  artefact: string;
  /** Its last value of the metric asked for; absent when it printed none. */
  metric: number | undefined;
}

/** What training and tuning jobs have made. */
export const createTrainedModels = (client: SageMakerClient) => {
  /** `undefined` when the job has made nothing. */
  const find = async (
    trainingJob: string,
    metricName: string,
  ): Promise<TrainedModel | undefined> => {
    const command = new DescribeTrainingJobCommand({ TrainingJobName: trainingJob });
    const found = await orUndefined(client.send(command));
    const artefact = found?.ModelArtifacts?.S3ModelArtifacts;
    if (found?.TrainingJobStatus !== 'Completed' || !artefact) return undefined;
    const metric = found.FinalMetricDataList?.find(({ MetricName }) => MetricName === metricName);
    return { trainingJob, artefact, metric: metric?.Value };
  };

  return {
    find,

    /** The best of a tuning job by its own objective; `undefined` when none has made anything. */
    findBestTuned: async (
      tuningJob: string,
      metricName: string,
    ): Promise<TrainedModel | undefined> => {
      const command = new DescribeHyperParameterTuningJobCommand({
        HyperParameterTuningJobName: tuningJob,
      });
      const best = (await orUndefined(client.send(command)))?.BestTrainingJob?.TrainingJobName;
      return best === undefined ? undefined : find(best, metricName);
    },
  };
};
export type TrainedModels = ReturnType<typeof createTrainedModels>;
