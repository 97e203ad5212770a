/** Layout of the WAF bucket (`bucket` in the outputs). */
export const wafBucketKeys = {
  /** What every job makes on the way lies below it; expires. */
  scratchPrefix: '_tmp_train/',
  /** The job's own copy of its data set. */
  snapshot: (jobKey: string) => `_tmp_train/${jobKey}/data.csv`,
  /** Everything a job made on the way; expires. */
  jobScratch: (jobKey: string) => `_tmp_train/${jobKey}/`,
  /** Executed notebook, log and reports of a job. */
  jobRecords: (jobKey: string) => `jobs/${jobKey}/`,
  /** Artefact of a model version. */
  modelArtefact: (version: string) => `models/${version}/model.tar.gz`,
  /** JSON `championSchema`: the version that is live. */
  champion: 'live/champion.json',
} as const;

/** Layout of a data bucket: what models learn from. */
export const dataBucketKeys = {
  /** CSV files with a header; all together are the data set. */
  recordsPrefix: 'records/',
  /** CSV files `user_id,date,event`: what happened to users, from which labels are made. */
  anchorsPrefix: 'anchors/',
  /** Files of records that people are to label. */
  labellingPrefix: 'labelling/',
  /** Files of records to score together. */
  batchPrefix: 'batch/',
  /** What people have labelled, in the manifest form of Ground Truth. */
  labels: (model: string) => `labels/${model}/manifest.jsonl`,
} as const;

/** Layout of a model bucket. */
export const modelBucketKeys = {
  /** What every job makes on the way lies below it; expires. */
  scratchPrefix: '_tmp_train/',
  jobScratch: (jobKey: string) => `_tmp_train/${jobKey}/`,
  /** What a job's data is prepared as, below its scratch; `train` and `validation` are channels. */
  prepared: {
    train: 'train/data.csv',
    validation: 'validation/data.csv',
    /** One JSON object of features a line: what a transform job scores. */
    testFeatures: 'test/features.jsonl',
    /** The label of each of those lines, with the user's id. */
    testLabels: 'test/labels.csv',
  },
  artefactsPrefix: 'models/',
  /** Artefact of a training job, where SageMaker writes it. */
  artefact: (trainingJob: string) => `models/${trainingJob}/output/model.tar.gz`,
  batchPrefix: 'batch/',
  jobRecordsPrefix: 'jobs/',
  /** Reports of a job. */
  jobRecords: (jobKey: string) => `jobs/${jobKey}/`,
} as const;

/** Layout of the artefact bucket: what a release ships. */
export const artefactBucketKeys = {
  functionCode: (name: string, sha256: string) => `functions/${name}/${sha256}.zip`,
  /** What Terraform creates a function from. */
  currentFunctionCode: (name: string) => `functions/${name}/current.zip`,
  notebookBundle: (sha256: string) => `notebooks/${sha256}.tar.gz`,
  /** JSON `{"key": …, "sha256": …}`: the notebook bundle of the live release. */
  currentNotebookBundle: 'notebooks/current.json',
  /** JSON `{"digest", "tag", "previous"}`: the release of a container image that jobs run. */
  currentImage: (name: string) => `images/${name}/current.json`,
  dashboard: {
    prefix: 'dashboard/',
    /** The live page, and all that changes when a release goes live. */
    page: 'dashboard/index.html',
    /** What pages refer to, below it, named by content. */
    filesPrefix: 'dashboard/files/',
    file: (name: string) => `dashboard/files/${name}`,
    /** The page of each release that can be gone back to. */
    releasesPrefix: 'dashboard/releases/',
    release: (sha256: string) => `dashboard/releases/${sha256}.html`,
  },
  /** JSON `{"commit", "deployed_at", "by"}`: the commit that the environment runs. */
  currentRelease: 'releases/current.json',
} as const;
