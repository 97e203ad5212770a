import type {
  Channel,
  CreateHyperParameterTuningJobRequest,
  CreateLabelingJobRequest,
  CreateProcessingJobRequest,
  CreateTrainingJobRequest,
  CreateTransformJobRequest,
  Tag,
} from '@aws-sdk/client-sagemaker';
import { baselineKeys, dataBucketKeys, modelBucketKeys, type TrainingPlan } from '@ngwaf/contracts';
import type { Instances, RecordModel } from '@ngwaf/model-catalogue';

/** What requests to SageMaker are made of. */
export interface RequestParts {
  jobKey: string;
  entry: RecordModel;
  names: TrainingPlan['names'];
  dataBucket: string;
  modelBucket: string;
  /** `_tmp_train/<job key>/`. */
  scratch: string;
  image: string;
  roleArn: string;
  instances: Instances;
  hyperparameters: Record<string, string>;
  champion: TrainingPlan['champion'];
  tags: Tag[];
  /** Encrypts volumes and what is written. @default - AWS's own keys */
  kmsKeyArn: string | undefined;
}

const s3 = (bucket: string, key: string): string => `s3://${bucket}/${key}`;

const channel = (ChannelName: string, S3Uri: string, ContentType?: string): Channel => ({
  ChannelName,
  DataSource: {
    S3DataSource: { S3DataType: 'S3Prefix', S3Uri, S3DataDistributionType: 'FullyReplicated' },
  },
  ...(ContentType !== undefined && { ContentType }),
});

/** What a training job and the training jobs of a tuning job have in common. */
const trainingOf = (parts: RequestParts) => {
  const { entry, instances, modelBucket, scratch, champion, kmsKeyArn } = parts;
  const { metric: Name, regex: Regex } = entry.algorithm.objective;
  const { instanceType, instanceCount, volumeGb } = instances.training;
  const parent = entry.algorithm.incremental ? champion?.artefact : undefined;
  return {
    AlgorithmSpecification: {
      TrainingImage: parts.image,
      TrainingInputMode: 'File' as const,
      MetricDefinitions: [{ Name, Regex }],
    },
    InputDataConfig: [
      ...(['train', 'validation'] as const).map((name) =>
        channel(name, s3(modelBucket, scratch + modelBucketKeys.prepared[name]), 'text/csv'),
      ),
      ...(parent === undefined ? [] : [channel('model', parent)]),
    ],
    OutputDataConfig: {
      S3OutputPath: s3(modelBucket, modelBucketKeys.artefactsPrefix),
      ...(kmsKeyArn !== undefined && { KmsKeyId: kmsKeyArn }),
    },
    ResourceConfig: {
      InstanceType: instanceType as 'ml.m5.large',
      InstanceCount: instanceCount,
      VolumeSizeInGB: volumeGb,
      ...(kmsKeyArn !== undefined && { VolumeKmsKeyId: kmsKeyArn }),
    },
    StoppingCondition: { MaxRuntimeInSeconds: entry.training.maxRuntimeSeconds },
    RoleArn: parts.roleArn,
    // It needs nothing of the network, and sees what is known of people.
    EnableNetworkIsolation: true,
  };
};

export const trainingJob = (parts: RequestParts): CreateTrainingJobRequest => ({
  TrainingJobName: parts.names.training_job,
  ...trainingOf(parts),
  HyperParameters: parts.hyperparameters,
  Tags: parts.tags,
});

/** `undefined` where the entry has nothing to tune. */
export const tuningJob = (
  parts: RequestParts,
): CreateHyperParameterTuningJobRequest | undefined => {
  const { tuning, objective } = parts.entry.algorithm;
  if (!tuning) return undefined;
  const numeric = ({ name, min, max, scale }: (typeof tuning.integer)[number]) => ({
    ...{ Name: name, MinValue: String(min), MaxValue: String(max), ScalingType: scale },
  });
  const tuned = new Set(
    [...tuning.integer, ...tuning.continuous, ...tuning.categorical].map(({ name }) => name),
  );
  return {
    HyperParameterTuningJobName: parts.names.tuning_job,
    HyperParameterTuningJobConfig: {
      Strategy: 'Bayesian',
      HyperParameterTuningJobObjective: { Type: objective.goal, MetricName: objective.metric },
      ResourceLimits: {
        MaxNumberOfTrainingJobs: tuning.maxJobs,
        MaxParallelTrainingJobs: tuning.maxParallelJobs,
      },
      ParameterRanges: {
        IntegerParameterRanges: tuning.integer.map(numeric),
        ContinuousParameterRanges: tuning.continuous.map(numeric),
        CategoricalParameterRanges: tuning.categorical.map(({ name, values }) => ({
          ...{ Name: name, Values: values },
        })),
      },
    },
    TrainingJobDefinition: {
      ...trainingOf(parts),
      StaticHyperParameters: Object.fromEntries(
        Object.entries(parts.hyperparameters).filter(([name]) => !tuned.has(name)),
      ),
    },
    Tags: parts.tags,
  };
};

/** Scores the test rows with a model; what it answers lies below `scores/<as>/`. */
export const transformJob = (
  parts: RequestParts,
  as: 'challenger' | 'champion',
  modelName: string,
): CreateTransformJobRequest => {
  const { modelBucket, scratch, kmsKeyArn } = parts;
  const { instanceType } = parts.instances.transform;
  return {
    TransformJobName: parts.names[`${as}_transform`],
    ModelName: modelName,
    BatchStrategy: 'MultiRecord',
    MaxPayloadInMB: 6,
    TransformInput: {
      DataSource: {
        S3DataSource: {
          S3DataType: 'S3Prefix',
          S3Uri: s3(modelBucket, scratch + modelBucketKeys.prepared.testFeatures),
        },
      },
      ContentType: 'application/jsonlines',
      SplitType: 'Line',
    },
    TransformOutput: {
      S3OutputPath: s3(modelBucket, `${scratch}scores/${as}/`),
      Accept: 'application/jsonlines',
      AssembleWith: 'Line',
      ...(kmsKeyArn !== undefined && { KmsKeyId: kmsKeyArn }),
    },
    TransformResources: {
      InstanceType: instanceType as 'ml.m5.large',
      // The test rows are one file, and a file is scored by one instance.
      InstanceCount: 1,
      ...(kmsKeyArn !== undefined && { VolumeKmsKeyId: kmsKeyArn }),
    },
    Tags: parts.tags,
  };
};

/** Where a processing job finds its code and its image. */
export interface SparkParts {
  image: string;
  /** Folder with `prepare_data.py` and `ngwaf_features.zip`. */
  code: string;
  /** Role that the job runs under. */
  roleArn: string;
}

/** Prepares the data by Spark, on as many instances as its size asks for. */
export const processingJob = (
  parts: RequestParts,
  spark: SparkParts,
): CreateProcessingJobRequest => {
  const { entry, kmsKeyArn, scratch } = parts;
  const { instanceType, instanceCount, volumeGb } = parts.instances.processing;
  const LocalPath = '/opt/ml/processing/input/code';
  return {
    ProcessingJobName: parts.names.processing_job,
    AppSpecification: {
      ImageUri: spark.image,
      ContainerEntrypoint: [
        'smspark-submit',
        ...['--py-files', `${LocalPath}/ngwaf_features.zip`],
        `${LocalPath}/prepare_data.py`,
      ],
      ContainerArguments: [
        ...['--model', entry.name],
        ...['--records', s3(parts.dataBucket, dataBucketKeys.recordsPrefix)],
        ...['--anchors', s3(parts.dataBucket, dataBucketKeys.anchorsPrefix)],
        ...['--labels', s3(parts.dataBucket, dataBucketKeys.labels(entry.name))],
        ...['--output', s3(parts.modelBucket, scratch)],
        ...['--baseline', s3(parts.modelBucket, baselineKeys.features(parts.jobKey))],
      ],
    },
    ProcessingInputs: [
      {
        InputName: 'code',
        S3Input: {
          S3Uri: spark.code,
          LocalPath,
          S3DataType: 'S3Prefix',
          S3InputMode: 'File',
        },
      },
    ],
    ProcessingResources: {
      ClusterConfig: {
        InstanceType: instanceType as 'ml.r5.2xlarge',
        InstanceCount: instanceCount,
        VolumeSizeInGB: volumeGb,
        ...(kmsKeyArn !== undefined && { VolumeKmsKeyId: kmsKeyArn }),
      },
    },
    StoppingCondition: { MaxRuntimeInSeconds: entry.training.maxRuntimeSeconds },
    RoleArn: spark.roleArn,
    Tags: parts.tags,
  };
};

/** Has people of Ground Truth label what `labels/<model>/to-label.jsonl` lists. */
export const labelingJob = (parts: RequestParts): CreateLabelingJobRequest | undefined => {
  const { entry, dataBucket, kmsKeyArn } = parts;
  if (entry.labelling.kind !== 'ground-truth') return undefined;
  const { labelling } = entry;
  const folder = `labels/${entry.name}/`;
  return {
    LabelingJobName: parts.names.labeling_job,
    LabelAttributeName: 'label',
    LabelCategoryConfigS3Uri: s3(dataBucket, `${folder}categories.json`),
    InputConfig: {
      DataSource: {
        S3DataSource: { ManifestS3Uri: s3(dataBucket, `${folder}to-label.jsonl`) },
      },
    },
    OutputConfig: {
      S3OutputPath: s3(dataBucket, `${folder}ground-truth/`),
      ...(kmsKeyArn !== undefined && { KmsKeyId: kmsKeyArn }),
    },
    RoleArn: parts.roleArn,
    HumanTaskConfig: {
      WorkteamArn: labelling.workteamArn,
      UiConfig: { UiTemplateS3Uri: s3(parts.modelBucket, labelling.uiTemplateKey) },
      PreHumanTaskLambdaArn: labelling.preHumanTaskLambdaArn,
      TaskTitle: entry.name,
      TaskDescription: entry.labelQueue?.question ?? entry.purpose,
      NumberOfHumanWorkersPerDataObject: labelling.workersPerItem,
      TaskTimeLimitInSeconds: labelling.taskSeconds,
      AnnotationConsolidationConfig: {
        AnnotationConsolidationLambdaArn: labelling.annotationConsolidationLambdaArn,
      },
    },
    Tags: parts.tags,
  };
};
