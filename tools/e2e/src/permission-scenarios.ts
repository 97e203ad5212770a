import { setTimeout as delay } from 'node:timers/promises';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DescribeNotebookInstanceCommand,
  DescribeTrainingJobCommand,
  StartNotebookInstanceCommand,
  StopNotebookInstanceCommand,
  UpdateNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import {
  JOB_RECORD_TYPE,
  PIPELINE_STATUS_KEY,
  artefactBucketKeys,
  type LocalOutputs,
} from '@ngwaf/contracts';
import { readStackOutputs } from '@ngwaf/tool-local-stack';
import type { CloudClients } from './cloud-client.ts';
import { deleteEndpoint } from './delete-endpoint.ts';
import { eventually } from './eventually.ts';
import { liveVersion, names, readLease } from './invariants.ts';
import { testStackOptions } from './test-stack.ts';

/** Situations that no other file of these tests brings about; each resolves when it is there. */
export const createScenarios = (clients: CloudClients, outputs: LocalOutputs) => {
  const { sageMaker, dynamo, s3 } = clients;
  const NotebookInstanceName = names.notebookInstance;
  const EndpointName = outputs.endpointName;

  const untilNotebookIs = (status: string) =>
    eventually(async () => {
      const { NotebookInstanceStatus } = await sageMaker.send(
        new DescribeNotebookInstanceCommand({ NotebookInstanceName }),
      );
      if (NotebookInstanceStatus !== status) throw new Error(`is ${NotebookInstanceStatus}`);
    }, 60_000);

  return {
    startNotebook: () => sageMaker.send(new StartNotebookInstanceCommand({ NotebookInstanceName })),

    async stopNotebook(): Promise<void> {
      await untilNotebookIs('InService');
      await sageMaker.send(new StopNotebookInstanceCommand({ NotebookInstanceName }));
      await untilNotebookIs('Stopped');
    },

    /** The live endpoint is gone. */
    async removeEndpoint(): Promise<void> {
      await deleteEndpoint(clients, EndpointName);
    },

    /** More superseded versions than are kept; resolves with what removes those that are left. */
    async addOldVersions(count: number): Promise<() => Promise<void>> {
      const { pipeline_environment: environment } = await readStackOutputs(testStackOptions);
      const version = await liveVersion(clients, outputs);
      const added = Array.from({ length: count }, (_, index) => `${EndpointName}-old-${index}`);
      for (const name of added) {
        await sageMaker.send(
          new CreateModelCommand({
            ModelName: name,
            ExecutionRoleArn: environment.NGWAF_EXECUTION_ROLE_ARN,
            PrimaryContainer: {
              Image: environment.NGWAF_TRAINING_IMAGE,
              ModelDataUrl: `s3://${outputs.bucket}/models/${version}/model.tar.gz`,
            },
          }),
        );
        await sageMaker.send(
          new CreateEndpointConfigCommand({
            EndpointConfigName: name,
            ProductionVariants: [
              {
                VariantName: 'old',
                ModelName: name,
                InstanceType: 'ml.t2.medium',
                InitialInstanceCount: 1,
              },
            ],
          }),
        );
      }
      return async () => {
        for (const name of added) {
          const gone = (error: Error) => expect(error.message).toMatch(/Could not find/);
          await sageMaker
            .send(new DeleteEndpointConfigCommand({ EndpointConfigName: name }))
            .catch(gone);
          await sageMaker.send(new DeleteModelCommand({ ModelName: name })).catch(gone);
        }
      };
    },

    /** A job holds the lease, its time is over, and nothing of it runs. */
    async leaveExpiredLease(jobKey: string): Promise<void> {
      const lease = await readLease(clients, outputs);
      const fencing_token = (lease?.fencing_token ?? 0) + 1;
      const put = (Item: object) =>
        dynamo.send(new PutCommand({ TableName: outputs.table, Item: { ...Item } }));
      await put({
        ...{ job_key: jobKey, model: 'waf', status: 'training', fencing_token },
        ...{ created_at: new Date().toISOString(), record_type: JOB_RECORD_TYPE },
        train_file_path: `${outputs.trainBucket}/gone.csv`,
      });
      await put({
        ...{ job_key: PIPELINE_STATUS_KEY, pipeline_available: false, fencing_token },
        ...{ pipeline_job_key: jobKey, lease_expires_at: Math.floor(Date.now() / 1000) - 60 },
      });
    },

    /** The notebook instance runs, and not for a job; resolves with what lets it run jobs again. */
    async startNotebookByHand(): Promise<() => Promise<void>> {
      const found = await sageMaker.send(
        new DescribeNotebookInstanceCommand({ NotebookInstanceName }),
      );
      const update = async (change: object) => {
        await untilNotebookIs('Stopped');
        await sageMaker.send(
          new UpdateNotebookInstanceCommand({ NotebookInstanceName, ...change }),
        );
        await untilNotebookIs('Stopped');
      };
      await update({ DisassociateLifecycleConfig: true });
      await sageMaker.send(new StartNotebookInstanceCommand({ NotebookInstanceName }));
      await untilNotebookIs('InService');
      const LifecycleConfigName = found.NotebookInstanceLifecycleConfigName;
      return () => update({ LifecycleConfigName });
    },

    /** The release's notebook bundle is missing; resolves with what brings the release back. */
    async loseNotebookBundle(Bucket: string): Promise<() => Promise<void>> {
      const Key = artefactBucketKeys.currentNotebookBundle;
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      const good = (await Body?.transformToString()) ?? '';
      const put = (text: string) => s3.send(new PutObjectCommand({ Bucket, Key, Body: text }));
      const key = artefactBucketKeys.notebookBundle('0'.repeat(64));
      await put(JSON.stringify({ key, sha256: '0'.repeat(64) }));
      return async () => {
        await put(good);
      };
    },

    /** A schedule of EventBridge's Scheduler fires, by a twin that does so in a moment. */
    async fireSchedule(name: string): Promise<void> {
      const call = async (method: string, schedule: string, body?: object) => {
        const response = await fetch(`${outputs.awsEndpointUrl}/schedules/${schedule}`, {
          method,
          headers: {
            'content-type': 'application/json',
            authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${outputs.region}/scheduler/aws4_request, SignedHeaders=host, Signature=0`,
          },
          ...(body && { body: JSON.stringify(body) }),
        });
        expect([schedule, response.status]).toEqual([schedule, 200]);
        return (await response.json()) as { Target: object };
      };
      const { Target } = await call('GET', name);
      const soon = new Date(Date.now() + 3_000).toISOString().slice(0, 19);
      await call('POST', `${name}-now`, {
        Target,
        ScheduleExpression: `at(${soon})`,
        FlexibleTimeWindow: { Mode: 'OFF' },
        ActionAfterCompletion: 'DELETE',
      });
    },

    untilTraining: (TrainingJobName: string) =>
      eventually(async () => {
        const { SecondaryStatus } = await sageMaker.send(
          new DescribeTrainingJobCommand({ TrainingJobName }),
        );
        if (SecondaryStatus !== 'Training') throw new Error(`is ${SecondaryStatus}`);
        // Its script is there now, and works.
        await delay(200);
      }, 60_000),
  };
};
