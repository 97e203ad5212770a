import { wafBucketKeys, type FunctionName, type ScoringMode } from '@ngwaf/contracts';
import type { DataBucket } from '../constructs/data-bucket.ts';
import type { DeployedFunction } from '../constructs/deployed-function.ts';
import type { EncryptionKey } from '../constructs/encryption-key.ts';
import type { JobTable } from '../constructs/job-table.ts';
import type { JobTopic } from '../constructs/job-topic.ts';
import type { ModelRegistry } from '../constructs/model-registry.ts';
import type { ModelRole } from '../constructs/model-role.ts';
import type { ServingEndpoint } from '../constructs/serving-endpoint.ts';
import type { TrainingJobs } from '../constructs/training-jobs.ts';
import type { TrainingNotebook } from '../constructs/training-notebook.ts';
import type { TrainingPipeline } from '../constructs/training-pipeline.ts';

/** What permissions are given on, and to. */
export interface Parts {
  scoringMode: ScoringMode;
  functions: Record<FunctionName, DeployedFunction>;
  notebook: TrainingNotebook;
  modelRole: ModelRole;
  artefacts: DataBucket;
  waf: DataBucket;
  train: DataBucket;
  jobs: JobTable;
  jobTopic: JobTopic;
  registry: ModelRegistry;
  endpoint: ServingEndpoint;
  trainingJobs: TrainingJobs;
  pipeline: TrainingPipeline;
  encryption: EncryptionKey;
}

const SCRATCH = `${wafBucketKeys.scratchPrefix}*`;
const MODELS = wafBucketKeys.modelArtefact('*');
const CHAMPION = wafBucketKeys.champion;

/** Who may do what in the stack, in one place. */
export const grantPermissions = (parts: Parts): void => {
  grantToFunctions(parts);
  grantToNotebook(parts);
  grantServing(parts);
  const { modelRole, waf, encryption } = parts;
  // SageMaker lists what a channel of a training job holds.
  waf.grantList(modelRole);
  waf.grantRead(modelRole, [SCRATCH, MODELS]);
  waf.grantWrite(modelRole, [`${SCRATCH}/output/*`]);
  encryption.grantVolumes(modelRole);
};

const grantToFunctions = (parts: Parts): void => {
  const { functions, notebook, waf, train, jobs, registry, endpoint, trainingJobs, pipeline } =
    parts;
  const retrainTrigger = functions['retrain-trigger'];
  jobs.grantStartJobs(retrainTrigger);
  train.grantRead(retrainTrigger, ['*']);
  train.grantList(retrainTrigger);
  waf.grantWrite(retrainTrigger, [wafBucketKeys.snapshot('*')]);
  pipeline.grantStart(retrainTrigger);

  const startNotebook = functions['start-notebook'];
  jobs.grantProgress(startNotebook);
  notebook.grantControl(startNotebook);
  pipeline.grantHeartbeat(startNotebook);

  const exitNotebook = functions['exit-notebook'];
  jobs.grantSettle(exitNotebook);
  notebook.grantStop(exitNotebook);
  trainingJobs.grantStop(exitNotebook);
  registry.grantDecide(exitNotebook);
  parts.jobTopic.grantPublish(exitNotebook);

  const sweeper = functions.sweeper;
  jobs.grantRead(sweeper);
  notebook.grantStop(sweeper);
  trainingJobs.grantSweep(sweeper);
  endpoint.grantSweep(sweeper);

  jobs.grantRead(functions['check-job-status']);
  jobs.grantList(functions['get-all-job-status']);
};

/** Scoring, putting versions live and taking them back: by an endpoint, in process, or both. */
const grantServing = (parts: Parts): void => {
  const { scoringMode, functions, notebook, waf, endpoint, encryption } = parts;
  const serving = functions['sm-serving'];
  const exitNotebook = functions['exit-notebook'];
  // Another route to the same model.
  const predictions = functions['model-predictions'];
  if (scoringMode !== 'endpoint') {
    for (const each of [serving, predictions]) waf.grantRead(each, [CHAMPION, MODELS]);
  }
  // Which version is live is written in every mode, so that a change of modes finds it.
  for (const each of [notebook, exitNotebook]) waf.grantWrite(each, [CHAMPION]);
  if (scoringMode === 'in-process') {
    for (const each of [notebook, exitNotebook]) waf.grantRead(each, [CHAMPION]);
    // Where no version was ever live, they are to say so.
    for (const each of [notebook, exitNotebook, predictions]) waf.grantList(each);
    return;
  }
  endpoint.grantInvoke(serving);
  endpoint.grantRestore(exitNotebook);
  encryption.grantVolumes(exitNotebook);
  endpoint.grantDeploy(notebook);
  endpoint.grantInvoke(notebook);
};

const grantToNotebook = (parts: Parts): void => {
  const { notebook, artefacts, waf, jobs, pipeline, trainingJobs } = parts;
  artefacts.grantRead(notebook, ['notebooks/*']);
  // Where nothing has been released yet, the job's reason is to say so.
  artefacts.grantList(notebook);
  waf.grantRead(notebook, [SCRATCH, MODELS]);
  waf.grantWrite(notebook, [SCRATCH, MODELS, `${wafBucketKeys.jobRecords('*')}*`]);
  jobs.grantProgress(notebook);
  pipeline.grantReport(notebook);
  trainingJobs.grantRun(notebook);
  parts.modelRole.grantPass(notebook);
  parts.modelRole.grantLookUpImage(notebook);
  parts.registry.grantRegister(notebook);
  parts.encryption.grantVolumes(notebook);
};
