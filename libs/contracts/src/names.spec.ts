import golden from '../golden/names.json' with { type: 'json' };
import { PIPELINE_STATUS_KEY, SWITCH_KIND, TRAINING_STEPS } from './job.ts';
import { versionResourceName } from './names.ts';
import type { PipelineEnvironment } from './outputs.ts';
import { artefactBucketKeys, wafBucketKeys } from './storage.ts';

const environment: PipelineEnvironment = {
  NGWAF_REGION: '',
  NGWAF_TABLE: '',
  NGWAF_BUCKET: '',
  NGWAF_ARTEFACT_BUCKET: '',
  NGWAF_NOTEBOOK_INSTANCE: '',
  NGWAF_ENDPOINT: '',
  NGWAF_SCORING_MODE: 'endpoint',
  NGWAF_MODEL_PACKAGE_GROUP: '',
  NGWAF_EXECUTION_ROLE_ARN: '',
  NGWAF_TRAINING_IMAGE: '',
  NGWAF_SERVING_IMAGE: '',
  NGWAF_TRAINING_INSTANCE_TYPE: '',
  NGWAF_ENDPOINT_INSTANCE_TYPE: '',
  NGWAF_ENDPOINT_INSTANCE_COUNT: '',
  NGWAF_ROLLBACK_ALARMS: '',
  NGWAF_HEARTBEAT_SECONDS: '',
  NGWAF_VERSIONS_KEPT: '',
  NGWAF_BAKE_SECONDS: '',
  NGWAF_TAGS: '',
  NGWAF_KMS_KEY_ARN: '',
};

it('spells names as the Python side does', () => {
  expect({
    steps: TRAINING_STEPS,
    pipelineStatusKey: PIPELINE_STATUS_KEY,
    switchKind: SWITCH_KIND,
    currentNotebookBundle: artefactBucketKeys.currentNotebookBundle,
    jobScratch: wafBucketKeys.jobScratch('job-1'),
    jobRecords: wafBucketKeys.jobRecords('job-1'),
    modelArtefact: wafBucketKeys.modelArtefact('job-1'),
    champion: wafBucketKeys.champion,
    versionResourceName: versionResourceName('ngwaf-dev-waf', 'job-1'),
    pipelineEnvironment: Object.keys(environment),
  }).toEqual(golden);
});
